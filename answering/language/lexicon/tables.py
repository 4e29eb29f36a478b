"""The lexicon's tables, read from the files beside this one."""

from collections.abc import Iterator
from pathlib import Path

_FOLDER = Path(__file__).parent


def rows(name: str) -> Iterator[tuple[str, ...]]:
    """The rows of a table below its heading."""
    lines = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    return (tuple(line.split("\t")) for line in lines[1:] if line)
