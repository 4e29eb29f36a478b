"""Commands that look at runs: show, list, compare, report, gate."""

import argparse
from pathlib import Path

from core.errors import QuestionError
from core.settings import Settings
from evals.commands.told import Commands, Told, add_command
from evals.record import Run


def add_to(commands: Commands) -> None:
    """Makes these commands known."""
    add_command(commands, "runs", _runs, "List the runs.")
    show = add_command(commands, "show", _show, "Print the figures of a run.")
    _run_name(show)
    show.add_argument("--price", nargs=2, type=float, metavar=("READ", "WRITTEN"), help="price of a million tokens")
    compare = add_command(commands, "compare", _compare, "Tell what got better and what got worse between two runs.")
    compare.add_argument("before")
    compare.add_argument("after")
    compare.add_argument("--most", type=int, default=20, help="show both answers to so many questions a side (20)")
    report = add_command(commands, "report", _report, "Write a run as one HTML file, and its figures as Markdown.")
    _run_name(report)
    report.add_argument("--to", type=Path, help="folder for the two files (the run's own)")
    gate = add_command(commands, "gate", _gate, "Hold a run against the baseline; the exit code is 1 for a loss.")
    _run_name(gate)
    gate.add_argument("--baseline", type=Path, help="the file of the baseline (evals/baseline.json)")
    gate.add_argument("--accept", action="store_true", help="make this run the baseline")


def load_named(settings: Settings, name: str | None) -> Run:
    """The run of a name, or the one begun last; raises `QuestionError` where there is none."""
    from evals.stored import list_runs, load_run

    if name:
        return load_run(settings, name)
    runs = list_runs(settings)
    if not runs:
        raise QuestionError("There is no run yet. Make one with `python -m evals run`.")
    return load_run(settings, runs[0].name)


def gate(run: Run, path: Path | None = None) -> Told:
    """What the gate says of a run, and exit code 1 where it is lost."""
    from evals.baseline import BASELINE, load_baseline
    from evals.gate import gate_text, hold_against

    report = hold_against(run, load_baseline(path or BASELINE))
    return Told(gate_text(report), int(not report.passed))


def _run_name(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("run", nargs="?", help="name of the run (the latest)")


def _runs(_: argparse.Namespace, settings: Settings) -> Told:
    from evals.stored import list_runs

    lines = (f"{r.name:32} {r.state:9} {len(r.question_ids):5} questions  {r.started}" for r in list_runs(settings))
    return Told("\n".join(lines) or "No runs yet. Make one with `python -m evals run`.")


def _show(chosen: argparse.Namespace, settings: Settings) -> Told:
    from evals.summary import summary

    return Told(summary(load_named(settings, chosen.run), chosen.price))


def _compare(chosen: argparse.Namespace, settings: Settings) -> Told:
    from evals.compare import compare, comparison_text

    compared = compare(load_named(settings, chosen.before), load_named(settings, chosen.after))
    return Told(comparison_text(compared, chosen.most))


def _report(chosen: argparse.Namespace, settings: Settings) -> Told:
    from evals.judge import as_rater, load_judged
    from evals.labels import agreements, load_labels
    from evals.report import html_report
    from evals.stored import run_folder
    from evals.summary import summary

    run = load_named(settings, chosen.run)
    labels = load_labels(settings)
    judge = as_rater(load_judged(settings, run.record.name))
    folder = chosen.to or run_folder(settings, run.record.name)
    folder.mkdir(parents=True, exist_ok=True)
    page, table = folder / "report.html", folder / "report.md"
    page.write_text(html_report(run, labels, agreements(run.rows, labels, judge)), encoding="utf-8")
    table.write_text(summary(run) + "\n", encoding="utf-8")
    return Told(f"Written: {page}\n         {table}")


def _gate(chosen: argparse.Namespace, settings: Settings) -> Told:
    from evals.baseline import BASELINE, make_baseline, save_baseline

    run = load_named(settings, chosen.run)
    if not chosen.accept:
        return gate(run, chosen.baseline)
    path = chosen.baseline or BASELINE
    baseline = make_baseline(run)
    save_baseline(baseline, path)
    return Told(f"{run.record.name} is the baseline now: {len(baseline.questions)} questions in {path}.")
