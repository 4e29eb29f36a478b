"""The sentence gate: what a language model wrote becomes a statement of ours only when a passage carries it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from answering.language.facts import missing_facts
from answering.prose.draft import Drafted
from answering.protocols import Checker, Support
from core.records import Evidence, Statement, Verdict, Voice
from core.text import fold

# The least support that lets a sentence through. The trained checker's is a probability: 0.5 would let doubt pass. The
# plain checker knows likeness only and must see nearly the same words: of 600 replies in a chat and the sentences they
# were to rest on (the BEGIN training set), 98.6 % of what passes at 0.95 is supported, at 0.85 90 %.
SUPPORTED_FROM = 0.7
SUPPORTED_FROM_BY_LIKENESS = 0.95
CONTRADICTED_FROM = 0.5

_DENIAL = re.compile(
    r"\b(?:no|not|never|nor|none|nobody|nothing|without|cannot|nunca|ningun[ao]?|nadie|nada|sin)\b|n't\b"
)

# Whose words a sentence is taken for when its evidence has several voices: an opinion is never told as a fact.
_MOST_CAREFUL_FIRST = (Voice.AUTHORS, Voice.THIRD_PARTY, Voice.STATISTIC, Voice.REPORTED, Voice.OURS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """Holds sentences against numbered evidence. `voices` tells who speaks in each piece of it, where that is known."""

    checker: Checker
    evidence: tuple[Evidence, ...]
    voices: Mapping[int, Voice] = field(default_factory=dict)

    def judge(self, drafted: Drafted) -> Statement:
        """The statement, SUPPORTED with the numbers that carry it, or with the verdict and a reason before it.

        The numbers that the model gave are only where the search begins.
        """
        cited = tuple(e for e in self.evidence if e.number in drafted.cited)
        carriers = self._carriers(drafted.text, cited)
        if not carriers:
            return self._withheld(drafted.text, cited or self.evidence)
        numbers = tuple(e.number for e in carriers)
        return Statement(text=drafted.text, evidence=numbers, verdict=Verdict.SUPPORTED, voice=self._voice(numbers))

    def _carriers(self, claim: str, cited: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        """The cited evidence that carries the claim, alone or together; else the best other piece; else a pair."""
        alone = tuple(e for e in cited if self._carries(claim, (e,)))
        if alone:
            return alone
        if len(cited) > 1 and self._carries(claim, cited):
            return cited
        others = [e for e in self.evidence if e not in cited]
        scored = [(self._support(claim, (e,)).supported, e) for e in others if self._carries(claim, (e,))]
        if scored:
            return (max(scored, key=lambda pair: pair[0])[1],)
        return next((pair for pair in self._pairs(cited, others) if self._carries(claim, pair)), ())

    def _pairs(self, cited: Sequence[Evidence], others: Sequence[Evidence]) -> Iterator[tuple[Evidence, Evidence]]:
        for first in cited:
            for second in others:
                yield (first, second) if first.number < second.number else (second, first)

    def _carries(self, claim: str, group: Sequence[Evidence]) -> bool:
        """Whether every figure, date and name stands in the group's words, and the checker finds the claim in them."""
        if missing_facts(claim, _joined(group)):
            return False
        if self._knows_likeness_only and _denies(claim) != _denies(_joined(group)):
            return False
        support = self._support(claim, group)
        least = SUPPORTED_FROM_BY_LIKENESS if self._knows_likeness_only else SUPPORTED_FROM
        return support.supported >= least and support.supported > support.contradicted

    def _support(self, claim: str, group: Sequence[Evidence]) -> Support:
        return self.checker.check(claim, [e.quote for e in group])

    @property
    def _knows_likeness_only(self) -> bool:
        return self.checker.name == "plain"

    def _withheld(self, claim: str, held_against: Sequence[Evidence]) -> Statement:
        """The claim with its verdict; the preface says in our words what is wrong with it."""
        denials = [(self._support(claim, (e,)).contradicted, e.number) for e in held_against]
        strength, number = max(denials, default=(0.0, 0))
        if strength >= CONTRADICTED_FROM:
            return Statement(
                text=claim, evidence=(number,), verdict=Verdict.CONTRADICTED, voice=Voice.OURS,
                preface="The passage says otherwise:",
            )  # fmt: skip
        missing = missing_facts(claim, _joined(self.evidence))
        reason = f"Not in the passages ({', '.join(missing)}):" if missing else "No passage carries this:"
        return Statement(text=claim, evidence=(), verdict=Verdict.UNSUPPORTED, voice=Voice.OURS, preface=reason)

    def _voice(self, numbers: Sequence[int]) -> Voice:
        heard = {self.voices.get(number, Voice.REPORTED) for number in numbers}
        return next(voice for voice in _MOST_CAREFUL_FIRST if voice in heard)


def _denies(text: str) -> bool:
    return bool(_DENIAL.search(fold(text)))


def _joined(group: Sequence[Evidence]) -> str:
    return "\n".join(e.quote for e in group)
