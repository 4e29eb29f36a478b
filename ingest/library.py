"""Ways into the library: files and links are checked, stored under `added/`, and indexed."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from core.errors import DocumentError, IndexStorageError, LinkError, SettingsError, UnsupportedFormatError
from core.settings import Settings
from index.embed import Embedder
from index.lock import writing
from ingest.build import build_unlocked
from ingest.fetch import FetchedPage, fetch
from ingest.files import write_whole
from ingest.formats.draft import Hidden
from ingest.load import load_all
from ingest.metadata import iso_date
from ingest.names import safe_name
from ingest.originals import FOLDER as ORIGINALS
from ingest.originals import read_sources, source_of
from ingest.progress import Watch
from ingest.scan import ignored, scan
from ingest.sidecar import read_sidecar, write_sidecar
from ingest.states import FileNote, HiddenNote, IngestReport

ADDED = "added"
EDITABLE = ("title", "authors", "publisher", "published", "url", "language", "licence", "period")
_FETCHES = 8  # at once
Fetch = Callable[[str, Settings], FetchedPage]


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of files or links that somebody added. `stored` are paths in the library."""

    stored: tuple[str, ...]
    refused: tuple[FileNote, ...]
    hidden: tuple[HiddenNote, ...]
    report: IngestReport

    @property
    def ok(self) -> bool:
        """Whether everything was taken in."""
        return not self.refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Refetched:
    """A link that was fetched again: the lines that differ, as a unified diff of the normalised texts."""

    path: str
    difference: tuple[str, ...]
    report: IngestReport

    @property
    def changed(self) -> bool:
        """Whether the text is another one now."""
        return bool(self.difference)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Arrival:
    path: str
    content: bytes
    told: Mapping[str, object]


def add_files(
    settings: Settings,
    files: Sequence[tuple[str, bytes]],
    *,
    watch: Watch | None = None,
    embedder: Embedder | None = None,
) -> Added:
    """Stores files (name, content) in the library and indexes them. A file that cannot be read is refused by name.

    A name is made safe first; a file of a name that is there already takes its place. One that is named as the list of
    sources names an original is that original.
    """
    place = _places(settings)
    arrivals = [_Arrival(path=place(safe_name(name)), content=content, told={}) for name, content in files]
    return _take_in(settings, arrivals, (), watch, embedder)


def add_paths(
    settings: Settings, paths: Sequence[Path], *, watch: Watch | None = None, embedder: Embedder | None = None
) -> Added:
    """The same for files on disk, and for folders with all that is in them, under their own names."""
    arrivals: list[_Arrival] = []
    refused: list[FileNote] = []
    place = _places(settings)
    for path in paths:
        for file, name in _files_under(path):
            try:
                _check_size(file, name, settings)
                arrivals.append(_Arrival(path=place(name), content=file.read_bytes(), told={}))
            except DocumentError as error:
                refused.append(FileNote(path=str(file), reason=error.reason))
            except OSError as error:
                refused.append(FileNote(path=str(file), reason=f"it cannot be opened ({error.strerror or error})."))
    return _take_in(settings, arrivals, refused, watch, embedder)


def add_links(
    settings: Settings, urls: Sequence[str], *,
    watch: Watch | None = None, embedder: Embedder | None = None, get: Fetch = fetch,
) -> Added:  # fmt: skip
    """Stores what lies at links, each with its address and today's date, and indexes all in one run.

    They are fetched side by side. A page under its canonical address takes the place of an earlier snapshot.
    """

    def fetched(url: str) -> _Arrival | FileNote:
        try:
            return _snapshot(settings, get(url, settings))
        except DocumentError as error:
            return FileNote(path=url, reason=error.reason)

    with ThreadPoolExecutor(_FETCHES) as pool:
        found = list(pool.map(fetched, dict.fromkeys(urls)))
    arrivals = {one.path: one for one in found if isinstance(one, _Arrival)}
    refused = [one for one in found if isinstance(one, FileNote)]
    return _take_in(settings, list(arrivals.values()), refused, watch, embedder)


def refetch(
    settings: Settings, path: str, *, watch: Watch | None = None, embedder: Embedder | None = None, get: Fetch = fetch
) -> Refetched:
    """Fetches the link of a stored page again, tells what is different, and indexes the new text."""
    import difflib

    url = link_of(settings, path)
    stored = settings.library / path
    before = _text_of(stored.read_bytes(), path, settings) if stored.is_file() else ""
    page = get(url, settings)
    after = _text_of(page.content, path, settings)
    lines = tuple(difflib.unified_diff(before.splitlines(), after.splitlines(), "before", "now", lineterm="", n=1))
    told = {**read_sidecar(settings.library).get(path, {}), "url": url, "fetched": _today()}
    arrival = _Arrival(path=path, content=page.content if lines else stored.read_bytes(), told=told)
    added = _take_in(settings, [arrival], (), watch, embedder)
    return Refetched(path=path, difference=lines, report=added.report)


def link_of(settings: Settings, path: str) -> str:
    """The address that a document was fetched from, or could be."""
    told = read_sidecar(settings.library).get(path, {})
    source = source_of(path, {source.id: source for source in read_sources(settings.library)})
    url = str(told.get("url") or (source.url if source else ""))
    if not url:
        raise LinkError(
            path, "no link is known for it, so it cannot be fetched again. Add the new file under the same name."
        )
    return url


def set_metadata(
    settings: Settings,
    path: str,
    values: Mapping[str, object],
    *,
    watch: Watch | None = None,
    embedder: Embedder | None = None,
) -> IngestReport:
    """Puts what a person says about a document over what its file says; an empty value gives way to the file again."""
    unknown = sorted(set(values) - set(EDITABLE))
    if unknown:
        raise SettingsError(f"{unknown[0]!r} cannot be edited. What can be: {', '.join(EDITABLE)}.")
    if values.get("published") and not iso_date(values["published"]):
        raise SettingsError(f"{values['published']!r} is not a date. Write it as 2019, 2019-12 or 2019-12-01.")
    with writing(settings):
        told = read_sidecar(settings.library)
        merged = {**told.get(path, {}), **{key: _plain(value) for key, value in values.items()}}
        write_sidecar(settings.library, {**told, path: {key: value for key, value in merged.items() if value}})
        return build_unlocked(settings, watch=watch, embedder=embedder)


def _take_in(
    settings: Settings,
    arrivals: Sequence[_Arrival],
    refused: Sequence[FileNote],
    watch: Watch | None,
    embedder: Embedder | None,
) -> Added:
    refusals, hidden, good = list(refused), list[HiddenNote](), list[_Arrival]()
    with writing(settings):
        for arrival in arrivals:
            try:
                found = _check(arrival, settings)
            except DocumentError as error:
                refusals.append(FileNote(path=PurePosixPath(arrival.path).name, reason=error.reason))
                continue
            good.append(arrival)
            if found:
                hidden.append(HiddenNote(path=arrival.path, hidden=found))
        _store(settings, good)
        report = build_unlocked(settings, watch=watch, embedder=embedder)
    stored = tuple(arrival.path for arrival in good)
    return Added(stored=stored, refused=tuple(refusals), hidden=tuple(hidden), report=report)


def _check(arrival: _Arrival, settings: Settings) -> tuple[Hidden, ...]:
    """Reads a file to see that it can be; returns its hidden text."""
    if ignored(settings.library, arrival.path):
        raise UnsupportedFormatError(
            arrival.path, "files of this name are left out (see `.cotejoignore`). Give it another name."
        )
    return tuple(one for loaded in load_all(arrival.content, arrival.path, settings) for one in loaded.hidden)


def _store(settings: Settings, arrivals: Sequence[_Arrival]) -> None:
    if not arrivals:
        return
    told = read_sidecar(settings.library)
    try:
        for arrival in arrivals:
            write_whole(settings.library / arrival.path, arrival.content)
        fresh = {arrival.path: dict(arrival.told) for arrival in arrivals if arrival.told}
        declined = [path for path, values in told.items() if values.get("declined") and _is_original_of(arrivals, path)]
        if fresh or declined:
            write_sidecar(settings.library, {**{p: v for p, v in told.items() if p not in declined}, **fresh})
    except OSError as error:
        raise IndexStorageError(settings.library, error.strerror or error) from error


def _is_original_of(arrivals: Sequence[_Arrival], declined: str) -> bool:
    return any(PurePosixPath(arrival.path).with_suffix("") == PurePosixPath(declined) for arrival in arrivals)


def _snapshot(settings: Settings, page: FetchedPage) -> _Arrival:
    """A fetched page as a file of the library, under a name made of its canonical address."""
    first = next(iter(load_all(page.content, f"page{page.ending}", settings)))
    url = _canonical(page.url, first.document.metadata.url)
    for source in read_sources(settings.library):
        if source.url in (url, page.url):
            return _Arrival(
                path=f"{ORIGINALS}/{source.id}{page.ending}", content=page.content, told={"fetched": _today()}
            )
    parts = urlsplit(url)
    words = safe_name(f"{parts.hostname}{parts.path}".replace("/", "-"))[:80].strip("-. ")
    name = f"{words}-{hashlib.sha256(url.encode()).hexdigest()[:6]}{page.ending}"
    return _Arrival(path=f"{ADDED}/links/{name}", content=page.content, told={"url": url, "fetched": _today()})


def _places(settings: Settings) -> Callable[[str], str]:
    """Where in the library a file of a safe name goes."""
    originals = {source.id for source in read_sources(settings.library)}
    return lambda name: f"{ORIGINALS if PurePosixPath(name).stem in originals else ADDED}/{name}"


def _canonical(fetched: str, stated: str) -> str:
    """The address that a page states for itself, where it is one of the same site; else the one it was fetched from."""
    return stated if stated and urlsplit(stated).hostname == urlsplit(fetched).hostname else fetched


def _files_under(path: Path) -> Iterator[tuple[Path, str]]:
    """A file, or the documents in a folder, with safe names that keep the folders."""
    if not path.is_dir():
        yield path, safe_name(path.name)
        return
    for file in scan(path).values():
        parts = [safe_name(part) for part in (path.resolve().name, *PurePosixPath(file.path).parts)]
        yield path / file.path, "/".join(parts)


def _check_size(file: Path, name: str, settings: Settings) -> None:
    from ingest.load import check_size

    check_size(file.stat().st_size, name, settings)


def _text_of(content: bytes, path: str, settings: Settings) -> str:
    return "\n".join(loaded.document.text for loaded in load_all(content, path, settings))


def _plain(value: object) -> object:
    """A value as YAML keeps it."""
    return list(value) if isinstance(value, tuple | list) else str(value).strip()


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


__all__ = [
    "ORIGINALS",
    "Added",
    "Refetched",
    "add_files",
    "add_links",
    "add_paths",
    "link_of",
    "refetch",
    "set_metadata",
]
