"""Spanish words read by themselves: every part of speech that each may be, with its English."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from answering.language.lexicon.cognates import cognate
from answering.language.lexicon.conjugation import Conjugated, conjugated
from answering.language.lexicon.english import Form, adverb, inflect, pluralise
from answering.language.lexicon.tables import rows
from core.text import fold as _fold

LONGEST_PHRASE = 6
_REMEMBERED = 16384


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """A lower-case word without its accents; remembered, since a question asks for the same few often."""
    return text.lower() if text.isascii() else _fold(text)


class Part(StrEnum):
    """What a word does in its sentence."""

    NOUN = "noun"
    ADJECTIVE = "adjective"
    VERB = "verb"
    ADVERB = "adverb"
    PREPOSITION = "preposition"
    DETERMINER = "determiner"
    PRONOUN = "pronoun"
    QUESTION = "question"
    NAME = "name"
    MARK = "mark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """An English word or phrase; `spanish` is the lemma it came from, `base` a verb's infinitive, a noun's singular."""

    english: str
    part: Part
    spanish: str = ""
    base: str = ""
    form: Form = Form.BASE
    plural: bool = False

    @property
    def is_participle(self) -> bool:
        """Whether it is a verb's past participle."""
        return self.part is Part.VERB and self.form is Form.PARTICIPLE

    @property
    def is_finite(self) -> bool:
        """Whether it is a verb that has a subject."""
        return self.part is Part.VERB and self.form not in (Form.BASE, Form.PARTICIPLE, Form.GERUND)


_CLOSED = (Part.QUESTION, Part.DETERMINER, Part.PREPOSITION, Part.PRONOUN, Part.ADVERB)


class Lexicon:
    """Spanish to English by part of speech; words are found with their accents first, then without."""

    def __init__(self, entries: Iterator[tuple[str, ...]]) -> None:
        self._exact: dict[str, dict[Part, str]] = {}
        self._folded: dict[str, dict[Part, str]] = {}
        self.lemmas: set[str] = set()
        self._conjugations: dict[str, Conjugated | None] = {}
        self._beginnings: set[str] = set()
        self._verb_phrase_ends: set[str] = set()
        for spanish, part, english in entries:
            self._exact.setdefault(spanish, {})[Part(part)] = english
            self._folded.setdefault(fold(spanish), {}).setdefault(Part(part), english)
            if part == Part.VERB:
                self.lemmas.add(fold(spanish))
            if " " in spanish:
                self._note_phrase(fold(spanish), Part(part))

    def _note_phrase(self, phrase: str, part: Part) -> None:
        first, _, rest = phrase.partition(" ")
        if part is Part.VERB:
            self._verb_phrase_ends.add(rest)
        else:
            self._beginnings.add(first)

    def closed(self, word: str) -> Word | None:
        """A word of the small classes, which never change: the, of, who, never."""
        found = self._exact.get(word) or {}
        if not found and fold(word) == word:
            found = {part: text for part, text in self._folded.get(word, {}).items() if part is Part.ADVERB}
        part = next((part for part in _CLOSED if part in found), None)
        return Word(english=found[part], part=part, spanish=word) if part else None

    def phrase(self, words: tuple[str, ...]) -> Word | None:
        """A phrase of several words that has an English of its own, or None."""
        text = " ".join(words)
        begins = fold(words[0]) in self._beginnings
        # "hasta qué" is not "hasta que": accents that are written are meant.
        found = (self._exact.get(text) or (self._folded.get(text, {}) if _fold(text) == text else {})) if begins else {}
        for part, english in found.items():
            if part is not Part.VERB:
                is_name = part is Part.NOUN and english[0].isupper()
                plural = part is Part.NOUN and text.endswith("s")
                return Word(english=english, part=Part.NAME if is_name else part, spanish=text, plural=plural)
        return self._verb_phrase(words)

    def name(self, word: str) -> Word | None:
        """A proper name that has an English form: Alemania, OTAN."""
        english = self._exact.get(word, {}).get(Part.NAME)
        return Word(english=english, part=Part.NAME, spanish=word) if english else None

    def lists(self, word: str) -> bool:
        """Whether a lower-case word is a noun or an adjective of the lexicon, in any number or gender."""
        return any(self._nominal(word, part) for part in (Part.NOUN, Part.ADJECTIVE))

    def readings(self, word: str) -> dict[Part, Word]:
        """Every noun, adjective and verb that a lower-case word may be."""
        found = {part: read for part in (Part.NOUN, Part.ADJECTIVE) if (read := self._nominal(word, part))}
        verb = self.verb(word)
        if verb and found and word[-1] in "óéáí":  # "publicó" is no noun, though "público" is one
            found = {}
        if verb:
            found[Part.VERB] = verb
        if word.endswith("mente") and (read := self._nominal(word.removesuffix("mente"), Part.ADJECTIVE)):
            found = {Part.ADVERB: Word(english=adverb(read.english), part=Part.ADVERB, spanish=word)}
        return found or self._guess(word)

    def verb(self, word: str, *, reflexive: bool = False) -> Word | None:
        """A verb form in English: "fundó" -> "founded"; reflexive, "se convirtió" -> "became"."""
        found = self._conjugated(word)
        if found is None:
            return None
        lemma = found.lemma + ("se" if reflexive or re.search(r"(?:[aei]r|ndo)se$", word) else "")
        english = self._folded.get(lemma, {}).get(Part.VERB) or self._folded[found.lemma][Part.VERB]
        return _verb(english, found.lemma, found.form, plural=found.plural)

    def _conjugated(self, word: str) -> Conjugated | None:
        if word not in self._conjugations:
            if len(self._conjugations) > _REMEMBERED:
                self._conjugations.clear()
            self._conjugations[word] = conjugated(word, self.lemmas)
        return self._conjugations[word]

    def is_reflexive(self, lemma: str) -> bool:
        """Whether a verb means something else with "se"; without, "se" makes a passive."""
        return f"{lemma}se" in self.lemmas

    def _verb_phrase(self, words: tuple[str, ...]) -> Word | None:
        reflexive = words[0] == "se" and len(words) > 2
        first, rest = (words[1], words[2:]) if reflexive else (words[0], words[1:])
        last = " ".join(map(fold, rest))
        if last not in self._verb_phrase_ends or not (found := self._conjugated(first)):
            return None
        lemma = found.lemma + ("se" if reflexive or re.search(r"[aei]rse$", first) else "")
        english = self._folded.get(f"{lemma} {last}", {}).get(Part.VERB)
        return _verb(english, found.lemma, found.form, plural=found.plural) if english else None

    def _nominal(self, word: str, part: Part) -> Word | None:
        for number, candidate in enumerate(_singulars(word)):
            # "Peña" is not "pena": an ñ that is written is meant.
            loosely = {} if "ñ" in candidate else self._folded.get(fold(candidate), {})
            english = self._exact.get(candidate, {}).get(part) or loosely.get(part)
            if english:
                plural = word.endswith("s") and number > 0
                text = pluralise(english) if plural and part is Part.NOUN else english
                return Word(english=text, part=part, spanish=candidate, base=english, plural=plural)
        return None

    def _guess(self, word: str) -> dict[Part, Word]:
        guess = cognate(word)
        if guess is None:
            return {}
        english, part = guess
        plural = word.endswith("s")
        text = pluralise(english) if plural and part == Part.NOUN else english
        if part == Part.VERB:
            return {Part.VERB: _verb(english, word, Form.PAST, plural=False)}
        return {Part(part): Word(english=text, part=Part(part), spanish=word, plural=plural)}


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon, read once at its first use."""
    return Lexicon(rows("es_en.tsv"))


def _verb(english: str, lemma: str, form: Form, *, plural: bool) -> Word:
    return Word(
        english=inflect(english, form, plural=plural),
        part=Part.VERB,
        spanish=lemma,
        base=english,
        form=form,
        plural=plural,
    )


def _singulars(word: str) -> Iterator[str]:
    """A word as it is, then what it may be the plural or the feminine of, the likeliest first."""
    yield word
    if word.endswith("s"):
        yield word[:-1]
        if word.endswith("ces"):
            yield word[:-3] + "z"
        if word.endswith("es"):
            yield word[:-2]
        if word.endswith("as"):
            yield word[:-2] + "o"
            yield word[:-2]
    elif word.endswith("a"):
        yield word[:-1] + "o"
        yield word[:-1]
