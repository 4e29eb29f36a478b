"""Candidates in the order of how well they answer: each is weighed by its signs, the promising ones more closely."""

from collections.abc import Iterable, Iterator, Sequence

from answering.decide import Decision, Judged, load_decision
from answering.discussed import Discussed
from answering.likeness import Likeness
from answering.protocols import Reader, Skill
from answering.question import Question
from answering.read import Candidate, alone, readable, refocused
from answering.signs import Signer, Signs, read_alone, read_as_asked, read_closely
from answering.speaker import Speaker
from index.store import PassageIndex

_HELD_CLOSE = 24  # candidates whose sentences are embedded
_READ_ALONE = 5  # candidates whose sentences are read by themselves
_READ_CLOSELY = 4  # passages that the deep reader reads
Asked = tuple[Question, Candidate]
Weighed = tuple[Question, Candidate, Signs]


class Judge:
    """Weighs candidates, in steps: whatever comes foremost in one is looked at more closely in the next.

    A question comes in one wording to be read with, and with each candidate in the one that is held against its words.
    """

    def __init__(self, index: PassageIndex, reader: Reader) -> None:
        self._index, self._reader = index, reader
        self._likeness = Likeness(index.embedder)

    @property
    def decision(self) -> Decision:
        """The weights that go with the reader."""
        return load_decision(self._reader.skill)

    def judge(
        self,
        wording: str,
        candidates: Sequence[Asked],
        speaker: Speaker | None,
        discussed: Discussed,
    ) -> list[Judged]:
        """The candidates that were held close to the question, by their worth, best first.

        What is `discussed` is held close in any case. A follow-up is read as it was typed, too.
        """
        deep = self._reader.skill is Skill.DEEP
        before = load_decision(Skill.SMALL) if deep else self.decision
        signers = {question: Signer(question, self._index, speaker) for question, _ in candidates}
        ordered = _sorted(((q, c, signers[q].signs(c)) for q, c in candidates), before)
        first = ordered[:_HELD_CLOSE] + [row for row in ordered[_HELD_CLOSE:] if discussed.holds(row[1])][:_HELD_CLOSE]
        cosines = self._likeness.cosines(wording, [c.english for _, c, _ in first])
        near = zip(first, cosines, strict=True)
        held = _sorted(((q, c, signers[q].closer(c, signs, cosine)) for (q, c, signs), cosine in near), before)
        read = _sorted(self._read_alone(wording, held), before)
        rows = _sorted(self._read_closely(wording, read, discussed), self.decision) if deep else read
        return [Judged(candidate=c, signs=signs, worth=self.decision.worth(signs)) for _, c, signs in rows]

    def _read_alone(self, wording: str, rows: Sequence[Weighed]) -> Iterator[Weighed]:
        """Candidates with the signs that reading the best of them by themselves gives."""
        best = [candidate for _, candidate, _ in rows[:_READ_ALONE]]
        readings = self._reader.read(wording, [alone(candidate) for candidate in best])
        answerable = {c.key: reading.answerable for c, reading in zip(best, readings, strict=True)}
        least = min(answerable.values(), default=0.0)
        return ((q, c, read_alone(signs, answerable.get(c.key, least))) for q, c, signs in rows)

    def _read_closely(self, wording: str, rows: Sequence[Weighed], discussed: Discussed) -> Iterator[Weighed]:
        """The candidates with what the deep reader makes of the foremost passages, and of those under discussion."""
        first: dict[str, Candidate] = {}
        for _, candidate, _ in rows:
            first.setdefault(candidate.passage.passage_id, candidate)
        found = list(first)
        foremost = [first[one] for one in dict.fromkeys((*found[:_READ_CLOSELY], *discussed.foremost(found)))]
        close = _Readings(self._reader, wording, foremost)
        asked = _Readings(self._reader, discussed.asked, foremost) if discussed.asked else None
        for question, candidate, signs in rows:
            told = discussed.told(candidate)
            more = read_as_asked(signs, *asked.of(candidate)[:2], told=told) if asked else signs
            yield question, close.refocused(candidate), read_closely(more, *close.of(candidate))


class _Readings:
    """What the deep reader makes of some passages, each named by a candidate in it."""

    def __init__(self, reader: Reader, wording: str, candidates: Sequence[Candidate]) -> None:
        shown = [readable(candidate.passage, candidate.language) for candidate in candidates]
        found = reader.read_closely(wording, shown)
        self._read = {c.passage.passage_id: (s, r) for c, s, r in zip(candidates, shown, found, strict=True)}
        self._least = min((reading.answerable for reading in found), default=0.0)

    def of(self, candidate: Candidate) -> tuple[float, float, float]:
        """How likely its passage answers, the score of the sentence, and how likely the passage contradicts.

        Of one that was not read, the least, 0 and what is likely for none.
        """
        if candidate.passage.passage_id not in self._read:
            return self._least, 0.0, 0.5
        _, reading = self._read[candidate.passage.passage_id]
        contradicts = 0.5 if reading.contradicts is None else reading.contradicts
        return reading.answerable, reading.sentence_scores[candidate.place], contradicts

    def refocused(self, candidate: Candidate) -> Candidate:
        """The candidate with the answering words that were read in it."""
        found = self._read.get(candidate.passage.passage_id)
        return refocused(candidate, *found) if found else candidate


def _sorted(rows: Iterable[Weighed], decision: Decision) -> list[Weighed]:
    """Best first, by what the decision makes of their signs; by their place where that is the same."""
    return sorted(rows, key=lambda row: (-decision.worth(row[2]), row[1].passage.passage_id, row[1].start))
