"""A language model as one function: orders and material in, words out."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from core.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

Complete = Callable[[str, str], str]


def open_complete(settings: Settings) -> tuple[str, Complete]:
    """The name of the language model of the settings, and a way to ask it; raises `LanguageModelError` without one."""
    from answering.model import open_model
    from answering.stream import name_of

    model = open_model(settings)
    return name_of(model), complete_with(model, seconds=settings.language_model_seconds)


def complete_with(model: "BaseChatModel", *, seconds: float) -> Complete:
    """A way to ask a model; it raises `LanguageModelError` when the model fails or takes longer."""
    from langchain_core.messages import HumanMessage, SystemMessage

    from answering.stream import whole_text

    return lambda orders, material: whole_text(model, [SystemMessage(orders), HumanMessage(material)], seconds=seconds)
