"""Commands about question sets."""

import argparse
from pathlib import Path

from core.errors import IndexMissingError
from core.settings import Settings
from evals.commands.told import Commands, Told, add_command


def add_to(commands: Commands) -> None:
    """Makes these commands known."""
    check = add_command(commands, "check", _check, "Find faults in the question sets and count them by kind.")
    check.add_argument(
        "sets", nargs="*", help="names or paths of question sets (those that are shipped if none is given)"
    )
    add_command(commands, "sets", _sets, "List the question sets.")
    adapt = add_command(commands, "adapt", _adapt, "Make a library and a question set of a public set's file.")
    adapt.add_argument("name", help="squad2, selqa, nq_gold, xquad_en_es or canard")
    adapt.add_argument("--from", dest="source", type=Path, help="the folder with the file (../shared/benchmarks)")
    adapt.add_argument("--to", type=Path, required=True, help="the folder to write to")
    adapt.add_argument("--limit", type=int, default=0, help="so many questions, spread evenly (all)")


def _check(chosen: argparse.Namespace, settings: Settings) -> Told:
    from evals.check import count_by_tag, find_faults
    from evals.questions import SHIPPED, load_set
    from evals.tables import counts_table, faults_list
    from evals.texts import stored_texts, texts_of_files

    shipped = sorted(path.stem for path in SHIPPED.glob("*.jsonl"))
    sets = {name: load_set(settings, name) for name in chosen.sets or shipped}
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


def _adapt(chosen: argparse.Namespace, _: Settings) -> Told:
    from evals.adapters import BENCHMARKS, adapt, save_adapted

    adapted = adapt(chosen.name, chosen.source or BENCHMARKS, chosen.limit)
    library, questions = save_adapted(adapted, chosen.to)
    return Told(
        f"{len(adapted.documents)} documents and {len(adapted.questions)} questions. Measure them with:\n"
        f"  export COTEJO_LIBRARY={library} COTEJO_DATA={chosen.to / 'index'}\n"
        f"  python -m ingest && python -m evals run --no-own --set {questions}"
    )
