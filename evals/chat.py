"""A language model as one function: orders and material in, words out."""

from collections.abc import Callable

from core.settings import Settings

Complete = Callable[[str, str], str]


def open_complete(settings: Settings) -> tuple[str, Complete]:
    """The name of the language model of the settings, and a way to ask it; raises `LanguageModelError` without one."""
    from langchain_core.messages import HumanMessage, SystemMessage

    from answering.model import open_model
    from answering.stream import name_of, whole_text

    model = open_model(settings)

    def complete(orders: str, material: str) -> str:
        messages = [SystemMessage(orders), HumanMessage(material)]
        return whole_text(model, messages, seconds=settings.language_model_seconds)

    return name_of(model), complete
