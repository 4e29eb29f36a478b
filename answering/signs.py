"""What speaks for a sentence as an answer, beside the reader's own judgement: a row of figures for each candidate."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from answering.language.facts import names_in
from answering.language.phrases import YEAR
from answering.question import ASKING, Question
from answering.read import Candidate, readable
from answering.sorts import counts, holds_sort, without_references
from answering.speaker import Speaker
from core.text import content_words
from index.store import PassageIndex

_YEAR = re.compile(rf"\b{YEAR}\b")
_LONG_SENTENCE = 60  # words
_SCALE = 5  # of log-odds among the signs


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """The signs of one candidate for one question. Those after `words` are 0 for a candidate that was not held close.

    answerable: the reader's log-odds that the passage answers; share: the log of the sentence's part of that.
    covered: share of the question's words, weighted by rarity, in the sentence; covered_around: in passage, headings
    and title, of those of the topic in brackets too. year, year_around: 1 unless the question names a year that the
    sentence, or passage and title, lack.
    words: its length, 1 for 60 words or more. near: cosine of question and sentence. sort: 1 unless the question wants
    a person, a date or a figure and the sentence has none of that sort; counted: 1 unless it wants something counted
    and no figure stands beside that. names_around, rest_around: covered_around for its names and for its other words.
    voiced: how far the sentence carries the word of the speaker whom the question wants. alone: the reader's log-odds
    that the sentence answers without the rest of its passage; one that was not read alone has the least of the others.
    close, close_share: as `answerable` and `share`, by a deep reader of the foremost passages; 0 without one. stands:
    its log-odds that the passage does not deny what the question takes for true; 0 where it was not read.
    asked, asked_share: the same for a follow-up as it was typed in its conversation; told: 1 where the last answer has
    quoted the sentence. All three are 0 for a question that stands alone.
    """

    answerable: float
    share: float
    covered: float
    covered_around: float
    year: float
    year_around: float
    words: float
    near: float = 0.0
    sort: float = 0.0
    counted: float = 0.0
    names_around: float = 0.0
    rest_around: float = 0.0
    voiced: float = 1.0
    alone: float = 0.0
    close: float = 0.0
    close_share: float = 0.0
    asked: float = 0.0
    asked_share: float = 0.0
    told: float = 0.0
    stands: float = 0.0

    @property
    def asked_probability(self) -> float:
        """The probability that the passage answers a follow-up as it was typed; 0.5 for other questions."""
        return 1 / (1 + math.exp(-_SCALE * self.asked))


class Signer:
    """Tells the signs of candidates for one question in one wording."""

    def __init__(self, question: Question, index: PassageIndex, speaker: Speaker | None = None) -> None:
        self._question = question
        self._speaker = speaker
        self._lexical = index.lexical
        self._rarity = index.lexical.rarity(self._weighty(question.text), question.language)
        own = index.lexical.rarity(self._weighty(question.asked), question.language)
        self._own = own or self._rarity
        named = self._lexical.stems(" ".join(names_in(question.text)))
        self._names = {stem: weight for stem, weight in self._rarity.items() if stem in named}
        self._rest = {stem: weight for stem, weight in self._rarity.items() if stem not in named}
        self._years = set(_YEAR.findall(question.asked))
        self._around: dict[str, tuple[frozenset[str], frozenset[str]]] = {}

    def signs(self, candidate: Candidate) -> Signs:
        """What can be told of a candidate at little cost."""
        years_around, held_around = self._surroundings(candidate)
        text = self._text(candidate)
        return Signs(
            answerable=_log_odds(candidate.answerable) / _SCALE,
            share=_log_share(candidate.score, candidate.answerable),
            covered=_share(self._own, self._lexical.stems(text)),
            covered_around=_share(self._rarity, held_around),
            year=float(self._years <= _years(candidate.whole)),
            year_around=float(self._years <= years_around),
            words=min(len(candidate.text.split()), _LONG_SENTENCE) / _LONG_SENTENCE,
        )

    def closer(self, candidate: Candidate, signs: Signs, near: float) -> Signs:
        """The signs of a candidate with those that cost more; `near` is the cosine."""
        _, held_around = self._surroundings(candidate)
        return replace(
            signs,
            near=near,
            sort=float(holds_sort(self._question, self._text(candidate))),
            counted=float(counts(self._question, self._text(candidate))),
            names_around=_share(self._names, held_around),
            rest_around=_share(self._rest, held_around),
            voiced=self._speaker.voiced(candidate.passage.doc_id, candidate.text) if self._speaker else 1.0,
        )

    def _weighty(self, text: str) -> str:
        """The words of a text that a sentence should have."""
        return " ".join(w for w in content_words(text) if w not in ASKING and not self._names_speaker(w))

    def _names_speaker(self, word: str) -> bool:
        return self._speaker is not None and self._speaker.is_named_by(word)

    def _text(self, candidate: Candidate) -> str:
        """The words of a candidate in the language of the question, as far as may be."""
        return candidate.whole if candidate.language == self._question.language else candidate.english

    def _surroundings(self, candidate: Candidate) -> tuple[frozenset[str], frozenset[str]]:
        """The years and the stems of passage, headings and title."""
        passage = candidate.passage
        if passage.passage_id not in self._around:
            own = candidate.language == self._question.language
            words = passage.text if own else readable(passage, candidate.language).text
            text = "\n".join((passage.title, *passage.heading_path, words))
            self._around[passage.passage_id] = _years(text), self._lexical.stems(text)
        return self._around[passage.passage_id]


def _share(weights: Mapping[str, float], held: frozenset[str]) -> float:
    """The part of the weights that is held; all of it where there is nothing to hold."""
    total = sum(weights.values())
    return sum(weight for stem, weight in weights.items() if stem in held) / total if total else 1.0


def _years(text: str) -> frozenset[str]:
    """The years that a text speaks of; those of its sources do not count."""
    return frozenset(_YEAR.findall(without_references(text)))


def read_alone(signs: Signs, answerable: float) -> Signs:
    """The signs with what the reader makes of the sentence by itself."""
    return replace(signs, alone=_log_odds(answerable) / _SCALE)


def read_closely(signs: Signs, answerable: float, score: float, contradicts: float) -> Signs:
    """The signs with what a deep reader makes of the passage, and of the sentence in it; its score is 0 if unread."""
    return replace(
        signs,
        close=_log_odds(answerable) / _SCALE,
        close_share=_log_share(score, answerable),
        stands=-_log_odds(contradicts) / _SCALE,
    )


def read_as_asked(signs: Signs, answerable: float, score: float, *, told: bool) -> Signs:
    """The signs with what a deep reader makes of passage and sentence for the follow-up as it was typed."""
    asked, share = _log_odds(answerable) / _SCALE, _log_share(score, answerable)
    return replace(signs, asked=asked, asked_share=share, told=float(told))


def _log_share(score: float, answerable: float) -> float:
    return math.log(max(score / max(answerable, 1e-6), 1e-3)) / _SCALE


def _log_odds(probability: float) -> float:
    bounded = min(max(probability, 1e-4), 1 - 1e-4)
    return math.log(bounded / (1 - bounded))
