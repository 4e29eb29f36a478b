"""A file to the documents in it: type by content, reader by type, text normalised."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from core.errors import DocumentError, DocumentTooLargeError, EmptyDocumentError
from core.records import DocumentMetadata, SourceDocument
from core.settings import Settings
from core.text import normalise
from ingest.formats.draft import Draft, Hidden
from ingest.metadata import detect_language, short_title, told_metadata
from ingest.sniff import sniff

Reader = Callable[[bytes, str], Draft | Iterator[Draft]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A document and what its file held beside the visible text."""

    document: SourceDocument
    hidden: tuple[Hidden, ...] = ()


def load(
    content: bytes, path: str, settings: Settings, *, told: Mapping[str, object] | None = None
) -> Iterator[Loaded]:
    """The documents of a file, in order. `told` (from a sidecar or the list of sources) goes over what the file says.

    Raises a `DocumentError` that names the path.
    """
    if len(content) > settings.max_file_mb * 1_000_000:
        raise DocumentTooLargeError(
            path, f"it has {len(content) / 1e6:.0f} MB, more than COTEJO_MAX_FILE_MB={settings.max_file_mb}."
        )
    if not content.strip():
        raise EmptyDocumentError(path, "the file is empty.")
    media_type = sniff(content, path)
    drafts = reader_of(media_type)(content, path)
    for draft in (drafts,) if isinstance(drafts, Draft) else drafts:
        yield _finish(draft, path, media_type, told or {})


def reader_of(media_type: str) -> Reader:
    """The function that reads a type."""
    from ingest.formats import html, jsonl, markdown, office, pdf, text

    readers: dict[str, Reader] = {
        "text/plain": text.read_text,
        "text/markdown": markdown.read_markdown,
        "text/html": html.read_html,
        "application/jsonl": jsonl.read_jsonl,
        "application/pdf": pdf.read_pdf,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": office.read_docx,
    }
    return readers[media_type]


def _finish(draft: Draft, path: str, media_type: str, told: Mapping[str, object]) -> Loaded:
    text, page_starts = _joined(draft)
    if not text.strip() and not draft.key:
        raise EmptyDocumentError(path, "there is no text in it.")
    title = str(told.get("title") or "") or draft.title or PurePosixPath(path).stem
    document = SourceDocument(
        doc_id=f"{path}/{draft.key}" if draft.key else path,
        title=short_title(title),
        text=text,
        media_type=media_type,
        checksum=hashlib.sha256(text.encode()).hexdigest(),
        metadata=_metadata(draft, told, text),
        page_starts=page_starts,
    )
    return Loaded(document=document, hidden=draft.hidden)


def _joined(draft: Draft) -> tuple[str, tuple[int, ...]]:
    """Normalised text, and where each page begins in it. A sentence may run over the end of a page."""
    if not draft.pages:
        return normalise(draft.text), ()
    pages = [normalise(page).strip() for page in draft.pages]
    starts: list[int] = []
    at = 0
    for page in pages:
        starts.append(at)
        at += len(page) + 1 if page else 0
    return "\n".join(filter(None, pages)), tuple(starts)


def _metadata(draft: Draft, told: Mapping[str, object], text: str) -> DocumentMetadata:
    about = told_metadata(told, told_metadata(draft.about))
    if not draft.about.get("language") and not told.get("language"):
        about = replace(about, language=detect_language(text))
    return about


__all__ = ["DocumentError", "Hidden", "Iterable", "Loaded", "load"]
