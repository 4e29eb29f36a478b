"""Figures of a run: every metric with its interval, by kind of question too, outcomes against gold, and times."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.records import Outcome
from evals.answers import answer_tallies, follow_up_tallies, is_right, query_tallies
from evals.citations import evidence_tallies
from evals.metrics import METRICS, Metric, Tallies
from evals.questions import Kind
from evals.ranking import retrieval_tallies
from evals.record import Row
from evals.statistics import Interval, bootstrap_quantile, bootstrap_ratio, ratio

FAILED = "FAILED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A row and every metric that concerns it."""

    row: Row
    right: bool
    tallies: Tallies


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A value with its bounds of 95 % confidence, over so many questions. NaN where nothing was to be measured."""

    name: str
    label: str
    value: float
    interval: Interval
    count: int
    definition: str = ""


def score_rows(rows: Iterable[Row]) -> tuple[Scored, ...]:
    """Every row with its tallies; the same rows give the same tallies, whenever they are scored."""
    rows = tuple(rows)
    retrieval = retrieval_tallies(rows)
    return tuple(
        Scored(
            row=row,
            right=is_right(row.question, row.reply, row.gold),
            tallies=_tallies(row) | retrieval.get(row.question.question_id, {}),
        )
        for row in rows
    )


def _tallies(row: Row) -> Tallies:
    tallies = answer_tallies(row.question, row.reply, row.gold) | evidence_tallies(row)
    tallies |= query_tallies(row.question, row.reply)
    if row.standalone is not None:
        tallies |= follow_up_tallies(row.question, row.reply, row.standalone, row.gold)
    return tallies


def headline(scored: Sequence[Scored]) -> tuple[Figure, ...]:
    """Every metric that concerns at least one question, in the order of `METRICS`."""
    figures = (figure(scored, metric) for metric in METRICS.values())
    return tuple(found for found in figures if found.count)


def figure(scored: Iterable[Scored], metric: Metric, label: str = "") -> Figure:
    """One metric over these questions."""
    concerned = [one for one in scored if metric.name in one.tallies and one.tallies[metric.name].of]
    tallies = [one.tallies[metric.name] for one in concerned]
    return Figure(
        name=metric.name,
        label=label or metric.label,
        value=ratio(tallies),
        interval=bootstrap_ratio(tallies, [one.row.unit for one in concerned]),
        count=len(concerned),
        definition="" if label else metric.definition,
    )


def by_group(
    scored: Iterable[Scored], names_of: Callable[[Row], Iterable[str]], metric: str = "accuracy"
) -> tuple[Figure, ...]:
    """One metric for each group of questions, the largest group first. A question may be in several groups."""
    groups: dict[str, list[Scored]] = defaultdict(list)
    for one in scored:
        for name in names_of(one.row):
            groups[name].append(one)
    figures = (figure(members, METRICS[metric], label=name) for name, members in groups.items())
    return tuple(sorted((found for found in figures if found.count), key=lambda f: (-f.count, f.label)))


def tags_of(row: Row) -> Iterable[str]:
    """The kinds of a question, as its tags have them."""
    return row.question.tags


def documents_of(row: Row) -> Iterable[str]:
    """The documents that hold the answer."""
    return dict.fromkeys(span.doc_id for span in row.gold)


def topic_of(row: Row) -> Iterable[str]:
    """The subject of a question."""
    return (row.question.topic,) if row.question.topic else ()


def set_of(row: Row) -> Iterable[str]:
    """The question set that a question came from."""
    return (row.from_set,)


def outcome_matrix(rows: Iterable[Row]) -> dict[Kind, dict[str, int]]:
    """How many questions of each kind ended in each outcome; an error is an outcome of its own."""
    counted: dict[Kind, Counter[str]] = {kind: Counter() for kind in Kind}
    for row in rows:
        answer = row.reply.answer
        counted[row.question.kind][str(answer.outcome) if answer else FAILED] += 1
    outcomes = [*map(str, Outcome), FAILED]
    return {kind: {outcome: counts[outcome] for outcome in outcomes} for kind, counts in counted.items()}


def verdict_counts(rows: Iterable[Row]) -> dict[str, int]:
    """How many statements, shown or withheld, have each verdict."""
    answers = [row.reply.answer for row in rows if row.reply.answer]
    shown = Counter(str(s.verdict) for answer in answers for s in answer.statements)
    withheld = sum(len(answer.withheld) for answer in answers)
    return {**dict(sorted(shown.items())), "withheld": withheld}


def latencies(rows: Iterable[Row]) -> tuple[float, ...]:
    """Seconds that each answer took, failed ones left out."""
    return tuple(row.reply.seconds for row in rows if row.reply.answer)


def latency_figures(rows: Iterable[Row]) -> tuple[Figure, ...]:
    """Median and 95th percentile of the seconds to an answer."""
    seconds = latencies(rows)
    if not seconds:
        return ()
    wanted = (("latency_median", "Latency, median (s)", 0.5), ("latency_p95", "Latency, 95th percentile (s)", 0.95))
    return tuple(
        Figure(name=name, label=label, value=value, interval=interval, count=len(seconds))
        for name, label, quantile in wanted
        for value, interval in (bootstrap_quantile(seconds, quantile),)
    )


def stage_medians(rows: Iterable[Row]) -> dict[str, float]:
    """The median seconds of each stage of an answer."""
    stages: dict[str, list[float]] = defaultdict(list)
    for row in rows:
        for stage, seconds in (row.reply.answer.timings if row.reply.answer else {}).items():
            stages[stage].append(seconds)
    return {stage: bootstrap_quantile(seconds, 0.5)[0] for stage, seconds in stages.items()}


def tokens_used(rows: Iterable[Row]) -> Mapping[str, Mapping[str, int]]:
    """What language models read and wrote over the whole run, by model; empty where none ran."""
    used: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        for reply in (row.reply, row.standalone):
            for model, counts in (reply.tokens if reply else {}).items():
                used[model].update(counts)
    return {model: dict(counts) for model, counts in used.items()}


def failures(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The questions that ended in an error."""
    return tuple(row for row in rows if row.reply.error)
