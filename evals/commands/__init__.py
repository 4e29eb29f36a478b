"""The commands of `python -m evals`: each gives the text to print and the exit code."""

import argparse
from collections.abc import Sequence

from core.settings import load_settings
from evals.commands.told import Group, Told


def run_command(arguments: Sequence[str]) -> Told:
    """What `python -m evals ARGUMENTS` comes to."""
    parser = argparse.ArgumentParser(prog="python -m evals", description="Measure the answers and keep them good.")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for add in _groups():
        add(commands)
    chosen = parser.parse_args(arguments)
    told: Told = chosen.command(chosen, load_settings())
    return told


def _groups() -> tuple[Group, ...]:
    from evals.commands import judge, look, measure, sets

    return (measure.add_to, look.add_to, judge.add_to, sets.add_to)
