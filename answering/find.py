"""A question held against the documents: what was retrieved, how it reads, and whether it answers."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from answering.clock import Clock
from answering.decide import Decision, Judged, load_decision, scored
from answering.language.gloss import to_english
from answering.likeness import Likeness
from answering.protocols import Reader, Reading, Skill
from answering.question import Question, analyse
from answering.read import Candidate, alone, read_hits, readable, refocused
from answering.signs import Signer, Signs, read_alone, read_closely
from answering.speaker import Speaker, speaker_asked
from core.records import DocumentCard, Hit, Scope, Searched
from core.settings import Settings
from index.store import PassageIndex
from retriever.hybrid import HybridRetriever

_NEAREST = 3
_AS_ASKED = 0.85  # weight of the raw question beside the standalone one
_DISCUSSED_READ = 4  # passages of the documents that the last answer quoted
_READ_ALONE = 5  # candidates whose sentences are read by themselves
_READ_CLOSELY = 4  # passages that the deep reader reads
_HELD_CLOSE = 16  # candidates whose sentences are embedded


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What reading came to for one part of a question.

    `candidates` come best first; `probability` that the best answers, and `answers` whether that is enough to show it.
    """

    question: Question
    hits: tuple[Hit, ...]
    candidates: tuple[Candidate, ...]
    judged: tuple[Judged, ...]
    probability: float
    answers: bool


class Finder:
    """Retrieves and reads."""

    def __init__(self, settings: Settings, index: PassageIndex, retriever: HybridRetriever, reader: Reader) -> None:
        self.reader = reader
        self._settings = settings
        self._index = index
        self._retriever = retriever
        self._likeness = Likeness(index.embedder)

    def warm_up(self) -> None:
        """Loads models and lexicon now, so that the first question does not wait for them."""
        to_english("hola")
        for candidate in read_hits(self.reader, "warm", self._retriever.retrieve("warm", 1), "en")[:1]:
            self.reader.read_closely("warm", [alone(candidate)])

    def near(self, query: str, scope: Scope) -> tuple[Hit, ...]:
        """Passages around a query, more than are read for an answer."""
        return self._retriever.retrieve(query, 2 * self._settings.passages_read, scope)

    def find(
        self,
        part: str,
        asked: str,
        cards: Mapping[str, DocumentCard],
        scope: Scope,
        clock: Clock,
        discussed: Sequence[str] = (),
    ) -> Found:
        """The candidates for one part of a question; the question as it was asked is searched beside it.

        Of the documents that are `discussed` a few passages more are read.
        Where a speaker's word is wanted, more is read of what they wrote, and their name is not looked for.
        A Spanish question is put into English words for the documents that are not in Spanish.
        """
        question = analyse(part)
        speaker = speaker_asked(part, cards.values())
        plain = replace(question, text=speaker.rest) if speaker else question
        worded = _in_english(plain)
        more = (*discussed, *(speaker.documents if speaker else ()))
        with clock.stage("retrieve"):
            hits = self.rank(plain.text, asked, cards, scope, self._settings.passages_read)
            hits += self._near(plain.text, asked, cards, scope, more, hits)
        with clock.stage("read"):
            own = [hit for hit in hits if _is_in(plain.language, hit, cards)]
            other = [hit for hit in hits if hit not in own]
            candidates = (
                *((plain, c) for c in read_hits(self.reader, plain.text, own, plain.language)),
                *((worded, c) for c in read_hits(self.reader, worded.text, other, worded.language)),
            )
        with clock.stage("decide"):
            judged = self.judge(candidates, speaker)
            probability = self._decision.probability(judged)
        return Found(
            question=question,
            hits=hits,
            candidates=scored(judged),
            judged=tuple(judged),
            probability=probability,
            answers=probability >= self._decision.refuse_below,
        )

    def rank(self, query: str, asked: str, cards: Mapping[str, DocumentCard], scope: Scope, k: int) -> tuple[Hit, ...]:
        """The k passages to read: those in the question's language found by its own words, others by the English ones.

        The question as it was asked weighs less than the standalone query, and comes in where that one finds little.
        """
        question = analyse(query)
        queries = {asked: _AS_ASKED, query: 1.0}
        if question.language == "en":
            return self._retriever.retrieve_all(queries, k, scope)
        languages = [card.metadata.language for card in cards.values()]
        own = math.ceil(k * languages.count(question.language) / max(len(languages), 1))
        foreign = tuple(sorted(set(languages) - {question.language}))
        hits: list[Hit] = []
        if own:
            hits += self._retriever.retrieve_all(queries, own, replace(scope, languages=(question.language,)))
        if foreign and own < k:
            english = {_in_english(question).text: 1.0}
            hits += self._retriever.retrieve_all(english, k - own, replace(scope, languages=foreign))
        return tuple(replace(hit, rank=rank) for rank, hit in enumerate(hits, start=1))

    def _near(
        self,
        query: str,
        asked: str,
        cards: Mapping[str, DocumentCard],
        scope: Scope,
        discussed: Sequence[str],
        hits: Sequence[Hit],
    ) -> tuple[Hit, ...]:
        """The best passages of the documents under discussion that are not among the hits."""
        inside = {doc_id: cards[doc_id] for doc_id in discussed if doc_id in cards}
        if not inside:
            return ()
        known = {hit.passage.passage_id for hit in hits}
        near = self.rank(query, asked, inside, replace(scope, doc_ids=tuple(sorted(inside))), _DISCUSSED_READ)
        fresh = (hit for hit in near if hit.passage.passage_id not in known)
        return tuple(replace(hit, rank=rank) for rank, hit in enumerate(fresh, start=len(hits) + 1))

    @property
    def _decision(self) -> Decision:
        return load_decision(self.reader.skill)

    def judge(self, candidates: Sequence[tuple[Question, Candidate]], speaker: Speaker | None = None) -> list[Judged]:
        """The candidates by their worth, best first.

        Only the promising ones are held close to the question, and of those the best are read by themselves.
        """
        signers = {question: Signer(question, self._index, speaker) for question, _ in candidates}
        first = [(question, c, signers[question].signs(c)) for question, c in candidates]
        first.sort(key=lambda row: (-self._decision.worth(row[2]), row[1].passage.passage_id, row[1].start))
        close = [
            (question, self._judged(c, signers[question].closer(c, signs, near)))
            for (question, c, signs), near in zip(first, self._cosines(first[:_HELD_CLOSE]), strict=False)
        ]
        close.sort(key=lambda row: _place(row[1]))
        read = [(question, self._judged(j.candidate, signs)) for question, j, signs in self._read_alone(close)]
        read.sort(key=lambda row: _place(row[1]))
        return sorted(self._read_closely(read) if self.reader.skill is Skill.DEEP else (j for _, j in read), key=_place)

    def _read_alone(self, rows: Sequence[tuple[Question, Judged]]) -> list[tuple[Question, Judged, Signs]]:
        """Candidates with the signs that reading the best of them by themselves gives."""
        answerable: dict[tuple[str, int, int], float] = {}
        best = rows[:_READ_ALONE]
        for wording in {question.text for question, _ in best}:
            mine = [j.candidate for question, j in best if question.text == wording]
            readings = self.reader.read(wording, [alone(c) for c in mine])
            answerable.update({c.key: reading.answerable for c, reading in zip(mine, readings, strict=True)})
        least = min(answerable.values(), default=0.0)
        return [(q, j, read_alone(j.signs, answerable.get(j.candidate.key, least))) for q, j in rows]

    def _read_closely(self, rows: Sequence[tuple[Question, Judged]]) -> list[Judged]:
        """The candidates with what the deep reader makes of the passages of the foremost."""
        passages = {_asked_of(question, j): (question, j.candidate.passage) for question, j in rows}
        foremost = dict(islice(passages.items(), _READ_CLOSELY))
        readings: dict[tuple[str, str], Reading] = {}
        for wording in {question.text for question, _ in foremost.values()}:
            mine = {key: row for key, row in foremost.items() if key[0] == wording}
            shown = [readable(passage, question.language) for question, passage in mine.values()]
            readings.update(zip(mine, self.reader.read_closely(wording, shown), strict=True))
        least = min((reading.answerable for reading in readings.values()), default=0.0)
        return [self._closer(j, readings.get(_asked_of(question, j)), least) for question, j in rows]

    def _closer(self, judged: Judged, reading: Reading | None, least: float) -> Judged:
        candidate = judged.candidate
        if reading is None:
            return self._judged(candidate, read_closely(judged.signs, least, 0.0))
        signs = read_closely(judged.signs, reading.answerable, reading.sentence_scores[candidate.place])
        return self._judged(refocused(candidate, reading), signs)

    def _judged(self, candidate: Candidate, signs: Signs) -> Judged:
        return Judged(candidate=candidate, signs=signs, worth=self._decision.worth(signs))

    def _cosines(self, rows: Sequence[tuple[Question, Candidate, Signs]]) -> list[float]:
        """The cosine of each candidate's sentence with its question."""
        near: dict[tuple[str, str, int, int], float] = {}
        for wording in {question.text for question, _, _ in rows}:
            mine = [c for question, c, _ in rows if question.text == wording]
            cosines = self._likeness.cosines(wording, [c.text for c in mine])
            near.update({(wording, *c.key): cosine for c, cosine in zip(mine, cosines, strict=True)})
        return [near[(question.text, *c.key)] for question, c, _ in rows]


def _asked_of(question: Question, judged: Judged) -> tuple[str, str]:
    """Names a passage, and the wording in which it is asked."""
    return question.text, judged.candidate.passage.passage_id


def _place(judged: Judged) -> tuple[float, str, int]:
    """What candidates are sorted by: their worth, and their place where that is the same."""
    return -judged.worth, judged.candidate.passage.passage_id, judged.candidate.start


def _in_english(question: Question) -> Question:
    return question if question.language == "en" else replace(question, text=to_english(question.text), language="en")


def _is_in(language: str, found: Hit | Candidate, cards: Mapping[str, DocumentCard]) -> bool:
    card = cards.get(found.passage.doc_id)
    return (card.metadata.language if card else "en") == language


def searched(found: Sequence[Found], cards: Mapping[str, DocumentCard], absent: Mapping[str, str]) -> Searched:
    """What the question was held against: documents in scope, passages read, who was silent, what was not there."""
    read = {hit.passage.passage_id: hit for part in found for hit in part.hits}
    speaking = {hit.passage.doc_id for hit in read.values()}
    return Searched(
        documents=tuple(cards),
        passages_read=len(read),
        silent=tuple(doc_id for doc_id in cards if doc_id not in speaking),
        absent=tuple(absent.values()),
        nearest=_nearest(found, read),
    )


def _nearest(found: Sequence[Found], hits: Mapping[str, Hit]) -> tuple[Hit, ...]:
    """The passages whose sentences the reader ranked first, of all parts."""
    best = sorted((c for part in found for c in part.candidates), key=lambda c: -c.score)
    ids = list(dict.fromkeys(c.passage.passage_id for c in best))[:_NEAREST]
    return tuple(hits[passage_id] for passage_id in ids)
