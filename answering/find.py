"""A question held against the documents: what was retrieved, how it reads, and whether it answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from answering.clock import Clock
from answering.decide import REFUSE_BELOW, best_probability
from answering.protocols import Reader
from answering.question import Question, analyse
from answering.read import Candidate, read_hits
from core.records import DocumentCard, Hit, Scope, Searched
from core.settings import Settings
from index.store import PassageIndex
from retriever.hybrid import HybridRetriever

_NEAREST = 3


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
        read_hits(self.reader, "warm", self._retriever.retrieve("warm", 1), {})

    def find(self, part: str, asked: str, cards: Mapping[str, DocumentCard], scope: Scope, clock: Clock) -> Found:
        """The candidates for one part of a question; the question as it was asked is searched beside it."""
        question = analyse(part)
        with clock.stage("retrieve"):
            hits = self._retriever.retrieve_all((part, asked), self._settings.passages_read, scope)
        with clock.stage("read"):
            languages = {doc_id: card.metadata.language for doc_id, card in cards.items()}
            candidates = read_hits(self.reader, part, hits, languages)
            probability = best_probability(question, candidates, self._index, self.reader.name)
        return Found(question=question, hits=hits, candidates=tuple(candidates), probability=probability)


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
