"""A language model as one function: orders and material in, words out."""

from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING

from core.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

Complete = Callable[[str, str], str]
MOST_CHARS = 4000  # a small model that goes on and on is cut short


def open_complete(settings: Settings, most_chars: int = MOST_CHARS) -> tuple[str, Complete]:
    """The name of the language model of the settings, and a way to ask it; raises `LanguageModelError` without one."""
    from answering.prose.model import open_model
    from answering.prose.stream import name_of

    model = open_model(settings)
    return name_of(model), complete_with(model, seconds=settings.language_model_seconds, most_chars=most_chars)


def complete_with(model: "BaseChatModel", *, seconds: float, most_chars: int = MOST_CHARS) -> Complete:
    """A way to ask a model; it raises `LanguageModelError` when the model fails or takes longer.

    A reply is cut off after `most_chars`, and the request is ended there.
    """
    from langchain_core.messages import HumanMessage, SystemMessage

    from answering.prose.stream import stream_pieces

    def complete(orders: str, material: str) -> str:
        reply = ""
        with closing(stream_pieces(model, [SystemMessage(orders), HumanMessage(material)], seconds=seconds)) as pieces:
            for piece in pieces:
                reply += piece
                if len(reply) >= most_chars:
                    break
        return reply[:most_chars]

    return complete
