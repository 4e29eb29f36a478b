"""How big a file may be once it is unpacked, and the check of archives before anything in them is read."""

import zipfile
from dataclasses import dataclass
from io import BytesIO

from core.errors import DocumentTooLargeError, EncryptedDocumentError, UnreadableDocumentError

MOST_PARTS = 10_000
_BOMB_RATIO = 100
_BOMB_SIZE = 20_000_000
_ENCRYPTED = 0x1


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds for one file: pages, bytes unpacked, and seconds to read it."""

    pages: int
    unpacked_bytes: int
    seconds: float


def check_archive(content: bytes, name: str, limits: Limits) -> zipfile.ZipFile:
    """The opened archive of an Office file or e-book, once its table of contents is found to be harmless."""
    try:
        archive = zipfile.ZipFile(BytesIO(content))
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise UnreadableDocumentError(name, f"it is a damaged archive ({error}). Open it and save it anew.") from error
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise EncryptedDocumentError(name, "it needs a password. Save a copy without one and add that.")
    if len(parts) > MOST_PARTS:
        raise DocumentTooLargeError(name, f"it has {len(parts)} parts inside, more than {MOST_PARTS}.")
    if unpacked > limits.unpacked_bytes or (unpacked > _BOMB_SIZE and unpacked > _BOMB_RATIO * len(content)):
        raise DocumentTooLargeError(
            name,
            f"it unpacks from {len(content) / 1e6:.1f} MB to {unpacked / 1e6:.0f} MB, as an attack would. "
            "Save its text as a new file and add that.",
        )
    return archive
