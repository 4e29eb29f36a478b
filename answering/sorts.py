"""Whether a sentence holds words of the sort that a question wants, and figures of what it wants counted."""

import re

from answering.language.figures import Figure, dates_in, figures_in
from answering.language.names import NameKind, find_names
from answering.question import Question, Wants
from core.text import STOPWORDS, fold, words

_REFERENCE = re.compile(r"\((?=[^()]*(?:[A-ZÁÉÍÓÚÑ]|\b(?:1[5-9]|20)\d\d\b))[^()]*\)")
_MONEY = re.compile(r"[$€£]|\b(?:pesos?|dollars?|dolares|euros?|pounds?|libras|usd|mxn|millions?|millones|billions?)\b")
_AGE = re.compile(r"\baged?\b|\byears? old\b|\bborn\b|-year-old|\banos de edad\b|\bnacid[oa]\b|\bnacio\b")
_DURATION = re.compile(
    r"\b(?:years?|months?|weeks?|days?|hours?|minutes?|life|anos?|mes(?:es)?|semanas?|dias?|horas?|minutos?|perpetua)\b"
)
_RATE = re.compile(r"\b(?:rate|tasa|per (?:100|1)[,. ]?000|por cada)\b")
_COUNTED = re.compile(
    r"\b(?:how many|cuant[oa]s|number of|numero de)\s+((?:[\w'’-]+\s+){0,2}[\w'’-]+)"
)  # at most three words, of which one is what is counted
_TOKEN = re.compile(r"[\w.,%$€£-]*\w")
_BEFORE, _AFTER = 5, 3  # words between a figure and what it counts


def without_references(text: str) -> str:
    """The text without what it says in brackets of names or years: sources and dates of publication, mostly."""
    return _REFERENCE.sub(" ", text)


def holds_sort(question: Question, sentence: str) -> bool:
    """Whether a sentence has a person, date or figure of the sort wanted, other than those the question names."""
    said = without_references(sentence)
    match question.wants:
        case Wants.PERSON:
            return _names_another(question.text, said)
        case Wants.DATE:
            asked = {part for date in dates_in(question.text) for part in date.parts}
            return any(date.parts - asked for date in dates_in(said))
        case Wants.ANYTHING:
            return True
        case _:
            return _has_figure(question, said)


def counts(question: Question, sentence: str) -> bool:
    """Whether a figure stands near what the question wants counted; true where it counts nothing."""
    wanted = {_root(word) for word in counted_words(question.asked)}
    if not wanted:
        return True
    tokens = _TOKEN.findall(without_references(sentence))
    figured = [bool(figures_in(token)) for token in tokens]
    near = (figured[max(0, at - _BEFORE) : at + _AFTER + 1] for at, t in enumerate(tokens) if _root(fold(t)) in wanted)
    return any(map(any, near))


def counted_words(question: str) -> tuple[str, ...]:
    """The words after "how many", of which one is what the question wants counted."""
    found = _COUNTED.search(fold(question))
    return tuple(word for word in found[1].split() if word not in STOPWORDS)[:2] if found else ()


def _has_figure(question: Question, said: str) -> bool:
    asked, folded = fold(question.text), fold(said)
    figures = [figure for figure in figures_in(said) if fold(figure.words) not in asked]
    if question.wants is Wants.AGE:
        return bool(_AGE.search(folded))
    if question.wants is Wants.DURATION:
        return bool(_DURATION.search(folded))
    if question.wants is Wants.MONEY:
        return bool(figures and _MONEY.search(folded))
    if question.wants is Wants.SHARE:
        return _has_share(figures, folded)
    return bool(figures)


def _has_share(figures: list[Figure], folded: str) -> bool:
    return any(figure.percent for figure in figures) or bool(figures and _RATE.search(folded))


def _names_another(question: str, said: str) -> bool:
    """Whether a person or body is named that the question does not name; a word that opens the sentence may be one."""
    known = {*words(question), *STOPWORDS}
    first = re.match(r"\W*[A-ZÁÉÍÓÚÑ][\w'’-]*", said)
    opening = [first.group()] if first and not figures_in(first.group()) else []
    names = [name.text for name in find_names(said) if name.kind not in (NameKind.PLACE, NameKind.THING)]
    return any(word not in known for name in (*names, *opening) for word in words(name))


def _root(word: str) -> str:
    """A folded word without its plural ending, so that "cities" meets "city" and "mujeres" meets "mujer"."""
    return re.sub(r"e?s$|e$", "", re.sub(r"(?:ies|y)$", "i", word))
