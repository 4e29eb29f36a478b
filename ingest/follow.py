"""Follows the library folder: when its files change and then rest for a moment, the index is brought in line."""

import time
from collections.abc import Callable, Iterator

from core.settings import Settings
from ingest.build import build_index
from ingest.scan import scan
from ingest.sidecar import SIDECAR
from ingest.states import IngestReport

LOOK_SECONDS = 1.0
Look = tuple[tuple[str, int, int], ...]


def follow(settings: Settings, build: Callable[[Settings], IngestReport] = build_index) -> Iterator[IngestReport]:
    """A report at the start and after each change. Goes on until the caller stops asking.

    A look a second costs less than it seems (10 000 files take a tenth of it), and works on every file system, where
    notices of changes do not.
    """
    done: Look | None = None
    while True:
        seen = _look(settings)
        if seen != done and _rests(settings, seen):
            yield build(settings)
            done = seen
        time.sleep(LOOK_SECONDS)


def _rests(settings: Settings, seen: Look) -> bool:
    """Whether nothing has changed for a moment: a file that is being copied is not read half."""
    time.sleep(LOOK_SECONDS / 2)
    return _look(settings) == seen


def _look(settings: Settings) -> Look:
    """What tells whether anything changed."""
    files = tuple((file.path, file.size, file.mtime_ns) for file in scan(settings.library).values())
    sidecar = settings.library / SIDECAR
    return (*files, (SIDECAR, 0, sidecar.stat().st_mtime_ns)) if sidecar.is_file() else files
