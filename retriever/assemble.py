"""Retrievers by name."""

from typing import Literal, get_args

from core.errors import SettingsError
from core.settings import Settings
from index.store import PassageIndex
from retriever.base import Retriever
from retriever.dense import DenseRetriever
from retriever.hybrid import HybridRetriever
from retriever.lexical import LexicalRetriever

RetrieverKind = Literal["dense", "lexical", "hybrid"]
KINDS: tuple[str, ...] = get_args(RetrieverKind)


def build_hybrid(index: PassageIndex, settings: Settings) -> HybridRetriever:
    """The retriever that answers are made with."""
    return HybridRetriever((DenseRetriever(index), LexicalRetriever(index)), candidates=settings.candidates)


def build_retriever(index: PassageIndex, settings: Settings, kind: str = "hybrid") -> Retriever:
    """The retriever of this name; raises `SettingsError` for a name that there is not."""
    if kind == "dense":
        return DenseRetriever(index)
    if kind == "lexical":
        return LexicalRetriever(index)
    if kind == "hybrid":
        return build_hybrid(index, settings)
    raise SettingsError(f"There is no retriever {kind!r}. Choose one of {', '.join(KINDS)}.")
