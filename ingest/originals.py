"""Originals that the project does not redistribute: taken from the mirror folder, else fetched, else said to be absent.

`sources.yaml` in the library names them. A copy lands in `originals/` of the library as `<id>.<ending>`; the file
there is the truth from then on, and a user may put it there by hand.
"""

import hashlib
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from core.errors import CotejoError, LinkError, SettingsError
from core.records import Kind
from core.settings import Settings
from core.yaml_text import load_yaml
from ingest.files import write_whole
from ingest.sidecar import read_sidecar
from ingest.states import AbsentOriginal

SOURCES = "sources.yaml"
FOLDER = "originals"


class Source(BaseModel):
    """One entry of `sources.yaml`."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    title: str
    authors: tuple[str, ...] = ()
    publisher: str = ""
    published: str = ""
    url: str = ""
    language: str = "en"
    licence: str = ""
    kind: Kind = Kind.ORIGINAL
    opened: bool = False
    sha256: str = ""
    file: str = ""

    @field_validator("id")
    @classmethod
    def _one_name(cls, value: str) -> str:
        if not value or PurePosixPath(value).name != value or value.startswith("."):
            raise ValueError("an id is one plain word, fit for a file name")
        return value

    @field_validator("published", mode="before")
    @classmethod
    def _date_as_text(cls, value: object) -> str:
        return str(value or "")

    @property
    def told(self) -> dict[str, object]:
        """What the list says about the document, to go over what the file says."""
        about = self.model_dump(
            include={"title", "authors", "publisher", "published", "url", "language", "licence", "kind"}
        )
        return {**about, "source_id": self.id}


def read_sources(library: Path) -> tuple[Source, ...]:
    """The entries of the library's `sources.yaml`; none where there is no such file."""
    import yaml

    path = library / SOURCES
    if not path.is_file():
        return ()
    try:
        rows = load_yaml(path.read_text(encoding="utf-8")) or []
        return tuple(Source.model_validate(row) for row in rows)
    except (yaml.YAMLError, ValidationError, TypeError) as error:
        raise SettingsError(
            f"{str(path)!r} is not a list of sources: {error}. See `corpus/README.md` for its form."
        ) from error


def source_of(path: str, sources: Mapping[str, Source]) -> Source | None:
    """The entry that a file of the library is the original of: `originals/<id>.<ending>`."""
    where = PurePosixPath(path)
    return sources.get(where.stem) if where.parent == PurePosixPath(FOLDER) else None


def supply_originals(settings: Settings, sources: Sequence[Source]) -> tuple[AbsentOriginal, ...]:
    """Brings originals into the library as far as they can be had; returns those that are absent, with the reason.

    Links are fetched side by side, each for `fetch_seconds` at most, so that a dead one does not hold up the rest. One
    that somebody removed stays away.
    """
    reasons: dict[str, str] = {}
    wanted = [source for source in sources if not _is_declined(settings, source)]
    wanted = [source for source in wanted if not _copy_from_mirror(settings, source, reasons)]
    if settings.fetch:
        _fetch_all(settings, [one for one in wanted if one.url and _stored(settings.library, one) is None], reasons)
    return missing_originals(settings, sources, reasons)


def missing_originals(
    settings: Settings, sources: Sequence[Source], reasons: Mapping[str, str] | None = None
) -> tuple[AbsentOriginal, ...]:
    """The originals that the library lacks. Fetches nothing."""
    return tuple(
        _absent(settings, source, (reasons or {}).get(source.id, ""))
        for source in sources
        if _stored(settings.library, source) is None
    )


def _is_declined(settings: Settings, source: Source) -> bool:
    """Whether somebody removed it."""
    return bool(read_sidecar(settings.library).get(f"{FOLDER}/{source.id}", {}).get("declined"))


def is_known_copy(source: Source, text: str) -> bool:
    """Whether a text is the one that the list was made with, as far as the list says."""
    return not source.sha256 or hashlib.sha256(text.encode()).hexdigest() == source.sha256


def _stored(library: Path, source: Source) -> Path | None:
    folder = library / FOLDER
    found = sorted(path for path in folder.glob(f"{source.id}.*") if path.stem == source.id) if folder.is_dir() else []
    return found[0] if found else None


def _copy_from_mirror(settings: Settings, source: Source, reasons: dict[str, str]) -> bool:
    if settings.mirror is None or not source.file:
        return False
    copy = settings.mirror / PurePosixPath(source.file).name
    if not copy.is_file():
        return False
    target = settings.library / FOLDER / f"{source.id}{copy.suffix.lower() or '.txt'}"
    try:
        content = copy.read_bytes()
        if not target.is_file() or target.read_bytes() != content:
            write_whole(target, content)
    except OSError as error:
        reasons[source.id] = f"its copy in the mirror folder cannot be taken over ({error})"
        return False
    return True


def _fetch_all(settings: Settings, wanted: Sequence[Source], reasons: dict[str, str]) -> None:
    """One thread a link. A thread that has not come back in time is left behind; it can hold up nothing."""
    threads = [threading.Thread(target=_fetch, args=(settings, source, reasons), daemon=True) for source in wanted]
    for source, thread in zip(wanted, threads, strict=True):
        reasons[source.id] = f"its link did not answer within {settings.fetch_seconds:.0f} s"
        thread.start()
    for thread in threads:
        thread.join(settings.fetch_seconds + 1)


def _fetch(settings: Settings, source: Source, reasons: dict[str, str]) -> None:
    from ingest.fetch import fetch

    try:
        page = fetch(source.url, settings)
        write_whole(settings.library / FOLDER / f"{source.id}{page.ending}", page.content)
    except CotejoError as error:
        reasons[source.id] = error.reason if isinstance(error, LinkError) else str(error)
    except OSError as error:
        reasons[source.id] = f"it cannot be stored in the library ({error})"


def _absent(settings: Settings, source: Source, reason: str) -> AbsentOriginal:
    if _is_declined(settings, source):
        reason = "somebody removed it; adding it, or its link, brings it back"
    if not reason and not source.url:
        reason = "no link to it is known"
    if not reason:
        reason = "it has not been fetched yet" if settings.fetch else "fetching is switched off (COTEJO_FETCH=false)"
    return AbsentOriginal(
        source_id=source.id, title=source.title, publisher=source.publisher, url=source.url, licence=source.licence,
        reason=reason,
    )  # fmt: skip
