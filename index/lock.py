"""One writer at a time: a file lock in the data folder that ends with its process, and a note of who holds it."""

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from core.errors import IndexLockedError, IndexStorageError
from core.settings import Settings


@contextmanager
def writing(settings: Settings) -> Iterator[None]:
    """Holds the right to write; after waiting `lock_seconds` for it, raises `IndexLockedError` with the holder."""
    from filelock import FileLock, Timeout

    try:
        settings.data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise IndexStorageError(settings.data, error) from error
    lock = FileLock(settings.data / "write.lock", timeout=settings.lock_seconds)
    note = settings.data / "write.holder"
    started = time.monotonic()
    try:
        lock.acquire()
    except Timeout as error:
        waited = time.monotonic() - started
        raise IndexLockedError(folder=settings.data, holder=lock_holder(settings), waited_seconds=waited) from error
    except OSError as error:
        raise IndexStorageError(settings.data, error) from error
    try:
        note.write_text(json.dumps({"pid": os.getpid(), "since": datetime.now(UTC).isoformat(timespec="seconds")}))
        yield
    finally:
        with suppress(OSError):
            note.unlink(missing_ok=True)
        lock.release()


def lock_holder(settings: Settings) -> str:
    """Who is writing, in words."""
    note: Path = settings.data / "write.holder"
    try:
        told = json.loads(note.read_text())
        return f"process {told['pid']} since {told['since']}"
    except (OSError, ValueError, KeyError):
        return "another process"
