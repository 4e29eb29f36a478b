"""A run in a few tables: what it measured, on what, and how it was made."""

from evals.figures import (
    by_group,
    headline,
    latency_figures,
    outcome_matrix,
    score_rows,
    set_of,
    stage_medians,
    tags_of,
    tokens_used,
    verdict_counts,
)
from evals.record import Run
from evals.tables import failures_list, figures_table, outcome_table
from evals.tokens import cost

Prices = tuple[float, float]  # of a million tokens read and written


def summary(run: Run, prices: Prices | None = None) -> str:
    """The run as Markdown: provenance, figures, accuracy by kind, outcomes, times, failures."""
    scored = score_rows(run.rows)
    kinds = by_group(scored, tags_of)
    sets = by_group(scored, set_of)
    parts = (
        provenance_line(run),
        figures_table((*headline(scored), *latency_figures(run.rows))),
        figures_table(kinds, header="accuracy by kind"),
        figures_table(sets, header="accuracy by set") if len(sets) > 1 else "",
        outcome_table(outcome_matrix(run.rows)),
        verdict_line(run),
        stage_line(run),
        token_line(run, prices),
        absent_line(run),
        failures_list(scored),
    )
    return "\n\n".join(filter(None, parts))


def provenance_line(run: Run) -> str:
    """Name, state, questions, settings, corpus, models, machine and command of a run."""
    record = run.record
    models = ", ".join(f"{part} {name}" for part, name in record.models.items())
    machine = f"{record.machine.get('processor', '')}, {record.machine.get('cores', '?')} cores"
    return (
        f"Run {record.name} ({record.state}): {len(run.rows)} of {len(record.question_ids)} questions of "
        f"{', '.join(record.sets)} in {record.seconds:.0f} s, {record.parallel} at a time, begun {record.started}.\n"
        f"Settings {record.settings_id}, corpus {record.corpus_checksum} ({len(record.documents)} documents), "
        f"questions {record.set_digest}, code {record.commit or 'unknown'}; {models}; {machine}.\n"
        f"Command: {record.command or 'not from the command line'}"
    )


def verdict_line(run: Run) -> str:
    """Statements by the checker's verdict."""
    counted = verdict_counts(run.rows)
    return "Statements by verdict: " + ", ".join(f"{count} {name}" for name, count in counted.items()) + "."


def stage_line(run: Run) -> str:
    """The median of each stage."""
    told = ", ".join(f"{stage} {1000 * s:.0f} ms" for stage, s in stage_medians(run.rows).items())
    crowd = run.record.parallel
    shared = f" Times are of {crowd} questions at once, longer than a single reader waits." if crowd > 1 else ""
    return f"Median of each stage: {told}.{shared}"


def absent_line(run: Run) -> str:
    """How many questions rest on documents that were not there; empty where none does. They count all the same."""
    absent = [row.question.question_id for row in run.rows if row.rests_on_absent_documents]
    if not absent:
        return ""
    return f"{len(absent)} questions rest on documents that are not in the library: {', '.join(absent)}."


def token_line(run: Run, prices: Prices | None) -> str:
    """What language models read and wrote, and what that costs where prices are given; empty where none ran."""
    used = {model: dict(counts) for model, counts in tokens_used(run.rows).items()}
    if not used:
        return ""
    told = ", ".join(f"{model}: {n['input']:,} tokens read, {n['output']:,} written" for model, n in used.items())
    return f"{told}." if prices is None else f"{told}; {cost(used, *prices):.4f} at these prices."
