"""What a run has to look at: by size, time and what is told about a file, without reading it."""

import hashlib
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass

from core.settings import Settings
from index.catalog import FileRow
from ingest.scan import FoundFile
from ingest.states import LOOKED_AT_AGAIN

# Raised when reading or chunking changes, so that files are read anew.
READER_VERSION = 2
# A file written this short a time before it was looked at may be written again without a new time stamp.
_TOO_FRESH_NS = 2_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Files by what is to be done; `again` are files whose state depends on others."""

    new: tuple[FoundFile, ...]
    changed: tuple[FoundFile, ...]
    again: tuple[FoundFile, ...]
    vanished: tuple[str, ...]
    unchanged: int

    @property
    def to_read(self) -> tuple[FoundFile, ...]:
        """All that is to be read, in the order of the library."""
        return tuple(sorted((*self.new, *self.changed, *self.again), key=lambda file: file.order))


def make_plan(found: Mapping[str, FoundFile], known: Mapping[str, FileRow], salts: Mapping[str, str]) -> Plan:
    """Sorts the files found against those known. `salts` tells for each path what else its documents depend on."""
    new: list[FoundFile] = []
    changed: list[FoundFile] = []
    again: list[FoundFile] = []
    unchanged = 0
    for path, file in found.items():
        row = known.get(path)
        if row is None:
            new.append(file)
        elif (row.size, row.mtime_ns) != (file.size, file.mtime_ns) or not row.sha256.endswith(salts[path]):
            changed.append(file)
        elif row.state in LOOKED_AT_AGAIN:
            again.append(file)
        else:
            unchanged += 1
    vanished = tuple(path for path in known if path not in found)
    return Plan(new=tuple(new), changed=tuple(changed), again=tuple(again), vanished=vanished, unchanged=unchanged)


def salt(settings: Settings, told: Mapping[str, object]) -> str:
    """A short hash of what the documents of a file depend on beside its content."""
    limits = (settings.max_file_mb, settings.max_pages, settings.max_file_seconds)
    return hashlib.sha256(json.dumps([READER_VERSION, limits, told], default=str, sort_keys=True).encode()).hexdigest()[
        :12
    ]


def fingerprint(content: bytes, file_salt: str) -> str:
    """What a file's documents come from: its content and its salt."""
    return f"{hashlib.sha256(content).hexdigest()}:{file_salt}"


def settled_time(mtime_ns: int) -> int:
    """The time stamp to remember: none for a file written only just now, so that the next run reads it once more."""
    return mtime_ns if time.time_ns() - mtime_ns > _TOO_FRESH_NS else 0
