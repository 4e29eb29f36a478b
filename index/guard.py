"""What goes wrong inside three stores, told in the words of this project: the disk, or damage."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from core.errors import CotejoError, IndexDamagedError, IndexStorageError

_DISK = (
    "no space",
    "disk is full",
    "readonly",
    "read-only",
    "permission denied",
    "file too large",
    "quota",
    "disk i/o error",
)


@contextmanager
def guarded(folder: object) -> Iterator[None]:
    """Turns a store's own errors into `IndexStorageError` or `IndexDamagedError`; lets all others through."""
    try:
        yield
    except (CotejoError, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:
        if not _is_of_a_store(error):
            raise
        if any(word in str(error).lower() for word in _DISK):
            raise IndexStorageError(folder, error) from error
        raise IndexDamagedError(folder, error) from error


def _is_of_a_store(error: BaseException) -> bool:
    """SQLite's, Chroma's and Tantivy's (a ValueError), the file system's, and panics of the two engines in Rust."""
    kind = type(error)
    return (
        isinstance(error, sqlite3.Error | OSError)
        or kind.__module__.startswith("chromadb")
        or kind.__name__ == "PanicException"
        or (kind is ValueError and _is_tantivys(error))
    )


def _is_tantivys(error: BaseException) -> bool:
    """Tantivy raises from Rust, without a Python frame of its own; its messages begin with what failed."""
    told = str(error)
    return any(
        mark in told
        for mark in (
            "IoError",
            "io error",
            "IO error",
            "Data corrupted",
            "Open",
            "lock",
            "ErrorKilled",
            "worker thread",
        )
    )
