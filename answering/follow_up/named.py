"""What a conversation has named, nearest first, and what came in for a pronoun before."""

import re
from collections.abc import Iterator, Sequence

from answering.follow_up.fuller import ANSWERS_HEARD
from answering.follow_up.said import Said, answered, spoken
from answering.language.names import NameKind, folded
from answering.language.phrases import Mention, mentions

HE = re.compile(r"\b(?:he|him|his|él)\b", re.IGNORECASE)
SHE = re.compile(r"\b(?:she|her|hers|ella)\b", re.IGNORECASE)
THEY = re.compile(r"\b(?:they|them|their|theirs|ellos|ellas)\b", re.IGNORECASE)
OWNER = re.compile(r"([^'’]+)(?:['’]s|(?<=s)['’]) [a-z]")  # whose thing it is
_FEW = 2  # names in an answer, among which a pronoun can find its own


def kept(said: Sequence[Said], pronoun: "re.Pattern[str]") -> tuple[Mention, ...]:
    """What came in for the same pronoun in the last two questions; nothing where they had none or left it open."""
    return next((came for one in reversed(said[-2:]) if (came := came_in((one,), pronoun))), ())


def came_in(said: Sequence[Said], pronoun: "re.Pattern[str]") -> tuple[Mention, ...]:
    """What came in for a pronoun in these questions; where both `he` and `she` stood, it is not clear for which."""
    return tuple(
        mention
        for exchange in said
        if pronoun.search(exchange.raw) and exchange.asked != exchange.raw
        if pronoun is THEY or not (HE.search(exchange.raw) and SHE.search(exchange.raw))
        for mention in mentions(exchange.asked)
        if folded(mention.text) not in folded(exchange.raw)
    )


def fresh_in(exchange: Said) -> tuple[Mention, ...]:
    """What a question that had to be made whole, such as `And the Senate?`, brought in itself."""
    asked = folded(exchange.asked)
    is_whole = exchange.asked == exchange.raw
    return () if is_whole else tuple(m for m in mentions(exchange.raw) if m.named and folded(m.text) in asked)


def tiers(said: Sequence[Said], *, persons: bool) -> Iterator[tuple[Mention, ...]]:
    """Groups of mentions, the likeliest first: what was asked lately, what was answered last, then further back.

    Answers are heard for persons only, and where they name few.
    """
    recent = list(reversed(said))
    heard = [answered(one) if persons else () for one in recent[:ANSWERS_HEARD]]
    heard = [told if len({m.text for m in told if m.kind is NameKind.PERSON}) <= _FEW else () for told in heard]
    yield fresh_in(recent[0])
    yield from (spoken(exchange) for exchange in recent[:2])
    yield heard[0]
    yield from (spoken(exchange) for exchange in recent[2:])
    yield from heard[1:]
