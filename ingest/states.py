"""What can become of a file, and what a run reports."""

from dataclasses import dataclass, field
from enum import StrEnum

from ingest.formats.draft import Hidden


class State(StrEnum):
    """Where a file stands."""

    PLANNED = "planned"
    READING = "reading"
    EMBEDDING = "embedding"
    INDEXED = "indexed"
    FAILED = "failed"
    SUPERSEDED = "superseded"
    DUPLICATE = "duplicate"


# A file in one of these states is looked at again in each run: the reason may be gone.
LOOKED_AT_AGAIN = (State.SUPERSEDED, State.DUPLICATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileNote:
    """A file that has something to tell: its path in the library and why it is not, or not wholly, in the index."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HiddenNote:
    """Hidden text that was kept out of the index."""

    path: str
    hidden: tuple[Hidden, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsentOriginal:
    """An original that the list of sources names and the library lacks."""

    source_id: str
    title: str
    publisher: str
    url: str
    licence: str
    reason: str

    @property
    def advice(self) -> str:
        """How to supply it."""
        return (
            f"Save it from {self.url} and put it into the library as originals/{self.source_id} with its ending "
            "(.html, .pdf, .txt), or upload it."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestReport:
    """What a run did. Paths and ids are those of the library; the numbers count documents unless they say passages."""

    added: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0
    passages_added: int = 0
    passage_count: int = 0
    document_count: int = 0
    failed: tuple[FileNote, ...] = ()
    duplicates: tuple[FileNote, ...] = ()
    superseded: tuple[FileNote, ...] = ()
    hidden: tuple[HiddenNote, ...] = ()
    absent: tuple[AbsentOriginal, ...] = ()
    notes: tuple[str, ...] = ()
    mended: int = 0
    seconds: float = 0.0

    @property
    def changed(self) -> bool:
        """Whether the index is other than before."""
        return bool(self.added or self.replaced or self.removed or self.mended)

    @property
    def ok(self) -> bool:
        """Whether every file could be read."""
        return not self.failed


@dataclass(slots=True, kw_only=True)
class Tally:
    """A report in the making."""

    added: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    unchanged: int = 0
    passages_added: int = 0
    failed: list[FileNote] = field(default_factory=list)
    duplicates: list[FileNote] = field(default_factory=list)
    superseded: list[FileNote] = field(default_factory=list)
    hidden: list[HiddenNote] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
