"""Documents out of the library, with a receipt that nothing of them can be found any more."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TypeVar

from core.errors import DocumentError, IndexStorageError
from core.settings import Settings
from core.text import content_words, split_sentences
from index.embed import Embedder
from index.lock import writing
from index.store import PassageIndex
from ingest.build import build_unlocked
from ingest.files import sync_folder
from ingest.originals import FOLDER as ORIGINALS
from ingest.progress import Watch
from ingest.sidecar import read_sidecar, write_sidecar
from ingest.states import IngestReport

MOST_PROBES = 20
_PROBE_DEPTH = 50
_LONGEST_PROBE = 500
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What was removed, and what was done to see that nothing of it is left.

    `probes` counts the searches made with sentences of the removed documents, one in each retriever; `found` are ids of
    passages of theirs that came back all the same, and must be empty. `left` counts their passages in either index.
    `same_text` are other documents of the library with the very same text, which is found there as before.
    """

    doc_ids: tuple[str, ...]
    paths: tuple[str, ...]
    passages: int
    probes: int
    found: tuple[str, ...]
    left: int
    same_text: tuple[str, ...]
    report: IngestReport

    @property
    def clean(self) -> bool:
        """Whether nothing is left."""
        return not self.found and not self.left


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """What is to be removed, and sentences of it to search for afterwards."""

    paths: tuple[str, ...]
    doc_ids: tuple[str, ...]
    checksums: frozenset[str]
    passages: int
    queries: tuple[str, ...]


def remove_documents(
    settings: Settings, names: Sequence[str], *, watch: Watch | None = None, embedder: Embedder | None = None
) -> Receipt:
    """Deletes documents (by id or path) from the library and the index, and probes that nothing of them is left.

    An original that was removed is not fetched again until somebody adds it.
    """
    with writing(settings):
        with closing(PassageIndex(settings, embedder)) as index:
            wanted = _look_up(index, settings, names)
        _delete(settings, wanted.paths)
        report = build_unlocked(settings, watch=watch, embedder=embedder)
    with closing(PassageIndex(settings, embedder)) as index:
        return _receipt(index, wanted, report)


def _look_up(index: PassageIndex, settings: Settings, names: Sequence[str]) -> _Wanted:
    paths = tuple(_path_of(index, settings, name) for name in dict.fromkeys(names))
    doc_ids = tuple(doc_id for path in paths for doc_id in index.catalog.documents_of(path))
    return _Wanted(
        paths=paths,
        doc_ids=doc_ids,
        checksums=frozenset(card.checksum for card in index.cards() if card.doc_id in doc_ids),
        passages=sum(len(index.catalog.keys_of(doc_id)) for doc_id in doc_ids),
        queries=tuple(
            query for doc_id in _spread(doc_ids, MOST_PROBES) for query in _sentences(index, doc_id, doc_ids)
        ),
    )


def _receipt(index: PassageIndex, wanted: _Wanted, report: IngestReport) -> Receipt:
    gone = set(wanted.doc_ids)
    return Receipt(
        doc_ids=wanted.doc_ids,
        paths=wanted.paths,
        passages=wanted.passages,
        probes=2 * len(wanted.queries),
        found=_found(index, gone, wanted.queries),
        left=len(index.lexical.keys_of(gone) | index.vectors.keys_of(gone)),
        same_text=tuple(card.doc_id for card in index.cards() if card.checksum in wanted.checksums),
        report=report,
    )


def _path_of(index: PassageIndex, settings: Settings, name: str) -> str:
    """The file of a document; a line of a collection file cannot be removed alone."""
    cards = [card for card in index.catalog.cards() if card.doc_id == name]
    if cards and cards[0].path != name:
        raise DocumentError(
            name, f"it is a line of {cards[0].path!r}. Take the line out of that file, or remove the whole file."
        )
    inside = PurePosixPath(name)
    if inside.is_absolute() or ".." in inside.parts or not (cards or (settings.library / name).is_file()):
        raise DocumentError(
            name, "there is no such document in the library. `python -m ingest list` shows those that are."
        )
    return name


def _delete(settings: Settings, paths: Sequence[str]) -> None:
    told = read_sidecar(settings.library)
    kept = {path: values for path, values in told.items() if path not in paths}
    for path in paths:
        where = PurePosixPath(path)
        if where.parent == PurePosixPath(ORIGINALS):
            kept[str(where.with_suffix(""))] = {"declined": True}
    try:
        if kept != told:
            write_sidecar(settings.library, kept)
        for path in paths:
            file = settings.library / path
            file.unlink(missing_ok=True)
            if file.parent.is_dir():
                sync_folder(file.parent)
    except OSError as error:
        raise IndexStorageError(settings.library, error.strerror or error) from error


def _found(index: PassageIndex, gone: set[str], queries: Sequence[str]) -> tuple[str, ...]:
    """The passages of documents that are gone which searches for their sentences bring up all the same."""
    hits = [
        passage
        for query in queries
        for search in (index.search_vectors, index.search_words)
        for passage, _ in search(query, _PROBE_DEPTH)
    ]
    return tuple(dict.fromkeys(passage.passage_id for passage in hits if passage.doc_id in gone))


def _sentences(index: PassageIndex, doc_id: str, doc_ids: Sequence[str]) -> list[str]:
    """A telling sentence of each of some passages from all over a document."""
    keys = _spread(index.catalog.keys_of(doc_id), max(1, MOST_PROBES // len(doc_ids)))
    return [_telling_sentence(passage.text) or passage.title for passage in index.catalog.passages(keys).values()]


def _telling_sentence(text: str) -> str:
    """The sentence of a passage with the most words that mean something."""
    sentences = [text[start:end][:_LONGEST_PROBE] for start, end in split_sentences(text)]
    return max(sentences, key=lambda sentence: len(content_words(sentence)), default="")


def _spread(items: Sequence[Item], most: int) -> Sequence[Item]:
    """At most so many of the items, from first to last at even steps."""
    step = max(1, -(-len(items) // most))
    return items[::step]
