"""A question held against the documents: what was retrieved, how it reads, and whether it answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from answering.clock import Clock
from answering.decide import REFUSE_BELOW, signs_of, weights_of
from answering.gloss import to_english
from answering.protocols import Reader
from answering.question import Question, analyse
from answering.read import Candidate, best_first, read_hits
from core.records import DocumentCard, Hit, Scope, Searched
from core.settings import Settings
from index.store import PassageIndex
from retriever.hybrid import HybridRetriever

_NEAREST = 3
_JUDGED = 3  # candidates that are looked at closely


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What reading came to for one part of a question; `probability` that its first candidates answer it."""

    question: Question
    hits: tuple[Hit, ...]
    candidates: tuple[Candidate, ...]
    probability: float

    @property
    def answers(self) -> bool:
        """Whether the evidence is good enough to be shown as an answer."""
        return self.probability >= REFUSE_BELOW


class Finder:
    """Retrieves and reads."""

    def __init__(self, settings: Settings, index: PassageIndex, retriever: HybridRetriever, reader: Reader) -> None:
        self.reader = reader
        self._settings = settings
        self._index = index
        self._retriever = retriever

    def warm_up(self) -> None:
        """Loads the models now, so that the first question does not wait for them."""
        read_hits(self.reader, "warm", self._retriever.retrieve("warm", 1), "en")

    def find(self, part: str, asked: str, cards: Mapping[str, DocumentCard], scope: Scope, clock: Clock) -> Found:
        """The candidates for one part of a question; the question as it was asked is searched beside it.

        A Spanish question is put into English words for the documents that are not in Spanish.
        """
        question = analyse(part)
        worded = _in_english(question)
        with clock.stage("retrieve"):
            hits = self._retriever.retrieve_all((part, asked, worded.text), self._settings.passages_read, scope)
        with clock.stage("read"):
            own = [hit for hit in hits if _is_in(question.language, hit, cards)]
            other = [hit for hit in hits if hit not in own]
            candidates = best_first(
                *read_hits(self.reader, question.text, own, question.language),
                *read_hits(self.reader, worded.text, other, worded.language),
            )
            probability = self._probability(question, worded, candidates, cards)
        return Found(question=question, hits=hits, candidates=candidates, probability=probability)

    def _probability(
        self, question: Question, worded: Question, candidates: Sequence[Candidate], cards: Mapping[str, DocumentCard]
    ) -> float:
        """The probability that one of the first candidates answers, each held against the question in its language."""
        weights = weights_of(self.reader.name)
        return max(
            (
                weights.probability(
                    signs_of(question if _is_in(question.language, c, cards) else worded, c, self._index)
                )
                for c in candidates[:_JUDGED]
            ),
            default=0.0,
        )


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
