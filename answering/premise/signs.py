"""What speaks for a clash as a correction: a row of figures for one sentence held against one premise."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from answering.language.names import find_names
from answering.language.opposites import plain
from answering.premise.clash import supports
from answering.premise.clashing import YEAR, Clash, Clashing, Pair
from answering.premise.presuppose import Presupposed
from answering.question import Asks, Question, Wants
from answering.read import Candidate
from answering.sorts import holds_sort
from core.text import fold

_AS_NEAR = 0.8  # share of the clashing sentence's coverage from which another one counts as support
_NONE_NAMED = 0.5  # of the names held, where the question names nothing
_LEAST = 0.02  # probability of a contradiction below which it makes no difference; that of what was not read closely
_SCALE = 5  # of log-odds among the signs
_RAREST = 5.0  # rarity of a word that hardly any passage has
KIND_SIGNS = tuple(f"is_{clash.value}" for clash in Clash)
_PLAIN_SIGNS = (
    "close", "score", "probability", "covered", "covered_above_half", "names_held", "has_names", "names_around",
    "other_years", "rarity", "borne_out", "wholly", "explanation", "comparison", "wants_figure", "wants", "sort",
    "best", "around", "clause", "clause_part", "contradicts", "contradicts_here",
)  # fmt: skip
# What weighs otherwise for a denial than for an opposite word, or for a name or a figure.
_BY_FAMILY = (
    "close", "score", "probability", "covered", "covered_above_half", "rarity", "wants_figure", "best", "around",
    "clause",
)  # fmt: skip
_FAMILIES = {
    "denial": (Clash.DENIED, Clash.AFFIRMED, Clash.ABSENT, Clash.INSTEAD),
    "opposite": (Clash.OPPOSITE, Clash.ROLE, Clash.SWAP, Clash.TREND),
    "fact": (Clash.NAME, Clash.HOLDER, Clash.FIGURE, Clash.SHARE, Clash.YEAR),
}
SIGN_NAMES = (*KIND_SIGNS, *_PLAIN_SIGNS, *(f"{family}_{name}" for family in _FAMILIES for name in _BY_FAMILY))
_LINK = (
    "and|but|or|while|whereas|which|who|where|when|because|since|after|before|although|with|y|o|pero|mientras|que|cuando|"
    "porque|aunque|con"
)
_BREAK = re.compile(
    rf"[;:()]| [-–—] |, (?=(?:{_LINK})\b)| (?=(?:while|whereas|because|although|but|mientras|porque|aunque|pero)\b)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A candidate beside a premise in one language; `weights` has the rarity of the premise's words."""

    candidate: Candidate
    pair: Pair
    weights: Mapping[str, float]

    def covered(self, clashing: Clashing) -> float:
        """The share of the premise, by rarity and without the clashing words, that the sentence holds."""
        return self._share_of(self._rest(clashing), self.pair.sentence)

    def clause(self, clashing: Clashing) -> tuple[float, float]:
        """The same of the clause with the clashing words, and how much of the sentence that is."""
        text = _clause(plain(self.pair.sentence), clashing.said)
        return self._share_of(self._rest(clashing), text), len(text) / len(plain(self.pair.sentence))

    def around(self, clashing: Clashing) -> float:
        """The same of passage, headings and title."""
        return self._share_of(self._rest(clashing), self._surroundings())

    def names_around(self) -> float:
        """The share of the premise's names, by rarity, that passage, headings and title have; all where it has none."""
        named = self.pair.stems(" ".join(name.text for name in find_names(self.pair.question)))
        weights = {stem: weight for stem, weight in self.weights.items() if stem in named}
        return self._share_of(weights, self._surroundings()) if sum(weights.values()) else 1.0

    def _rest(self, clashing: Clashing) -> dict[str, float]:
        own = self.pair.stems(clashing.asked)
        return {stem: weight for stem, weight in self.weights.items() if stem not in own}

    def _surroundings(self) -> str:
        passage = self.candidate.passage
        return "\n".join((passage.title, *passage.heading_path, passage.text))

    def _share_of(self, weights: Mapping[str, float], text: str) -> float:
        held = self.pair.stems(text)
        return sum(w for stem, w in weights.items() if stem in held) / (sum(weights.values()) or 1.0)

    def rarity(self, words: str) -> float:
        """That of the rarest of these words that the premise has; 0 for none."""
        return max((self.weights[stem] for stem in self.pair.stems(words) if stem in self.weights), default=0.0)


def signs(
    one: Held, clashing: Clashing, held: Sequence[Held], premise: Presupposed, question: Question, probability: float
) -> dict[str, float]:
    """The signs of a clash, by `SIGN_NAMES`; `held` are all candidates beside the premise.

    score: the candidate's as against the best; probability: of an answer to the question. names_held: share of the
    premise's names in the sentence; names_around: the same by rarity, in its passage, headings and title. other_years:
    1 where both have years and none in common. borne_out: 1 where another sentence that speaks of the premise as much
    says what it says. sort: 1 where a certain sort of answer is wanted and the sentence has it. best: 1 for the
    sentence that reads best as an answer. around: as `covered`, of passage, headings and title. clause: the same of the
    clause with the clashing words; clause_part: its part of the sentence, by length. contradicts: the reader's log-odds
    that the passage denies what the question takes for true; contradicts_here: its probability, by the part of what it
    found that lies in the sentence. Some signs come once more by the family of the clash, 0 for the other families.
    """
    covered = one.covered(clashing)
    clause, clause_part = one.clause(clashing)
    names, years = _names_held(one, clashing), _years(one, clashing)
    wants = question.wants is not Wants.ANYTHING
    contradicts = min(max(one.candidate.contradicts or 0.0, _LEAST), 1 - _LEAST)
    told = {
        "close": clashing.close,
        "score": one.candidate.score,
        "probability": probability,
        "covered": covered,
        "covered_above_half": max(0.0, covered - 0.5),
        "names_held": sum(names) / len(names) if names else _NONE_NAMED,
        "has_names": bool(names),
        "names_around": one.names_around(),
        "other_years": all(years) and not years[0] & years[1],
        "rarity": one.rarity(clashing.asked) / _RAREST,
        "borne_out": borne_out(one, clashing, held, _AS_NEAR),
        "wholly": premise.wholly,
        "explanation": question.asks is Asks.EXPLANATION,
        "comparison": question.asks is Asks.COMPARISON,
        "wants_figure": question.wants.is_figure,
        "wants": wants,
        "sort": wants and holds_sort(question, one.candidate.text),
        "best": one.candidate == held[0].candidate,
        "around": one.around(clashing),
        "clause": clause,
        "clause_part": clause_part,
        "contradicts": math.log(contradicts / (1 - contradicts)) / _SCALE,
        "contradicts_here": contradicts * one.candidate.part,
    }
    family = next(name for name, kinds in _FAMILIES.items() if clashing.clash in kinds)
    told |= {f"{family}_{name}": told[name] for name in _BY_FAMILY} | {f"is_{clashing.clash.value}": True}
    return {name: float(told.get(name, 0.0)) for name in SIGN_NAMES}


def _clause(sentence: str, said: str) -> str:
    """The clause of a plain sentence that has the first of the words said; all of it where it has none of them."""
    word = re.escape(fold(said.removeprefix("not ")).split(" ")[0])
    at = re.search(rf"(?<!\w){word}(?!\w)", sentence)
    ends = [0, *(found.start() for found in _BREAK.finditer(sentence)), len(sentence)]
    clauses = (sentence[start:end] for start, end in pairwise(ends) if at and start <= at.start() < end)
    return next(clauses, sentence)


def _names_held(one: Held, clashing: Clashing) -> list[bool]:
    """For each name of the premise but the clashing one, whether half of its words stand in the sentence."""
    stems = one.pair.stems
    names = [stems(name.text) for name in find_names(one.pair.question) if name.text != clashing.asked]
    held = stems(one.pair.sentence)
    return [2 * len(name & held) >= len(name) for name in names if name]


def _years(one: Held, clashing: Clashing) -> tuple[set[str], set[str]]:
    return set(YEAR.findall(one.pair.question)) - {clashing.asked}, set(YEAR.findall(one.pair.sentence))


def borne_out(one: Held, clashing: Clashing, held: Sequence[Held], near: float) -> bool:
    """Whether another sentence says what the premise says, and covers at least this part of what the first covers."""
    least = near * one.covered(clashing)
    return any(supports(o.pair, clashing) and o.covered(clashing) >= least for o in held if o is not one)
