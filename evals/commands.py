"""The commands of `python -m evals`: each gives the text to print and the exit code."""

import argparse
from collections.abc import Callable, Sequence
from typing import NamedTuple

from core.errors import IndexMissingError
from core.settings import Settings, load_settings


class Told(NamedTuple):
    """What a command has to say, and its exit code."""

    text: str
    code: int = 0


Command = Callable[[argparse.Namespace, Settings], Told]


def run_command(arguments: Sequence[str]) -> Told:
    """What `python -m evals ARGUMENTS` comes to."""
    parser = argparse.ArgumentParser(prog="python -m evals", description="Measure the answers and keep them good.")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for name, command, explanation, options in _COMMANDS:
        sub = commands.add_parser(name, help=explanation, description=explanation)
        sub.set_defaults(command=command)
        options(sub)
    chosen = parser.parse_args(arguments)
    told: Told = chosen.command(chosen, load_settings())
    return told


def _check(chosen: argparse.Namespace, settings: Settings) -> Told:
    from evals.check import count_by_tag, find_faults
    from evals.questions import SHIPPED, load_set
    from evals.tables import counts_table, faults_list
    from evals.texts import stored_texts, texts_of_files

    names = chosen.sets or [path.stem for path in sorted(SHIPPED.glob("*.jsonl")) if path.stem in ("dev", "test")]
    sets = {name: load_set(settings, name) for name in names}
    source = "the index"
    try:
        texts = stored_texts(settings)
    except IndexMissingError:
        texts, source = texts_of_files(settings), "the files, for nothing is indexed yet"
    faults = find_faults(sets, texts.get)
    errors = sum(not fault.is_warning for fault in faults)
    summary = f"{errors} errors, {len(faults) - errors} warnings; held against {source} ({len(texts)} documents)."
    parts = (faults_list(faults), counts_table(count_by_tag(sets)), summary)
    return Told("\n\n".join(filter(None, parts)), int(errors > 0))


def _sets(_: argparse.Namespace, settings: Settings) -> Told:
    from evals.questions import list_sets, load_questions

    lines = (f"{name:12} {len(load_questions(path)):5}  {path}" for name, path in list_sets(settings).items())
    return Told("\n".join(lines))


def _no_options(_: argparse.ArgumentParser) -> None:
    """Nothing to choose."""


def _set_names(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("sets", nargs="*", help="names or paths of question sets (dev and test if none is given)")


_COMMANDS: tuple[tuple[str, Command, str, Callable[[argparse.ArgumentParser], None]], ...] = (
    ("check", _check, "Find faults in the question sets and count them by kind.", _set_names),
    ("sets", _sets, "List the question sets.", _no_options),
)
