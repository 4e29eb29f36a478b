"""Commands about question sets."""

import argparse

from core.errors import IndexMissingError
from core.settings import Settings
from evals.commands.told import Commands, Told, add_command


def add_to(commands: Commands) -> None:
    """Makes these commands known."""
    check = add_command(commands, "check", _check, "Find faults in the question sets and count them by kind.")
    check.add_argument("sets", nargs="*", help="names or paths of question sets (dev and test if none is given)")
    add_command(commands, "sets", _sets, "List the question sets.")


def _check(chosen: argparse.Namespace, settings: Settings) -> Told:
    from evals.check import count_by_tag, find_faults
    from evals.questions import load_set
    from evals.tables import counts_table, faults_list
    from evals.texts import stored_texts, texts_of_files

    sets = {name: load_set(settings, name) for name in chosen.sets or ("dev", "test")}
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
