"""Commands about judgements: by people, by a language model, and what becomes of feedback."""

import argparse
from collections.abc import Iterator, Sequence

from core.settings import Settings
from evals.commands.look import load_named
from evals.commands.told import Commands, Told, add_command
from evals.labels import Agreement, Labels
from evals.record import Row, Run


def add_to(commands: Commands) -> None:
    """Makes these commands known."""
    label = add_command(commands, "label", _label, "Judge answers of a run as a person: asks one by one, or sets one.")
    label.add_argument("run", nargs="?", help="name of the run (the latest)")
    label.add_argument("--question", metavar="ID", help="judge this question only")
    label.add_argument("--as", dest="judgement", choices=("right", "wrong"), help="the judgement, without being asked")
    label.add_argument("--comment", default="", help="why")
    label.add_argument("--only", choices=("right", "wrong"), help="ask only about answers that the facts rule finds so")
    judge = add_command(commands, "judge", _judge, "Let a language model judge a run, beside the facts rule.")
    judge.add_argument("run", nargs="?", help="name of the run (the latest)")
    judge.add_argument("--model", help="the judge, as in COTEJO_LANGUAGE_MODEL")
    agree = add_command(commands, "agreement", _agreement, "Tell how far rule, checker and judge agree with people.")
    agree.add_argument("run", nargs="?", help="name of the run (the latest)")


def _label(chosen: argparse.Namespace, settings: Settings) -> Told:
    from evals.labels import add_label, load_labels

    run = load_named(settings, chosen.run)
    rows = [row for row in run.rows if chosen.question in (None, row.question.question_id)]
    if not rows:
        return Told(f"The run {run.record.name!r} has no question {chosen.question!r}.", 2)
    if chosen.question and chosen.judgement:
        right = chosen.judgement == "right"
        add_label(settings, rows[0], right=right, comment=chosen.comment, run=run.record.name)
        return Told(f"{chosen.question} is labelled {chosen.judgement}.")
    waiting = list(_waiting(rows, load_labels(settings), chosen.only))
    return Told(f"{_ask_person(settings, run, waiting)} answers labelled.")


def _waiting(rows: Sequence[Row], labels: Labels, only: str | None) -> Iterator[Row]:
    from evals.labels import by_facts, label_of

    for row in rows:
        if label_of(labels, row) is None and only in (None, "right" if by_facts(row) else "wrong"):
            yield row


def _ask_person(settings: Settings, run: Run, rows: Sequence[Row]) -> int:
    """Shows one answer after the other and takes r, w, s or q; returns how many were labelled."""
    from rich.console import Console

    from evals.compare import one_line
    from evals.judge import expected
    from evals.labels import add_label

    console, count = Console(markup=False, highlight=False), 0
    for number, row in enumerate(rows, start=1):
        console.print(f"\n[{number} of {len(rows)}] {row.question.question_id}: {row.question.question}")
        console.print(f"{one_line(row)}\n\nGold: {expected(row.question)}")
        reply = console.input("right (r), wrong (w), skip (s), quit (q)? ").strip().lower()[:1]
        if reply == "q":
            break
        if reply in ("r", "w"):
            add_label(settings, row, right=reply == "r", run=run.record.name)
            count += 1
    return count


def _judge(chosen: argparse.Namespace, settings: Settings) -> Told:
    from evals.chat import open_complete
    from evals.judge import MOST_CHARS, judge_rows, load_judged, save_judged
    from evals.labels import answer_key

    if chosen.model:
        settings = settings.model_copy(update={"language_model": chosen.model})
    run = load_named(settings, chosen.run)
    name, complete = open_complete(settings, MOST_CHARS)
    done = load_judged(settings, run.record.name)
    rows = [row for row in run.rows if answer_key(row) not in done]
    failed = save_judged(settings, run.record.name, judge_rows(rows, complete, name))
    lines = (f"{one.question_id} is not judged: {one.error}" for one in failed)
    judged = f"{len(rows) - len(failed)} answers judged by {name}."
    return Told("\n".join((judged, *lines, "", _judged_text(settings, run))), int(bool(failed)))


def _judged_text(settings: Settings, run: Run) -> str:
    from evals.judge import load_judged

    judged = list(load_judged(settings, run.record.name).values())
    right = sum(one.right is True for one in judged)
    unread = sum(one.right is None for one in judged)
    share = f"{100 * right / len(judged):.1f} %" if judged else "–"
    return f"By the judge {right} of {len(judged)} are right ({share}; {unread} unreadable).\n{_agreed(settings, run)}"


def _agreement(chosen: argparse.Namespace, settings: Settings) -> Told:
    return Told(_agreed(settings, load_named(settings, chosen.run)))


def _agreed(settings: Settings, run: Run) -> str:
    from evals.judge import as_rater, load_judged
    from evals.labels import agreements, load_labels

    judge = as_rater(load_judged(settings, run.record.name))
    found = [one for one in agreements(run.rows, load_labels(settings), judge) if one.count]
    if not found:
        return "No answer of this run has a human label yet. Give some: `python -m evals label`."
    return _agreement_table(found)


def _agreement_table(found: Sequence[Agreement]) -> str:
    from evals.tables import kappa_text, markdown_table

    header = ("rater", "answers", "agree", "kappa", "both right", "both wrong", "only rater right", "only people right")
    rows = [
        (one.rater, str(one.count), f"{100 * one.agreed:.1f} %", kappa_text(one), str(one.both_right),
         str(one.both_wrong), str(one.only_rater), str(one.only_people))
        for one in found
    ]  # fmt: skip
    return markdown_table(header, rows)
