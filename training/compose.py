"""One epoch of examples, made anew from a seed: how much of each source, and how many near misses to a question."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

from training import sources
from training.make_claims import Claims
from training.make_follow_ups import conversed, followed
from training.make_premises import presumed
from training.make_readings import Readings, by_group, exchanges_by_text, sorts_of, with_neighbour_sentences
from training.make_typed import typed
from training.perturb import PLACES, names_in
from training.records import Asked, Claimed, Example, Paragraph, Premise

SQUAD_PASSES = 3  # the one source whose unanswerable questions were written by people
QAMR_QUESTIONS = 6000
COVID_QUESTIONS = 800
CLAIM_PASSES = 1
PREMISE_PASSES = 2  # of the questions whose premise stands or falls
PREMISE_WORDS = (1, 40, 100, 100)  # around what bears on a premise: it alone, some, all that is read
TYPED_PASSES = 2  # of the follow-ups that were written
TALK_PASSES = 2  # of the conversations, each time with other sentences around
FOLLOW_UP_PASSES = 2  # of the questions about a paragraph, behind another one where they can be
OWN_SHARE = 0.4  # of the examples, where there are some on the collection


class Mixture:
    """The sources in memory, split by article into what is learnt and what is held out for calibration."""

    def __init__(self, folder: Path, *, held_out: bool = False, own: Sequence[Asked] = ()) -> None:
        """`own`: questions on retrieved passages, as `training.make_own` makes them."""

        def mine(group: str) -> bool:
            return sources.is_held_out(group) is held_out

        self._own = list(own)
        self._squad = [a for a in sources.squad(folder) if mine(a.paragraph.group)]
        self._nq = [a for a in sources.natural_questions(folder) if mine(a.paragraph.group)]
        self._covid = [a for a in sources.covid(folder) if mine(a.paragraph.group)]
        self._selqa = [a for a in sources.selqa(folder) if mine(a.paragraph.group)]
        self._qamr = [(i, a) for i, a in sources.qamr(folder) if mine(a.paragraph.group)]
        self._claims = [c for c in (*sources.begin(folder), *sources.wice(folder)) if mine(c.group)]
        self._talks = [talk for talk in sources.canard(folder) if mine(talk.group)]
        self._presumed = [a for a in presumed(folder) if mine(a.paragraph.group)]
        self._typed = [a for a in typed(folder) if mine(a.paragraph.group)]
        self._asked_of = exchanges_by_text([*self._squad, *(asked for _, asked in self._qamr), *self._own])
        self._all_asked = [exchange for asked in self._asked_of.values() for exchange in asked]
        self._paragraphs = by_group([*self._squad, *self._nq, *self._covid, *self._selqa])
        self._paragraphs |= _joined_sentences(self._qamr)
        texts = [p.text for group in self._paragraphs.values() for p in group]
        self._sorts: dict[str, frozenset[str]] = {}
        for _, asked in self._qamr:
            text = asked.paragraph.text
            self._sorts[text] = self._sorts.get(text, frozenset()) | sorts_of(asked.question)
        self._names = sorted({name for text in texts for name in names_in(text) if name not in PLACES})

    def epoch(self, seed: str) -> list[Example]:
        """The examples of one epoch in random order."""
        rng = Random(seed)
        readings = Readings(rng, self._names, self._sorts)
        claims = Claims(rng, self._names)
        qamr = list(with_neighbour_sentences(rng.sample(self._qamr, min(QAMR_QUESTIONS, len(self._qamr))), rng))
        covid = rng.sample(self._covid, min(COVID_QUESTIONS, len(self._covid)))
        squad = self._squad * SQUAD_PASSES
        made: list[Example] = []
        for asked, misses in ((squad, 0.5), (self._nq, 0.9), (covid, 0.6), (self._selqa, 0.9), (qamr, 0.8)):
            made.extend(self._read(readings, asked, misses, rng))
        made.extend(self._claims)
        made.extend(self._claimed(claims, qamr, rng))
        if self._own:
            made = rng.sample(made, min(len(made), round(len(self._own) * (1 - OWN_SHARE) / OWN_SHARE)))
            made.extend(readings.varied(asked, ()) for asked in self._own)
        made.extend(self._premises(readings, rng))
        made.extend(self._followed(readings, rng))
        made.extend(one for talk in self._talks * TALK_PASSES for one in conversed(talk, rng))
        rng.shuffle(made)
        return made

    def _read(self, readings: Readings, questions: list[Asked], misses: float, rng: Random) -> Iterator[Asked]:
        for whole in questions:
            asked, neighbours = readings.window(whole), self._neighbours(whole.paragraph)
            neighbours = neighbours or [one.paragraph for one in rng.sample(questions, min(40, len(questions)))]
            yield readings.varied(asked, neighbours)
            if not asked.answers:
                continue
            if rng.random() < misses and (missed := readings.near_miss(asked, neighbours)):
                yield readings.varied(missed, neighbours)
            for way in _ways(readings, rng):
                if changed := way(asked):
                    yield readings.varied(changed, neighbours)

    def _followed(self, readings: Readings, rng: Random) -> Iterator[Asked]:
        """Questions behind another one on the same paragraph."""
        for whole in self._squad * FOLLOW_UP_PASSES:
            beside, strange = self._asked_of.get(whole.paragraph.text, ()), rng.sample(self._all_asked, 8)
            if whole.answers and (after := followed(readings.window(whole), beside, strange, rng)):
                yield after

    def _premises(self, readings: Readings, rng: Random) -> Iterator[Asked]:
        """Questions whose premise stands or falls; those of which it falls also beside a passage that is silent."""
        for whole in (*self._presumed * PREMISE_PASSES, *self._typed * TYPED_PASSES):
            neighbours = self._neighbours(whole.paragraph)
            yield readings.varied(readings.window(whole, rng.choice(PREMISE_WORDS)), neighbours)
            if whole.premise is Premise.FALLS and neighbours:
                silent = replace(whole, paragraph=rng.choice(neighbours), answers=(), premise=Premise.STANDS)
                yield readings.varied(readings.window(silent), ())

    def _neighbours(self, paragraph: Paragraph) -> list[Paragraph]:
        beside = self._paragraphs.get(paragraph.group, [])
        return [other for other in beside if paragraph.text not in other.text and other.text not in paragraph.text]

    def _claimed(self, claims: Claims, qamr: Sequence[Asked], rng: Random) -> Iterator[Claimed]:
        paragraphs = [p for group in self._paragraphs.values() for p in group]
        for _ in range(CLAIM_PASSES):
            for paragraph in paragraphs:
                yield from claims.of_paragraph(paragraph)
        questions = [a for a in (*self._squad, *rng.sample(list(qamr), min(2500, len(qamr)))) if a.answers]
        answers = _answers_beside(questions)
        for asked in questions:
            yield from claims.of_question(asked, answers[asked.paragraph.group])


def _ways(readings: Readings, rng: Random) -> list[Callable[[Asked], Asked | None]]:
    """Ways to change a question that keep its answer, each taken now and then."""
    shares = ((readings.narrowed, 0.2), (readings.swapped_throughout, 0.2))
    return [way for way, share in shares if rng.random() < share]


def _joined_sentences(questions: Sequence[tuple[str, Asked]]) -> dict[str, list[Paragraph]]:
    texts = {sentence_id: asked.paragraph for sentence_id, asked in questions}
    joined: dict[str, dict[str, list[str]]] = {}
    for sentence_id in sorted(texts, key=lambda i: [int(n) for n in i.split(":")[2:]]):
        paragraphs = joined.setdefault(texts[sentence_id].group, {})
        paragraphs.setdefault(sentence_id.rsplit(":", 1)[0], []).append(texts[sentence_id].text)
    return {
        group: [Paragraph(group=group, heading="", text=" ".join(lines)) for lines in paragraphs.values()]
        for group, paragraphs in joined.items()
    }


def _answers_beside(questions: Sequence[Asked]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for asked in questions:
        found.setdefault(asked.paragraph.group, []).append(asked.paragraph.text[slice(*asked.answers[0])])
    return found
