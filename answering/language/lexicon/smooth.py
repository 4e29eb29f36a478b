"""Small words made to fit their neighbours, before the words are put in English order."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from answering.language.lexicon.english import Form, inflect, pluralise
from answering.language.lexicon.words import Part, Word

_PURPOSE = frozenset({"para", "a", "en"})
_SPANS_OF_TIME = frozenset({"año", "siglo", "mes", "década", "inicio", "comienzo", "principio"})
# Nouns that count or class what follows "of"; they make no compound: "number of victims".
_MEASURES = frozenset(
    """number part kind type percentage amount group majority minority set level series half most rest list name form
    lack use member year pair dozen ton piece thousand hundred million billion case act sense state degree end start
    beginning middle lot sort share proportion total means date place title cause reason result decade century
    week month day hour minute""".split()
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"


_NEEDS_NO_DO = frozenset({"be", "have", "can", "must", "there"})
_BEFORE_DATE = ")(?<!".join(f"{word} " for word in "of until since from before after between and on".split()).strip()


def smoothed(words: Sequence[Word]) -> list[Word]:
    """The words of a clause with fitting infinitives, prepositions, plurals and compounds."""
    fitted = list(words)
    for rule in _RULES:
        fitted = [rule(fitted, at) for at in range(len(fitted))]
    return _compounds([word for word in fitted if word.english])


def with_english_dates(text: str) -> str:
    """Dates and centuries as English writes them: "the 9 of June of 2020" -> "on 9 June 2020"."""
    text = re.sub(r"\bcentury ([IVX]+)\b", lambda found: f"{_ordinal(found[1])} century", text)
    text = re.sub(rf"(?<!{_BEFORE_DATE} )\bthe (?=\d{{1,2}} of (?:{_MONTHS})\b)", "on ", text)
    text = re.sub(rf"\b(?:the )?(\d{{1,2}}) of ({_MONTHS})\b", r"\1 \2", text)
    text = re.sub(rf"\b({_MONTHS}) of (?:the )?(?=\d{{4}}\b)", r"\1 ", text)
    text = re.sub(r"\b(in|of|until|since|from|before|after) the (\d{4})\b", r"\1 \2", text)
    return re.sub(r"\ba (?=[aeio])", "an ", text)


def _ordinal(roman: str) -> str:
    """A Roman number as an English ordinal: XIV -> 14th."""
    values = [{"I": 1, "V": 5, "X": 10}[letter] for letter in roman]
    number = sum(v if v >= max(values[at:]) else -v for at, v in enumerate(values))
    ending = "th" if 10 < number < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _fit_infinitive(words: Sequence[Word], at: int) -> Word:
    """A gerund after most prepositions, the bare verb after those that become "to"."""
    word = words[at]
    before = words[at - 1] if at else None
    if word.part is not Part.VERB or word.form is not Form.BASE or before is None:
        return word
    if before.part is Part.PREPOSITION and before.spanish not in _PURPOSE:
        return replace(word, english=inflect(word.base, Form.GERUND), form=Form.GERUND)
    if before.part in (Part.VERB, Part.NOUN, Part.ADJECTIVE) and not before.base.startswith(("can", "must", "do")):
        return replace(word, english=f"to {word.english}")
    return word


def _fit_preposition(words: Sequence[Word], at: int) -> Word:
    word = words[at]
    after = words[at + 1] if at + 1 < len(words) else None
    if word.part is not Part.PREPOSITION or after is None:
        return word
    if word.spanish in _PURPOSE and after.part is Part.VERB and after.form is Form.BASE:
        return replace(word, english="to")
    if word.spanish == "por" and at and words[at - 1].is_participle:
        return replace(word, english="by")
    if word.spanish == "desde" and not _is_time(words[at + 1 : at + 3]):
        return replace(word, english="from")
    return word


def _fit_negation(words: Sequence[Word], at: int) -> Word:
    """`not signed` -> `did not signed`; the verb follows in the next rule."""
    word = words[at]
    after = words[at + 1] if at + 1 < len(words) else None
    if word.english != "not" or after is None or not _needs_do(after):
        return word
    auxiliary = "did" if after.form is Form.PAST else "do" if after.plural else "does"
    return replace(word, english=f"{auxiliary} not")


def _fit_denied_verb(words: Sequence[Word], at: int) -> Word:
    """`did not signed` -> `did not sign`."""
    word = words[at]
    is_denied = at > 0 and words[at - 1].english.endswith(" not") and _needs_do(word)
    return replace(word, english=inflect(word.base, Form.BASE)) if is_denied else word


def _needs_do(verb: Word) -> bool:
    return verb.form in (Form.PAST, Form.PRESENT) and verb.is_finite and verb.base.split()[0] not in _NEEDS_NO_DO


def _fit_superlative(words: Sequence[Word], at: int) -> Word:
    """`the more abundant` -> `the most abundant`."""
    word = words[at]
    is_highest = word.spanish == "más" and at > 0 and words[at - 1].part is Part.DETERMINER
    return replace(word, english="most") if is_highest else word


def _fit_whom(words: Sequence[Word], at: int) -> Word:
    word = words[at]
    is_object = word.english == "who" and word.part is Part.QUESTION and at and words[at - 1].part is Part.PREPOSITION
    return replace(word, english="whom") if is_object else word


def _fit_people(words: Sequence[Word], at: int) -> Word:
    """A people's adjective that stands for the people: `the Mexican` -> `the Mexicans`."""
    word = words[at]
    beside = [*words[max(0, at - 1) : at], *words[at + 1 : at + 2]]
    if word.part is not Part.ADJECTIVE or not word.plural or not at or words[at - 1].part is not Part.DETERMINER:
        return word
    if any(other.part in (Part.NOUN, Part.NAME, Part.ADJECTIVE) for other in beside):
        return word
    english = pluralise(word.english) if word.english.endswith(("an", "i", "r", "al")) else word.english
    return replace(word, english=english, part=Part.NOUN)


def _fit_have(words: Sequence[Word], at: int) -> Word:
    """The words "there is" where "haber" has no participle after it, else "has"."""
    word = words[at]
    if word.spanish != "haber" or not word.is_finite or (at + 1 < len(words) and words[at + 1].is_participle):
        return word
    return replace(word, english=f"{inflect('be', word.form, plural=word.plural)} there", base="there be")


_RULES: tuple[Callable[[Sequence[Word], int], Word], ...] = (
    _fit_preposition,
    _fit_infinitive,
    _fit_negation,
    _fit_denied_verb,
    _fit_superlative,
    _fit_whom,
    _fit_people,
    _fit_have,
)


def _compounds(words: Sequence[Word]) -> list[Word]:
    """`rate of homicides` -> `homicide rate`: two bare common nouns, the first of which counts nothing."""
    made: list[Word] = []
    at = 0
    while at < len(words):
        if _is_compound(words[at : at + 3]) and not _goes_on(words, at + 3):
            first, _, second = words[at : at + 3]
            made.append(replace(first, english=f"{second.base} {first.english}", base=f"{second.base} {first.base}"))
            at += 3
        else:
            made.append(words[at])
            at += 1
    return made


def _is_compound(words: Sequence[Word]) -> bool:
    if len(words) < 3 or words[1].spanish != "de":
        return False
    first, _, second = words
    nouns = first.part is Part.NOUN and second.part is Part.NOUN
    return nouns and bool(first.base and second.base) and first.base.lower() not in _MEASURES


def _goes_on(words: Sequence[Word], at: int) -> bool:
    """Whether an adjective or "of" follows, which would say more of the second noun alone."""
    if at >= len(words):
        return False
    return words[at].part is Part.ADJECTIVE or words[at].spanish in ("de", "y", "e", "o")


def _is_time(words: Sequence[Word]) -> bool:
    return any(
        word.english[:1].isdigit() or word.spanish in _SPANS_OF_TIME or word.english in _MONTHS for word in words
    )
