"""Answers and rows small enough to be judged by eye, and an assistant that says what it is told to say."""

import threading
from collections.abc import Mapping, Sequence

from answering.protocols import Progress, Watch
from core.records import Answer, Evidence, Hit, Outcome, Passage, Scope, Searched, Statement, Turn, Verdict
from core.settings import Settings
from evals.gold import gold_spans
from evals.questions import EvalQuestion
from evals.record import Ranked, Reply, Row
from index.store import PassageIndex
from ingest.build import build_index
from retriever.assemble import build_hybrid
from tests.toys import ToyEmbedder, write_library

DOC = "a.md"
DEATHS = "In all, 17,608 people were killed."
HALF = "It was the worst first half of any year."
PLAN = "The plan named eight aims."
TEXT = f"{DEATHS} {HALF} {PLAN}"
TEXTS = {DOC: TEXT}


def question(question_id: str = "q-1", **fields: object) -> EvalQuestion:
    """How many were killed? 17,608, as the first sentence says."""
    told: dict[str, object] = {
        "id": question_id,
        "question": "How many were killed?",
        "answerable": True,
        "facts": [["17,608"]],
        "quotes": [{"doc_id": DOC, "phrase": "people were killed"}],
        "tags": ["factual"],
        "topic": "deaths",
    }
    return EvalQuestion.model_validate({**told, **fields})


def unanswerable(question_id: str = "q-2", **fields: object) -> EvalQuestion:
    """A question to which nothing answers."""
    return question(
        question_id, **{"question": "Who was mayor?", "answerable": False, "facts": [], "quotes": [], **fields}
    )


def passage() -> Passage:
    """The whole document."""
    return Passage(
        passage_id=f"{DOC}#000", doc_id=DOC, title="Toll", heading_path=(), text=TEXT, start=0, end=len(TEXT)
    )


def evidence(quote: str, number: int = 1, focus: str = "") -> Evidence:
    """A sentence of the document as evidence."""
    start = TEXT.index(quote)
    at = TEXT.index(focus) if focus else 0
    return Evidence(
        number=number,
        passage=passage(),
        start=start,
        end=start + len(quote),
        score=1.0,
        focus=(at, at + len(focus)) if focus else None,
    )


def answer(
    *quotes: str, outcome: Outcome = Outcome.ANSWERED, verdict: Verdict = Verdict.SUPPORTED, query: str = ""
) -> Answer:
    """An answer that quotes these sentences of the document, each with a citation of its own."""
    return Answer(
        question="How many were killed?",
        query=query or "How many were killed?",
        statements=tuple(Statement(text=q, evidence=(n,), verdict=verdict) for n, q in enumerate(quotes, start=1)),
        outcome=outcome,
        evidence=tuple(evidence(q, n) for n, q in enumerate(quotes, start=1)),
        searched=Searched(documents=(DOC,)),
        timings={"read": 0.2},
        settings_id="toy",
    )


REFUSAL = answer(outcome=Outcome.NO_EVIDENCE)


def reply(told: Answer | None, seconds: float = 0.5, error: str = "") -> Reply:
    """A reply whose quotes are all exact."""
    exact = tuple(e.number for e in told.evidence) if told else ()
    return Reply(answer=told, seconds=seconds, exact=exact, error=error if told is None else "")


def row(
    asked: EvalQuestion,
    told: Answer | None,
    *,
    standalone: Answer | None = None,
    found: str = "",
    error: str = "boom",
    seconds: float = 0.5,
) -> Row:
    """A row as a run keeps it. `found` draws the ranking: "xgx" has a gold passage at rank 2."""
    gold = gold_spans(asked, TEXTS.get)
    return Row(
        question=asked,
        from_set="dev",
        unit=asked.unit,
        reply=reply(told, seconds, error),
        gold=gold,
        gold_passages=("gold-1",) if gold else (),
        ranking=tuple(
            Ranked(passage_id=f"gold-{n}" if kind == "g" else f"other-{n}", doc_id=DOC, relevant=kind == "g")
            for n, kind in _numbered(found)
        ),
        standalone=reply(standalone) if standalone else None,
    )


def _numbered(found: str) -> list[tuple[int, str]]:
    return [(found[: at + 1].count(kind), kind) for at, kind in enumerate(found)]


class ScriptedAssistant:
    """Says what the script has for a question, over a real index; an absent question is an error.

    `asked` keeps every question with its history. `hold` makes it wait at each stage until it is let go.
    """

    def __init__(self, settings: Settings, script: Mapping[str, Answer], index: PassageIndex | None = None) -> None:
        self.settings = settings
        self.index = index or PassageIndex.open(settings, ToyEmbedder())
        self.asked: list[tuple[str, tuple[Turn, ...]]] = []
        self.hold: threading.Event | None = None
        self.script = dict(script)

    def warm_up(self) -> None:
        """Nothing to load."""

    def rank(self, query: str, asked: str, k: int) -> tuple[Hit, ...]:
        """What both wordings find, at equal weight."""
        return build_hybrid(self.index, self.settings).retrieve_all(dict.fromkeys((query, asked), 1.0), k)

    def ask(
        self, question: str, history: Sequence[Turn] = (), *, scope: Scope | None = None, watch: Watch | None = None
    ) -> Answer:
        """The scripted answer."""
        self.asked.append((question, tuple(history)))
        if self.hold is not None:
            self.hold.wait(10)
        if watch is not None:
            watch(Progress(stage="read"))
        return self.script[question]


def toy_index(settings: Settings) -> PassageIndex:
    """An index with the one document, really built."""
    write_library(settings.library, {DOC: TEXT})
    build_index(settings, embedder=ToyEmbedder())
    return PassageIndex.open(settings, ToyEmbedder())
