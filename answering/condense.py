"""A follow-up made to stand alone: referents from the conversation, ellipsis filled, a new subject left alone.

No model is needed. The rewriting only adds or replaces words that the conversation has used, and the question as it was
asked is searched as well, so that a wrong guess costs little.
"""

import re
from collections.abc import Sequence

from core.records import Turn
from core.text import content_words, fold

_PRONOUN = re.compile(
    r"\b(?:he|him|his|she|her|hers|they|them|their|theirs|it|its|that|this|these|those|there|then|"
    r"el|ella|ellos|ellas|eso|esto|ese|esa|esos|esas|su|sus|alli|entonces)\b"
)
_ELLIPSIS = re.compile(
    r"^(?:and|but|or|so|also|what about|how about|y|pero|entonces|que hay de|que pasa con|que tal)\b[\s,]*"
)
_BARE = re.compile(
    r"^[¿\s]*(?:why|when|where|who|how|how so|how many|how much|which|what|por que|cuando|donde|quien|"
    r"como|cuantos|cuantas|cual|by whom|since when|until when)\b[\s?!.]*(?:not|exactly|then|so)?[\s?!.]*$"
)
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_NAME = re.compile(
    r"\b(?:[A-ZÁÉÍÓÚÑ][\w’'-]*|[A-Z]{2,})(?:(?: (?:de|del|la|las|los|y|of|the|for|and|López) (?=[A-ZÁÉÍÓÚÑ]))? ?"
    r"(?:[A-ZÁÉÍÓÚÑ][\w’'-]*))*"
)
_QUESTION_WORDS = frozenset(
    "what which who whom whose when where why how is are was were did does do has have had can could would should will "
    "and but or so in on at by for from of to the a an if que cual cuales quien quienes cuando donde por como cuantos "
    "cuantas cuanto cuanta y el la los las en de del a un una it he she they this that these those".split()
)


def condense(question: str, history: Sequence[Turn]) -> str:
    """The question as it would be asked with no conversation before it."""
    if not history:
        return question
    before = history[-1]
    asked = before.query or before.question
    folded = fold(question).strip(" ¿?¡!.")
    if _BARE.match(folded):
        return f"{question.rstrip('?!. ')}: {asked}"
    if _ELLIPSIS.match(folded) or len(content_words(question)) < 2:
        return _fill(question, asked)
    if _PRONOUN.search(folded):
        return _name_referents(question, asked, before.answer)
    return question


def _fill(question: str, asked: str) -> str:
    """An elliptic question with what the one before it asked."""
    rest = _after_opening(question)
    years, old_years = _YEAR.findall(rest), _YEAR.findall(asked)
    if years and len(old_years) == 1 and not names(rest):
        return asked.replace(old_years[0], years[0])
    return f"{asked.rstrip('?!. ')}, {rest.strip(' ¿?¡!.,')}?"


def _after_opening(question: str) -> str:
    words = question.strip(" ¿¡").split()
    for count in (3, 2, 1):
        opening = fold(" ".join(words[:count])).strip(",")
        found = _ELLIPSIS.match(opening + " ")
        if found and found.end() >= len(opening):
            return " ".join(words[count:])
    return question


def _name_referents(question: str, asked: str, answer: str) -> str:
    """The question with the names that its pronouns may stand for, which it does not have itself."""
    own = {fold(name) for name in names(question)}
    known = [name for name in names(asked) if fold(name) not in own]
    known = known or [name for name in names(answer)[:2] if fold(name) not in own]
    if known:
        return f"{question.rstrip('?!. ')} ({', '.join(known[:3])})?"
    missing = [word for word in dict.fromkeys(content_words(asked)) if word not in content_words(question)]
    return f"{question.rstrip('?!. ')} ({' '.join(missing[:6])})?" if missing else question


def names(text: str) -> list[str]:
    """The capitalised names of a text, in order, without a question word or an article that opens it."""
    found: list[str] = []
    for match in _NAME.finditer(text):
        words = match.group().split()
        while words and fold(words[0]) in _QUESTION_WORDS:
            words = words[1:]
        name = " ".join(words).removesuffix("’s").removesuffix("'s")
        if name and name not in found:
            found.append(name)
    return found
