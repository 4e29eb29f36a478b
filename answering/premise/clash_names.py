"""Another place, or another holder of a superlative, than a question assumes."""

import re
from collections.abc import Iterator

from answering.language.names import find_names
from answering.premise.clash_figures import ONE_OFF
from answering.premise.clashing import Clash, Clashing, Pair
from core.text import fold

_IN_PLACE = re.compile(r"\b(?:in|at|near|off|outside|en|cerca de|frente a)\s+(?:the\s+|el\s+|la\s+)?$", re.IGNORECASE)
_EXTREME = re.compile(
    r"\b(?:most [a-z]+|(?!interest|forest|harvest|west|request|protest|arrest|conquest|contest|invest)[a-z]{2,}est|"
    r"worst|least [a-z]+|first|last|mas [a-z]+|menos [a-z]+|primer[oa]?|ultim[oa]|peor|mejor|mayor|menor)\b"
)


def place(pair: Pair) -> Iterator[Clashing]:
    """Another place for an event: the one of the question is not named, and one stands in its role."""
    asked, told = _places(pair.question), _places(pair.sentence)
    if len(asked) == 1 and told and fold(asked[0]) not in fold(pair.sentence) and ONE_OFF.search(fold(pair.question)):
        yield Clashing(clash=Clash.PLACE, asked=asked[0], said=told[0])


def _places(text: str) -> list[str]:
    return [name.text for name in find_names(text) if _IN_PLACE.search(text[: name.start])]


def holder(pair: Pair) -> Iterator[Clashing]:
    """The same superlative, told of somebody else."""
    shared = set(_EXTREME.findall(fold(pair.question))) & set(_EXTREME.findall(fold(pair.sentence)))
    mine, theirs = find_names(pair.question), find_names(pair.sentence)
    if shared and mine and theirs and not any(pair.share(name.text, pair.sentence) for name in mine):
        yield Clashing(clash=Clash.HOLDER, asked=mine[0].text, said=min(shared))
