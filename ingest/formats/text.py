"""Plain text: bytes to characters, whatever the encoding."""

import codecs

from core.errors import UnreadableDocumentError
from ingest.formats.draft import Draft

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WESTERN = frozenset("áéíóúüñÁÉÍÓÚÜÑ¿¡ºª°“”‘’–—…«»·•€£§©®àâçèêëîïôûùœæäößÀÂÇÈÊËÎÏÔÛÙÄÖ\u00a0")


def read_text(content: bytes, name: str) -> Draft:
    """The characters of a text file."""
    return Draft(text=decode(content, name))


def decode(content: bytes, name: str) -> str:
    """Characters from bytes: by their byte-order mark, else UTF-8, else the likeliest encoding."""
    encoding = next((encoding for bom, encoding in _BOMS if content.startswith(bom)), "utf-8")
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return _guess(content, name)


def _guess(content: bytes, name: str) -> str:
    from charset_normalizer import from_bytes

    western = content.decode("cp1252", errors="replace")
    if all(char in _WESTERN for char in set(western) if ord(char) > 127):
        return western  # short texts of Western Europe look like those of Central Europe to a guesser

    best = from_bytes(content).best()
    if best is None:
        raise UnreadableDocumentError(
            name, "its characters are in no encoding that can be recognised. Save it as UTF-8 and add it again."
        )
    return str(best)
