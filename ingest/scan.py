"""Which files of the library are documents.

All are, but for hidden files (a name that begins with a dot), `README.md` files, YAML files (they tell about
documents), unfinished downloads, and what a `.cotejoignore` file in the library names, in `.gitignore` syntax.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

IGNORE_FILE = ".cotejoignore"
BUILT_IN = (
    ".*",
    "README.md",
    "!added/**/README.md",
    "*.yaml",
    "*.yml",
    "*.part",
    "*.tmp",
    "*.crdownload",
    "~$*",
    "*~",
    "Thumbs.db",
    "__MACOSX/",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFile:
    """A file of the library: its path there, how big it is and when it was last written."""

    path: str
    size: int
    mtime_ns: int

    @property
    def order(self) -> tuple[int, str]:
        """Its place in the order in which files are taken in."""
        return rank(self.path)


def scan(library: Path) -> dict[str, FoundFile]:
    """The documents' files by their path in the library, in order."""
    if not library.is_dir():
        return {}
    spec = _ignored(library)
    return {file.path: file for file in sorted(_walk(library, "", spec), key=lambda file: rank(file.path))}


def ignored(library: Path, path: str) -> bool:
    """Whether a file of this path would be left out."""
    return bool(_ignored(library).match_file(path))


def rank(path: str) -> tuple[int, str]:
    """The order in which files are taken in: originals first, for digests give way to them; what users added last."""
    return {"originals": 0, "added": 2}.get(path.split("/", 1)[0], 1), path


def _walk(folder: Path, prefix: str, spec: "GitIgnoreSpec") -> Iterator[FoundFile]:
    with os.scandir(folder) as entries:
        for entry in entries:
            path = prefix + entry.name
            if entry.is_dir(follow_symlinks=False):
                if not spec.match_file(path + "/"):
                    yield from _walk(Path(entry.path), path + "/", spec)
            elif entry.is_file() and not spec.match_file(path):
                seen = entry.stat()
                yield FoundFile(path=path, size=seen.st_size, mtime_ns=seen.st_mtime_ns)


def _ignored(library: Path) -> "GitIgnoreSpec":
    from pathspec import GitIgnoreSpec

    own = library / IGNORE_FILE
    lines = own.read_text(encoding="utf-8").splitlines() if own.is_file() else []
    return GitIgnoreSpec.from_lines([*BUILT_IN, *lines])
