"""Questions as they are typed after another one, which stands behind them in brackets: examples of follow-ups."""

import re
from collections.abc import Sequence
from dataclasses import replace
from random import Random

from answering.language.names import Name, NameKind, find_names
from training.records import Asked

# For a name: as subject or object, as owner.
_PRONOUNS = {
    NameKind.PERSON: (("he", "his"), ("she", "her")),
    NameKind.BODY: (("it", "its"), ("they", "their")),
    NameKind.THING: (("it", "its"),),
    NameKind.PLACE: (("it", "its"),),
    NameKind.UNKNOWN: (("he", "his"), ("she", "her"), ("it", "its"), ("they", "their")),
}
_STRANGE, _WHOLE = 0.2, 0.4  # how often the brackets speak of something else; how often the name stays
_POSSESSIVE = re.compile(r"['’]s?(?=\s)")
_ARTICLE = re.compile(r"\bthe $", re.IGNORECASE)


def followed(asked: Asked, before: Sequence[str], strange: Sequence[str], rng: Random) -> Asked | None:
    """The question behind one of those asked before about the same, or behind a stranger; None where none will do.

    A pronoun in the place of a name is answered only where the brackets have that name. A question that keeps its name
    is answered whatever they say.
    """
    held = find_names(asked.question)
    if rng.random() < _WHOLE:
        pool = [other for other in (*before, *strange) if other != asked.question]
        return _behind(asked, asked.question, rng.choice(pool)) if held and pool else None
    shared = [(name, other) for name in held for other in before if other != asked.question and name.text in other]
    if not shared:
        return None
    name, other = rng.choice(shared)
    question = _with_pronoun(asked.question, name, rng)
    if rng.random() < _STRANGE:
        strangers = [one for one in strange if name.text not in one and find_names(one)]
        return _behind(asked.unanswered(), question, rng.choice(strangers)) if strangers else None
    return _behind(asked, question, other)


def _behind(asked: Asked, question: str, other: str) -> Asked:
    return replace(asked, question=f"{question.rstrip('? ')} ({other.rstrip('? ')})?")


def _with_pronoun(question: str, name: Name, rng: Random) -> str:
    plain, owner = rng.choice(_PRONOUNS[name.kind])
    before, after = _ARTICLE.sub("", question[: name.start]), question[name.end :]
    owns = _POSSESSIVE.match(after)
    made = before + (owner + after[owns.end() :] if owns else plain + after)
    return made[:1].upper() + made[1:]
