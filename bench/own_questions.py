"""The project's own questions, read as the product reads them: retrieved passages, one reader, the best sentence."""

from collections.abc import Sequence
from typing import NamedTuple

from answering.protocols import PassageReader
from answering.read import Candidate, read_hits
from bench.measures import Scored
from core.records import Hit
from core.settings import Settings
from evals.gold import GoldSpan, gold_spans
from evals.questions import EvalQuestion, Kind, load_set
from index.store import PassageIndex
from retriever.assemble import build_hybrid


class Searched(NamedTuple):
    """A question with the passages that were found for it, and where its gold sentences stand."""

    question: EvalQuestion
    hits: tuple[Hit, ...]
    gold: tuple[GoldSpan, ...]


class OwnFigures(NamedTuple):
    """Best sentence right, right within three, and the best probability of an answer for each question."""

    first: Scored
    within_three: Scored
    judged: Scored


def search_all(settings: Settings, name: str = "dev") -> list[Searched]:
    """The English questions that stand alone, searched once for all readers."""
    index = PassageIndex.open(settings)
    retriever = build_hybrid(index, settings)

    def text_of(doc_id: str) -> str | None:
        document = index.document(doc_id)
        return document.text if document else None

    alone = [q for q in load_set(settings, name) if not q.is_follow_up and q.kind is not Kind.FALSE_PREMISE]
    questions = [question for question in alone if question.language == "en"]
    found = [
        Searched(q, retriever.retrieve(q.question, settings.passages_read), gold_spans(q, text_of)) for q in questions
    ]
    return [one for one in found if one.gold or not one.question.answerable]


def own_figures(reader: PassageReader, searched: Sequence[Searched]) -> OwnFigures:
    """What the reader makes of the questions."""
    first, within, best, answerable = [], [], [], []
    for question, hits, gold in searched:
        candidates = sorted(read_hits(reader, question.question, hits, "en"), key=lambda c: -c.score)
        best.append(max((c.answerable for c in candidates), default=0.0))
        answerable.append(float(question.answerable))
        if question.answerable:
            right = [_is_gold(candidate, gold) for candidate in candidates[:3]]
            first.append(float(any(right[:1])))
            within.append(float(any(right)))
    return OwnFigures(Scored(scores=first), Scored(scores=within), Scored(scores=best, targets=answerable))


def _is_gold(candidate: Candidate, gold: Sequence[GoldSpan]) -> bool:
    return any(span.overlaps(candidate.passage.doc_id, candidate.start, candidate.end) for span in gold)
