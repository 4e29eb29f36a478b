"""The longer form in which a conversation has had a name or a phrase before."""

import re
from collections.abc import Sequence

from answering.follow_up.said import Said, answered, spoken
from answering.language.names import NameKind, folded
from answering.language.phrases import mentions

_TOO_COMMON = frozenset("people man woman men women person child children time year place".split())
_SMALL = frozenset("the el la los las of de del and y for in on von van der da dos & al e".split())
ANSWERS_HEARD = 4  # of so many turns, the last, the answers are searched for names as well
_LONGEST_FULLER = 60


def fuller(short: str, said: Sequence[Said]) -> str:
    """The longer name or phrase that ends or begins with these words, as the conversation had it; empty without one."""
    wanted = folded(short)
    for exchange in reversed(said):
        told = answered(exchange) if exchange in said[-ANSWERS_HEARD:] else ()
        for mention in (*spoken(exchange), *told):
            lower = folded(mention.text).removeprefix("the ")
            fits = mention.named and len(lower) <= _LONGEST_FULLER and _is_short_for(wanted, lower)
            if fits and (short.islower() or _is_proper(mention.text)):
                return mention.text
    return ""


def _is_short_for(short: str, full: str) -> bool:
    """Whether words begin a longer name or phrase, or end one that no `of` leads to."""
    if short in _TOO_COMMON or re.search(r"['’]s ", full):
        return False
    head = re.split(r" (?:of|de|del) ", full)[0]
    if head.endswith(" " + short):
        return True
    before = full.removesuffix(" " + short)
    return full.startswith(short + " ") or (before != full and not re.search(r"\b(?:of|de|del|in|on|for)\b", before))


def _is_proper(text: str) -> bool:
    """Whether a mention is a name alone, not a phrase around one."""
    return all(word[0].isupper() or word in _SMALL for word in text.split()) and not re.search(r"['’]s ", text)


def fullest(name: str, said: Sequence[Said]) -> str:
    """A person's name as it was first given in full."""
    if " " in name or name.isupper():
        return name
    wanted = {folded(name)}
    for exchange in said:
        told = answered(exchange) if exchange in said[-ANSWERS_HEARD:] else ()
        for mention in (*spoken(exchange), *told):
            if mention.kind is NameKind.PERSON and wanted < set(folded(mention.text).split()):
                return mention.text
    return name


def expanded(question: str, said: Sequence[Said]) -> str:
    """The question with `the Guard` and `Church` as the conversation had them in full."""
    for mention in sorted(mentions(question), key=lambda mention: -mention.start):
        short = re.sub(r"^(?:the|el|la|los|las) ", "", mention.text)
        is_long = " " in short and not re.fullmatch(r"[a-zà-ÿ-]+ [a-zà-ÿ-]+", short)
        if is_long or question[mention.end : mention.end + 4] in (" of ", " de ", " for"):
            continue
        full = fuller(short, said)
        if not full or folded(full) in folded(question):
            continue
        start = mention.start
        article = re.match(r"(?:the|el|la|los|las) ", question[start:], re.IGNORECASE)
        if article and re.match(r"(?:the|el|la|los|las) ", full):
            start += article.end()
            full = full.split(" ", 1)[1]
        question = question[:start] + full + question[mention.end :]
    return question
