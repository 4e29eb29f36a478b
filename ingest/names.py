"""File names from outside, made safe: one component, visible characters, of a length that every file system takes."""

import unicodedata
from pathlib import PurePosixPath

from core.text import INVISIBLE

MAX_BYTES = 150
_NOT_IN_A_NAME = set('/\\:*?"<>|')


def safe_name(name: str) -> str:
    """The last part of a name without anything that could lead out of a folder, hide, or confuse who reads it."""
    last = name.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    visible = INVISIBLE.sub("", unicodedata.normalize("NFC", last.encode("utf-8", "replace").decode()))
    kept = "".join(char for char in visible if char.isprintable() and char not in _NOT_IN_A_NAME)
    kept = " ".join(kept.split()).strip(". ")
    stem, ending = _split(kept)
    return _cut(stem or "document", MAX_BYTES - len(ending.encode())) + ending


def _split(name: str) -> tuple[str, str]:
    """Stem and ending; an ending longer than ten characters is part of the stem."""
    ending = PurePosixPath(name).suffix
    return (name[: -len(ending)], ending) if 0 < len(ending.encode()) <= 10 else (name, "")


def _cut(text: str, length: int) -> str:
    return text.encode()[:length].decode(errors="ignore").rstrip(". ")
