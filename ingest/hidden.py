"""Characters that nobody sees, in any format: they are left out of the text, and shown to whoever adds it."""

import re

from core.text import INVISIBLE
from ingest.formats.draft import Hidden

# These do honest work: soft hyphens, byte-order marks, joiners in emoji and some scripts, directions of scripts.
_HONEST = set("\u00ad\ufeff\u200c\u200d\u200e\u200f\u061c")
_TAGS = re.compile("[\U000e0020-\U000e007e]+")
_MOST = 10
_AROUND = 30


def invisible_text(text: str) -> tuple[Hidden, ...]:
    """What invisible characters stand where, and what those of them spell that can spell."""
    spelt = [
        Hidden(
            reason="letters in invisible characters", text="".join(chr(ord(char) - 0xE0000) for char in found.group())
        )
        for found in _TAGS.finditer(text)
    ]
    places = [
        found.start() for found in INVISIBLE.finditer(text)
        if found.group() not in _HONEST and not _TAGS.match(found.group())
    ]  # fmt: skip
    if not places:
        return tuple(spelt[:_MOST])
    around = INVISIBLE.sub("", text[max(0, places[0] - _AROUND) : places[0] + _AROUND])
    told = Hidden(
        reason=f"{len(places)} zero-width or direction characters, the first near", text=" ".join(around.split())
    )
    return (*spelt[:_MOST], told)
