"""A file to the documents in it: read by what it is, normalised, with what is known about it."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from core.errors import DocumentTooLargeError, EmptyDocumentError
from core.records import DocumentMetadata, SourceDocument
from core.settings import Settings
from core.text import normalise
from ingest.formats.draft import Draft, Hidden
from ingest.hidden import invisible_text
from ingest.metadata import detect_language, one_line, short_title, told_metadata
from ingest.reading import FileReader


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A document and what its file held beside the visible text."""

    document: SourceDocument
    hidden: tuple[Hidden, ...] = ()


def load(
    content: bytes, path: str, settings: Settings, reader: FileReader, *, told: Mapping[str, object] | None = None
) -> Iterator[Loaded]:
    """The documents of a file, in order. `told` (from a sidecar or the list of sources) goes over what the file says.

    Raises a `DocumentError` that names the path.
    """
    check_size(len(content), path, settings)
    if not content.strip():
        raise EmptyDocumentError(path, "the file is empty.")
    media_type, drafts = reader.read(content, path)
    for draft in drafts:
        yield _finish(draft, path, media_type, told or {})


def load_all(
    content: bytes, path: str, settings: Settings, *, told: Mapping[str, object] | None = None
) -> tuple[Loaded, ...]:
    """The same at once, for a single file."""
    reader = FileReader(settings)
    try:
        return tuple(load(content, path, settings, reader, told=told))
    finally:
        reader.close()


def check_size(size: int, path: str, settings: Settings) -> None:
    """Raises `DocumentTooLargeError` for a file of more bytes than the settings allow."""
    if size > settings.max_file_mb * 1_000_000:
        raise DocumentTooLargeError(
            path, f"it has {size / 1e6:.0f} MB, more than COTEJO_MAX_FILE_MB={settings.max_file_mb}."
        )


def _finish(draft: Draft, path: str, media_type: str, told: Mapping[str, object]) -> Loaded:
    text, page_starts = _joined(draft)
    if not text.strip() and not draft.key:
        raise EmptyDocumentError(path, "there is no text in it.")
    title = one_line(told.get("title") or "") or one_line(draft.title) or PurePosixPath(path).stem
    document = SourceDocument(
        doc_id=f"{path}/{one_line(draft.key)}" if draft.key else path,
        title=short_title(title),
        text=text,
        media_type=media_type,
        checksum=hashlib.sha256(text.encode()).hexdigest(),
        metadata=_metadata(draft, told, text),
        page_starts=page_starts,
    )
    return Loaded(document=document, hidden=(*draft.hidden, *invisible_text("\n".join((draft.text, *draft.pages)))))


def _joined(draft: Draft) -> tuple[str, tuple[int, ...]]:
    """Normalised text, and where each page begins in it. A sentence may run over the end of a page."""
    if not draft.pages:
        return normalise(_encodable(draft.text)), ()
    pages = [normalise(_encodable(page)).strip() for page in draft.pages]
    starts: list[int] = []
    at = 0
    for page in pages:
        starts.append(at)
        at += len(page) + 1 if page else 0
    return "\n".join(filter(None, pages)), tuple(starts)


def _encodable(text: str) -> str:
    """Half a surrogate pair, which some files hold, fits into no database."""
    return text.encode("utf-8", "replace").decode()


def _metadata(draft: Draft, told: Mapping[str, object], text: str) -> DocumentMetadata:
    about = told_metadata(told, told_metadata(draft.about))
    if not draft.about.get("language") and not told.get("language"):
        about = replace(about, language=detect_language(text))
    return about
