"""Which documents a set of questions is about: the collection, or one of the invented lands in `training/lands/`."""

from functools import cache
from pathlib import Path

from answering.assemble import build_assistant
from answering.assistant import Assistant
from core.settings import load_settings
from ingest.build import build_index

LANDS = Path("training/lands")
LEARNT = ("quellara", "sarn", "tarvenia")  # what is fitted on lands is fitted on these; the others measure
TIMES = 3.0  # that a question of `dev` counts in a fit as against one of another set
_INDEX = Path("build/lands")


def lands() -> tuple[Path, ...]:
    """The question sets of all lands."""
    return tuple(sorted(LANDS.glob("*.jsonl")))


def assistant_for(questions: Path, reader: str = "auto") -> Assistant:
    """An assistant over the documents that the questions of a file are about."""
    return _assistant(questions.parent == LANDS, reader)


@cache
def _assistant(is_of_lands: bool, reader: str) -> Assistant:
    if not is_of_lands:
        return build_assistant(load_settings(reader=reader))
    settings = load_settings(reader=reader, library=LANDS, data=_INDEX, mirror=None)
    build_index(settings)
    return build_assistant(settings)
