"""The composition root: the only place that knows every concrete class."""

from answering.assistant import Assistant
from answering.reading.readers import make_checker, make_reader
from core.settings import Settings
from index.store import PassageIndex
from retriever.assemble import build_hybrid


def build_assistant(settings: Settings) -> Assistant:
    """An assistant over the index of these settings. Cheap: models load at the first question or in `warm_up`.

    Raises `IndexMissingError`, `IndexMismatchError` or `ModelError`.
    """
    index = PassageIndex.open(settings)
    return Assistant(
        settings=settings,
        index=index,
        retriever=build_hybrid(index, settings),
        reader=make_reader(settings, index.embedder),
        checker=make_checker(settings, index.embedder),
    )
