"""Everything that can go wrong in a way that a user can mend, as one tree.

    CotejoError
    ├── SettingsError            a setting is unknown or out of bounds
    ├── QuestionError            a question is empty or too long
    ├── IndexError_              the index cannot serve
    │   ├── IndexMissingError        nothing has been indexed yet
    │   ├── IndexMismatchError       it was built with other settings
    │   ├── IndexLockedError         another process is writing
    │   ├── IndexDamagedError        a part of it cannot be opened or read
    │   └── IndexStorageError        the disk is full or may not be written to
    ├── ModelError               a model is absent or not the one expected
    │   └── LanguageModelError       a language model cannot be reached, refuses or fails
    ├── DocumentError            one file or link cannot be read; the others go on
    │   ├── UnreadableDocumentError, EncryptedDocumentError, EmptyDocumentError, ImageOnlyDocumentError
    │   ├── UnsupportedFormatError, DocumentTooLargeError
    │   ├── DuplicateDocumentError
    │   └── LinkError
    └── InputFileError           a file given to a command has a line that cannot be used

A message has the value, why it matters, and the command or setting that mends it.
"""


class CotejoError(Exception):
    """The root: entry points catch this one and show its message."""


class SettingsError(CotejoError):
    """A setting is unknown or out of bounds."""


class QuestionError(CotejoError):
    """A question is empty or too long to be one."""


class IndexError_(CotejoError):  # noqa: N801, N818 - `IndexError` is Python's own
    """The index cannot serve."""


class IndexMissingError(IndexError_):
    """Nothing has been indexed yet."""

    def __init__(self, folder: object) -> None:
        self.folder = folder
        super().__init__(
            f"There is no index in {str(folder)!r}, so nothing can be searched. Build it with `python -m ingest`."
        )


class IndexMismatchError(IndexError_):
    """The index was built with settings other than those in force."""

    def __init__(self, *, field: str, in_index: object, in_settings: object) -> None:
        self.field, self.in_index, self.in_settings = field, in_index, in_settings
        super().__init__(
            f"The index was built with {field}={in_index!r}, but the settings say {in_settings!r}: "
            "its scores would mean nothing. Build it anew with `python -m ingest rebuild`."
        )


class IndexLockedError(IndexError_):
    """Another process is writing to the index."""

    def __init__(self, *, folder: object, holder: str, waited_seconds: float) -> None:
        self.holder = holder
        super().__init__(
            f"The index in {str(folder)!r} is being written by {holder}, and {waited_seconds:.0f} s of waiting did not "
            "end that. Wait for it to finish, or stop it, and run the command again."
        )


class IndexDamagedError(IndexError_):
    """A part of the index cannot be opened or read."""

    def __init__(self, folder: object, reason: object) -> None:
        self.folder, self.reason = folder, reason
        super().__init__(
            f"The index in {str(folder)!r} is damaged ({reason}), so searching it would miss documents. Nothing is "
            "lost: the files are whole. Mend it with `python -m ingest verify`."
        )


class IndexStorageError(IndexError_):
    """The disk is full, or may not be written to."""

    def __init__(self, folder: object, reason: object) -> None:
        self.folder = folder
        super().__init__(
            f"{str(folder)!r} cannot be written to ({reason}), so the last change was not made; what was there "
            "before is whole. Free some space or allow writing there (COTEJO_DATA and COTEJO_LIBRARY name them), "
            "and run `python -m ingest` again."
        )


class ModelError(CotejoError):
    """A model is absent or not the one expected."""


class LanguageModelError(ModelError):
    """A language model cannot be reached, refuses or fails; quotes need none. `mend` names what to do about it."""

    def __init__(self, name: str, reason: str, mend: str) -> None:
        self.name, self.reason, self.mend = name, reason, mend
        super().__init__(f"The language model {name!r} {reason}, so answers are quotes only. {mend}")


class DocumentError(CotejoError):
    """One file or link cannot be taken in. `name` is its path or address."""

    def __init__(self, name: object, reason: str) -> None:
        self.name, self.reason = str(name), reason
        super().__init__(f"{self.name!r}: {reason}")


class UnreadableDocumentError(DocumentError):
    """The content is not what its format promises."""


class EncryptedDocumentError(DocumentError):
    """The content needs a password."""


class EmptyDocumentError(DocumentError):
    """There is no text."""


class ImageOnlyDocumentError(DocumentError):
    """There are pages, but only pictures of text."""


class UnsupportedFormatError(DocumentError):
    """The format is not one that is read."""


class DocumentTooLargeError(DocumentError):
    """A limit on size, pages or unpacked size was passed."""


class DuplicateDocumentError(DocumentError):
    """Two documents claim one name."""


class LinkError(DocumentError):
    """A link cannot or may not be fetched."""


class InputFileError(CotejoError):
    """A line of a file given to a command cannot be used."""

    def __init__(self, path: object, line_number: int, reason: str) -> None:
        super().__init__(f"{str(path)!r}, line {line_number}: {reason}")
