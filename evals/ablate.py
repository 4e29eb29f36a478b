"""Ablations that teach: the same questions with one thing changed at a time, in one table."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from core.settings import Settings
from evals.ask import Asked, IsCancelled, gold_passages, ranked
from evals.chat import open_complete
from evals.execute import execute
from evals.figures import Figure, figure, latency_figures, score_rows
from evals.gold import gold_spans
from evals.metrics import METRICS
from evals.pace import OnProgress
from evals.plan import RunPlan, questions_of
from evals.questions import EvalQuestion
from evals.record import Reply, Row
from evals.subject import RANKING_DEPTH, Measured, Subject, subject_of
from evals.tables import markdown_table, shown
from evals.texts import stored_texts
from evals.whole import answer_from_whole
from retriever.base import Retriever

RETRIEVERS = ("dense", "lexical", "hybrid")
READ = (1, 4, 12, 24)
PASSAGE_TOKENS = (80, 160, 240)
PARTS = ("retriever", "reader", "k", "passages", "whole")
MOST_WHOLE_TOKENS = 100_000
_CHARS_A_TOKEN = 3.5
_COLUMNS = ("success@5", "success@10", "mrr", "ndcg@10", "accuracy", "list_recall", "refusal_recall", "false_refusals",
            "citation_precision")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One line of the table; a column that a variant has no figure for is absent."""

    name: str
    figures: dict[str, Figure]
    note: str = ""


def ablate(
    settings: Settings,
    plan: RunPlan,
    parts: Sequence[str] = PARTS,
    *,
    assistant_of: Callable[[Settings], Measured],
    on_progress: OnProgress = lambda _: None,
    is_cancelled: IsCancelled = lambda: False,
) -> Iterator[Variant]:
    """A variant after the other, as each is measured. Those that answer are kept as runs named `ablate-…`.

    `assistant_of` builds the assistant of some settings.
    """
    if "retriever" in parts:
        yield from _retrievers(assistant_of(settings), questions_of(settings, plan))
    for name, changed in _answering(settings, parts):
        if changed.passage_tokens != settings.passage_tokens:
            _build(changed)
        named = RunPlan(
            sets=plan.sets,
            name=f"ablate-{name.replace(' ', '-').replace('=', '-')}",
            limit=plan.limit,
            own=plan.own,
            fresh=True,
            command=plan.command,
        )
        run = execute(
            changed, named, assistant=assistant_of(changed), on_progress=on_progress, is_cancelled=is_cancelled
        )
        yield _variant(name, run.rows)
    if "whole" in parts:
        yield _whole(settings, questions_of(settings, plan))


def ablation_table(variants: Sequence[Variant]) -> str:
    """One row a variant, one column a metric."""
    latency = "latency_median"
    header = ["variant", "questions", *(METRICS[name].label for name in _COLUMNS), "Latency, median", ""]
    rows = [
        [
            variant.name,
            str(max((one.count for one in variant.figures.values()), default=0)),
            *(shown(name, variant.figures[name].value) if name in variant.figures else "" for name in _COLUMNS),
            shown(latency, variant.figures[latency].value) if latency in variant.figures else "",
            variant.note,
        ]
        for variant in variants
    ]
    return markdown_table(header, rows)


def _answering(settings: Settings, parts: Sequence[str]) -> Iterator[tuple[str, Settings]]:
    """The settings of every variant that answers."""
    if "reader" in parts:
        for reader in ("plain", "auto"):
            yield f"reader={reader}", settings.model_copy(update={"reader": reader})
    if "k" in parts:
        for count in READ:
            yield f"passages_read={count}", settings.model_copy(update={"passages_read": count})
    if "passages" in parts:
        for count in PASSAGE_TOKENS:
            data = settings.data if count == settings.passage_tokens else settings.data / "ablation" / str(count)
            yield f"passage_tokens={count}", settings.model_copy(update={"passage_tokens": count, "data": data})


def _build(settings: Settings) -> None:
    from ingest.build import build_index

    build_index(settings.model_copy(update={"fetch": False}))


def _retrievers(assistant: Measured, asked: Sequence[Asked]) -> Iterator[Variant]:
    """Each retriever alone, on the standalone form of each question that has gold, without an answer."""
    from retriever.assemble import build_retriever

    subject = subject_of(assistant)
    columns = tuple(name for name in _COLUMNS if METRICS[name].group == "retrieval")
    for kind in RETRIEVERS:
        retriever = build_retriever(assistant.index, assistant.settings, kind)
        rows = [_retrieved(subject, retriever, name, question) for name, question in asked if question.quotes]
        yield _variant(f"retriever={kind}", rows, columns)


def _retrieved(subject: Subject, retriever: Retriever, from_set: str, question: EvalQuestion) -> Row:
    gold = gold_spans(question, subject.text_of)
    hits = retriever.retrieve(question.standalone or question.question, RANKING_DEPTH)
    return Row(
        question=question,
        from_set=from_set,
        unit=question.unit,
        reply=Reply(),
        gold=gold,
        gold_passages=gold_passages(subject, gold),
        ranking=ranked(hits, gold),
    )


def _variant(name: str, rows: Sequence[Row], columns: Sequence[str] = _COLUMNS, note: str = "") -> Variant:
    scored = score_rows(rows)
    figures = [figure(scored, METRICS[column]) for column in columns]
    times = latency_figures(rows)
    return Variant(name=name, figures={f.name: f for f in (*figures, *times) if f.count}, note=note)


def _whole(settings: Settings, asked: Sequence[Asked]) -> Variant:
    """The language model with the whole collection before it, judged by facts alone: it cites nothing."""
    name = "whole collection as context"
    if not settings.language_model:
        return Variant(name=name, figures={}, note="needs a language model (COTEJO_LANGUAGE_MODEL)")
    documents = stored_texts(settings)
    tokens = round(sum(map(len, documents.values())) / _CHARS_A_TOKEN)
    if tokens > MOST_WHOLE_TOKENS:
        return Variant(name=name, figures={}, note=f"about {tokens:,} tokens, more than {MOST_WHOLE_TOKENS:,}")
    complete = open_complete(settings)[1]
    rows = [answer_from_whole(complete, documents, from_set, question) for from_set, question in asked]
    columns = ("accuracy", "list_recall", "refusal_recall", "false_refusals")
    return _variant(name, rows, columns, note=f"about {tokens:,} tokens a question; cites nothing")
