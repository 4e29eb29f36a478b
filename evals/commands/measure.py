"""Commands that make runs and show them."""

import argparse
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from core.errors import QuestionError
from core.settings import Settings, load_settings
from evals.commands.look import gate
from evals.commands.told import Commands, Told, add_command
from evals.pace import OnProgress, RunProgress

if TYPE_CHECKING:
    from evals.record import RunRecord

_TOLD_EVERY = 20  # questions


def add_to(commands: Commands) -> None:
    """Makes these commands known."""
    run = add_command(commands, "run", _run, "Ask every question of a set, keep the answers, and print the figures.")
    run.add_argument("--set", action="append", dest="sets", metavar="SET", help="name or path of a question set (dev)")
    run.add_argument("--name", default="", help="name of the run; the name of a stopped run goes on with it")
    run.add_argument("--model", help="language model that writes the prose, as in COTEJO_LANGUAGE_MODEL")
    run.add_argument("--limit", type=int, default=0, help="ask about so many questions, spread over the set")
    run.add_argument(
        "--parallel",
        type=int,
        default=0,
        help="questions at once (1; with a model 4)",
    )
    run.add_argument("--fresh", action="store_true", help="throw away a run of the same name")
    run.add_argument("--no-own", action="store_true", help="leave your own questions out")
    run.add_argument("--again", metavar="RUN", help="make a run again from its record: same sets, settings, model")
    run.add_argument("--price", nargs=2, type=float, metavar=("READ", "WRITTEN"), help="price of a million tokens")
    run.add_argument("--gate", action="store_true", help="hold it against the baseline; exit code 1 for a loss")
    ablation = add_command(commands, "ablate", _ablate, "Change one thing at a time and print one table.")
    ablation.add_argument("parts", nargs="*", help="retriever, reader, k, passages, whole (all, if none is given)")
    ablation.add_argument("--set", action="append", dest="sets", metavar="SET", help="question set (dev)")
    ablation.add_argument("--limit", type=int, default=60, help="ask about so many questions (60; 0 means all)")


def _run(chosen: argparse.Namespace, settings: Settings) -> Told:
    from evals.execute import execute
    from evals.plan import RunPlan
    from evals.stored import load_run
    from evals.summary import summary

    sets, parallel = tuple(chosen.sets or ("dev",)), chosen.parallel
    if chosen.again:
        before = load_run(settings, chosen.again).record
        settings, sets, parallel = settings_of(before, settings), before.sets, parallel or before.parallel
    if chosen.model is not None:
        settings = load_settings(**{**settings.model_dump(), "language_model": chosen.model})
    plan = RunPlan(
        sets=sets,
        name=chosen.name,
        limit=chosen.limit,
        own=not (chosen.no_own or chosen.again),
        fresh=chosen.fresh,
        parallel=parallel or (4 if settings.language_model else 1),
        command=_command(),
    )
    with _shown_progress() as on_progress:
        run = execute(settings, plan, on_progress=on_progress)
    text = summary(run, chosen.price)
    if run.record.state == "stopped":
        return Told(f"{text}\n\nStopped. Go on with: python -m evals run --name {run.record.name}", 130)
    if not chosen.gate:
        return Told(text)
    verdict = gate(run)
    return Told(f"{text}\n\n{verdict.text}", verdict.code)


def settings_of(record: "RunRecord", settings: Settings) -> Settings:
    """The settings of a run, with the places of this machine."""
    places = {"library", "data", "evaluation", "mirror", "chroma_url", "database_url", "language_model_key"}
    here = settings.model_dump(include=places)
    return load_settings(**{**record.settings, **here})


def _ablate(chosen: argparse.Namespace, settings: Settings) -> Told:
    from answering.assemble import build_assistant
    from evals.ablate import PARTS, ablate, ablation_table
    from evals.plan import RunPlan

    unknown = sorted(set(chosen.parts) - set(PARTS))
    if unknown:
        raise QuestionError(f"{unknown[0]!r} is nothing that can be taken apart. There are: {', '.join(PARTS)}.")
    plan = RunPlan(sets=tuple(chosen.sets or ("dev",)), limit=chosen.limit, own=False, command=_command())
    with _shown_progress() as on_progress:
        parts = chosen.parts or PARTS
        variants = list(ablate(settings, plan, parts, assistant_of=build_assistant, on_progress=on_progress))
    return Told(ablation_table(variants))


def _command() -> str:
    return shlex.join(["python", "-m", "evals", *sys.argv[1:]])


@contextmanager
def _shown_progress() -> Iterator[OnProgress]:
    """A progress bar on standard error with the time left; a line now and then where nobody watches."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task("Asking", total=None)

        told = 0

        def on_progress(progress: RunProgress) -> None:
            nonlocal told
            bar.update(task, total=progress.total, completed=progress.done)
            due = progress.done // _TOLD_EVERY
            if not console.is_terminal and due != told and progress.seconds_left is not None:
                console.print(f"{progress.done} of {progress.total} asked, {progress.seconds_left:.0f} s left")
            told = due

        yield on_progress
