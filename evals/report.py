"""A run as one HTML file that needs nothing else: figures, plots, and every question with answer and gold."""

from collections.abc import Iterator, Sequence
from html import escape

from core.records import Answer, Evidence, Statement
from evals.figures import (
    Figure,
    Scored,
    by_group,
    documents_of,
    figure,
    headline,
    latencies,
    latency_figures,
    outcome_matrix,
    score_rows,
    tags_of,
)
from evals.labels import Agreement, Labels, label_of
from evals.metrics import METRICS
from evals.plots import curve_plot, figures_plot, latency_plot, outcome_plot
from evals.questions import EvalQuestion
from evals.ranking import success_curve
from evals.record import Row, Run
from evals.summary import provenance_line, stage_line, verdict_line
from evals.tables import interval, kappa_text, shown

_STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; padding: .25rem .6rem; border-bottom: 1px solid #8884; vertical-align: top; }
th[colspan] { padding-top: 1rem; font-family: Georgia, serif; font-size: 1.1rem; }
td:first-child { white-space: nowrap; }
td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
figure { margin: 1.5rem 0; padding: .5rem; background: #fff; } figure svg { max-width: 100%; height: auto; }
details { border-bottom: 1px solid #8884; padding: .4rem 0; } summary { cursor: pointer; }
blockquote { font-family: Georgia, serif; margin: .3rem 0 .3rem 1rem; }
.right::before { content: "✓ "; color: #2f7d4f; } .wrong::before { content: "✗ "; color: #b3372f; }
.small { font-size: .85rem; opacity: .8; } pre { white-space: pre-wrap; font-size: .85rem; }
"""


def html_report(run: Run, labels: Labels | None = None, agreements: Sequence[Agreement] = ()) -> str:
    """The report of a run. Everything from questions, answers and documents is escaped."""
    scored = score_rows(run.rows)
    body = "\n".join(
        (
            f"<h1>Evaluation {escape(run.record.name)}</h1>",
            _lead(scored),
            f"<pre>{escape(provenance_line(run))}</pre>",
            _figures_table((*headline(scored), *latency_figures(run.rows))),
            f"<p class=small>{escape(verdict_line(run))} {escape(stage_line(run))}</p>",
            _agreement_table(agreements),
            *_plots(scored, run.rows),
            *_questions("Wrong", [one for one in scored if not one.right], labels or {}),
            *_questions("Right", [one for one in scored if one.right], labels or {}),
        )
    )
    title = escape(f"Evaluation {run.record.name}")
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title>'
    return f'<!doctype html><html lang="en"><head>{head}<style>{_STYLE}</style></head><body>{body}</body></html>\n'


def _lead(scored: Sequence[Scored]) -> str:
    """The one figure that everybody looks for."""
    accuracy = figure(scored, METRICS["accuracy"])
    if not accuracy.count:
        return "<p>Nothing was asked yet.</p>"
    value = f"<strong>{shown(accuracy.name, accuracy.value)}</strong>"
    return f"<p>{value} of {accuracy.count} questions are right (95 % interval {interval(accuracy)}).</p>"


def _figures_table(figures: Sequence[Figure]) -> str:
    groups: dict[str, list[str]] = {}
    for one in figures:
        groups.setdefault(METRICS[one.name].group if one.name in METRICS else "times", []).append(_figure_row(one))
    rows = "".join(
        f"<tr><th colspan=5>{group.capitalize()}</th></tr>{''.join(members)}" for group, members in groups.items()
    )
    head = "<tr><th>metric</th><th>value</th><th>95 % interval</th><th>questions</th><th>share of</th></tr>"
    return f"<table>{head}{rows}</table>"


def _figure_row(one: Figure) -> str:
    return (
        f"<tr><td>{_arrow(one.name)}{escape(one.label)}</td><td class=number>{shown(one.name, one.value)}</td>"
        f"<td class=number>{interval(one)}</td><td class=number>{one.count}</td><td>{escape(one.definition)}</td></tr>"
    )


def _agreement_table(agreements: Sequence[Agreement]) -> str:
    rows = "".join(
        f"<tr><td>{escape(one.rater)}</td><td class=number>{one.count}</td>"
        f"<td class=number>{100 * one.agreed:.0f} %</td><td class=number>{kappa_text(one)}</td></tr>"
        for one in agreements
        if one.count
    )
    head = "<tr><th>against human labels</th><th>answers</th><th>agree</th><th>Cohen's kappa</th></tr>"
    return f"<table>{head}{rows}</table>" if rows else ""


def _plots(scored: Sequence[Scored], rows: Sequence[Row]) -> Iterator[str]:
    for title, groups in (
        ("Accuracy by kind of question", by_group(scored, tags_of)),
        ("Accuracy by document that holds the answer", by_group(scored, documents_of)),
    ):
        if groups:
            yield f"<figure>{figures_plot(groups, title)}</figure>"
    yield f"<figure>{outcome_plot(outcome_matrix(rows))}</figure>"
    curve = success_curve(rows)
    if curve:
        yield f"<figure>{curve_plot({'hybrid': curve})}</figure>"
    if latencies(rows):
        yield f"<figure>{latency_plot(latencies(rows))}</figure>"


def _questions(title: str, scored: Sequence[Scored], labels: Labels) -> Iterator[str]:
    if scored:
        yield f"<h2>{title} ({len(scored)})</h2>"
        yield from (_question(one, labels) for one in scored)


def _question(one: Scored, labels: Labels) -> str:
    row, question = one.row, one.row.question
    label = label_of(labels, row)
    said_by_people = f" A person says: {'right' if label.right else 'wrong'}. {label.comment}" if label else ""
    answer = _answer(row.reply.answer) if row.reply.answer else f"<p>Failed: {escape(row.reply.error)}</p>"
    return (
        f"<details><summary class={'right' if one.right else 'wrong'}>{escape(question.question)}</summary>"
        f"<p class=small>{escape(question.question_id)}; {escape(', '.join(question.tags))}; "
        f"{row.reply.seconds:.2f} s.{escape(said_by_people)}</p>{_gold(question)}{answer}</details>"
    )


def _gold(question: EvalQuestion) -> str:
    """What a right answer says, where it stands, and what a follow-up means on its own."""
    facts = "; ".join(" | ".join(group) for group in question.all_facts) or str(question.kind)
    places = "".join(f"<br>{escape(quote.doc_id)}: “{escape(quote.phrase)}”" for quote in question.quotes)
    alone = f"<p>On its own: {escape(question.standalone)}</p>" if question.standalone else ""
    return f"{alone}<p>Gold: {escape(facts)}<span class=small>{places}</span></p>"


def _answer(answer: Answer) -> str:
    cited = {evidence.number: evidence for evidence in answer.evidence}
    statements = "".join(_statement(statement, cited) for statement in (*answer.statements, *answer.withheld))
    searched = f" Searched for: {escape(answer.query)}" if answer.query != answer.question else ""
    return f"<p>{answer.outcome}.{searched}</p>{statements}"


def _statement(statement: Statement, cited: dict[int, Evidence]) -> str:
    numbers = "".join(f"[{number}]" for number in statement.evidence)
    quotes = "".join(
        f"<blockquote>{escape(cited[number].quote)}<br><span class=small>{escape(cited[number].passage.passage_id)}"
        "</span></blockquote>"
        for number in statement.evidence
        if number in cited and cited[number].quote != statement.text
    )
    text = " ".join(filter(None, (statement.preface, statement.text)))
    return f"<p>{escape(text)} {numbers} <span class=small>{statement.verdict}</span></p>{quotes}"


def _arrow(name: str) -> str:
    if name not in METRICS:
        return ""
    return "↑ " if METRICS[name].higher_is_better else "↓ "
