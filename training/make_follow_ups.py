"""Questions as they are typed after another one, which stands behind them in brackets: examples of follow-ups."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

from answering.follow_up.context import behind
from answering.language.names import Name, NameKind, find_names
from training.records import Asked, Exchange, Paragraph, Talk

# For a name: as subject or object, as owner.
_PRONOUNS = {
    NameKind.PERSON: (("he", "his"), ("she", "her")),
    NameKind.BODY: (("it", "its"), ("they", "their")),
    NameKind.THING: (("it", "its"),),
    NameKind.PLACE: (("it", "its"),),
    NameKind.UNKNOWN: (("he", "his"), ("she", "her"), ("it", "its"), ("they", "their")),
}
_STRANGE, _WHOLE = 0.2, 0.4  # how often the brackets speak of something else; how often the name stays
_TOLD = 0.7  # how often the answer to the question before is told
_DROPPED = 0.6  # how often a name that may go leaves nothing behind
_KEPT, _AS_TYPED, _HEADED = 0.8, 0.75, 0.6
_LED = re.compile(r" (?:in|of|for|at|by|from|on|during|to|with|about) (?:the )?$")
_POSSESSIVE = re.compile(r"['’]s?(?=\s)")
_ARTICLE = re.compile(r"\bthe $", re.IGNORECASE)


def followed(asked: Asked, before: Sequence[Exchange], strange: Sequence[Exchange], rng: Random) -> Asked | None:
    """The question behind one of those asked before about the same, or behind a stranger; None where none will do.

    A pronoun in the place of a name, or nothing, is answered only where the brackets have that name. A question that
    keeps its name is answered whatever they say.
    """
    held = find_names(asked.question)
    others = [other for other in before if other.question != asked.question]
    if rng.random() < _WHOLE:
        pool = [*others, *strange]
        return _behind(asked, asked.question, rng.choice(pool), rng) if held and pool else None
    shared = [(name, other) for name in held for other in others if name.text in f"{other.question} {other.answer}"]
    if not shared:
        return None
    name, other = rng.choice(shared)
    question = _without_name(asked.question, name, rng)
    if rng.random() < _STRANGE:
        strangers = [one for one in strange if name.text not in f"{one.question} {one.answer}"]
        return _behind(asked.unanswered(), question, rng.choice(strangers), rng) if strangers else None
    return _behind(asked, question, other, rng, needed=name.text)


def conversed(talk: Talk, rng: Random) -> Iterator[Asked]:
    """Every turn of a conversation on the sentences that answer it, as far as they were not left out.

    They come in any order, so that the next one is not told by its place.
    """
    for at, exchange in enumerate(talk.exchanges):
        around = [other.answer for other in talk.exchanges if other.answer and rng.random() < _KEPT]
        told = [*(one for one in around if one != exchange.answer), exchange.answer if rng.random() < _KEPT else ""]
        sentences = [_ended(one) for one in dict.fromkeys(told) if one]
        rng.shuffle(sentences)
        text = " ".join(sentences)
        start = text.find(_ended(exchange.answer)) if exchange.answer in told and exchange.answer else -1
        answers = ((start, start + len(_ended(exchange.answer))),) if start >= 0 else ()
        question = talk.wholes[at]
        if at and rng.random() < _AS_TYPED:
            before = talk.exchanges[:at]
            question = behind(exchange.question, [one.question for one in before], before[-1].answer)
        heading = talk.heading if rng.random() < _HEADED else ""
        if text:
            shown = Paragraph(group=talk.group, heading=heading, text=text)
            yield Asked(paragraph=shown, question=question, answers=answers)


def _ended(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:].rstrip(" .,;:") + "."


def _behind(asked: Asked, question: str, other: Exchange, rng: Random, *, needed: str = "") -> Asked:
    """The question behind another one, mostly with its answer; always where that alone has what is needed."""
    is_told = needed not in other.question or rng.random() < _TOLD
    return replace(asked, question=behind(question, [other.question], other.answer if is_told else ""))


def _without_name(question: str, name: Name, rng: Random) -> str:
    """A pronoun for the name; or nothing, where the question ends with it and a preposition leads to it."""
    led = _LED.search(question[: name.start])
    if led and not question[name.end :].strip(" ?.") and rng.random() < _DROPPED:
        return question[: led.start()].rstrip() + "?"
    plain, owner = rng.choice(_PRONOUNS[name.kind])
    before, after = _ARTICLE.sub("", question[: name.start]), question[name.end :]
    owns = _POSSESSIVE.match(after)
    made = before + (owner + after[owns.end() :] if owns else plain + after)
    return made[:1].upper() + made[1:]
