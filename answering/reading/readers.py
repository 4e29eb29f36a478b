"""Who reads and who checks: the trained model where it is installed and wanted, the plain scorers otherwise."""

from pathlib import Path

from answering.protocols import Checker, Reader
from answering.reading.deep import DEEP, Built, deep_network
from answering.reading.layered import LayeredReader
from answering.reading.network import MODELS, is_installed, shared_network
from answering.reading.plain import PlainChecker, PlainReader, Vectors
from core.settings import Settings


def make_reader(settings: Settings, vectors: Vectors, folder: Path = MODELS) -> Reader:
    """The reader that the settings ask for; `skill` tells which one came. The weights are loaded at first use."""
    if settings.reader == "plain" or not is_installed(folder):
        return PlainReader(vectors)
    from answering.reading.reader import TrainedReader

    quick = TrainedReader(shared_network(folder), threads=settings.threads)
    if settings.reader == "small" or not Built(folder / DEEP.name).is_current():
        return quick
    return LayeredReader(quick, TrainedReader(deep_network(folder / DEEP.name), threads=settings.threads))


def make_checker(settings: Settings, vectors: Vectors, folder: Path = MODELS) -> Checker:
    """The checker that goes with the reader of these settings."""
    if settings.reader == "plain" or not is_installed(folder):
        return PlainChecker(vectors)
    from answering.reading.checker import TrainedChecker

    return TrainedChecker(shared_network(folder))
