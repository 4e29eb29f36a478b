from typing import Any

import pytest
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.messages.ai import UsageMetadata
from langchain_core.outputs import ChatGeneration, ChatResult

from core.errors import LanguageModelError
from core.settings import Settings
from evals.chat import complete_with, open_complete
from evals.tokens import cost, counted_tokens


class EchoModel(BaseChatModel):
    """Says what it was told, and that it read ten tokens and wrote three."""

    @property
    def _llm_type(self) -> str:
        return "echo"

    def _generate(self, messages: list[BaseMessage], *_: Any, **__: Any) -> ChatResult:
        told = " / ".join(str(message.content) for message in messages)
        usage = UsageMetadata(input_tokens=10, output_tokens=3, total_tokens=13)
        message = AIMessage(content=told, usage_metadata=usage, response_metadata={"model_name": "echo-1"})
        return ChatResult(generations=[ChatGeneration(message=message)])


def test_orders_and_material_reach_the_model_apart_and_its_words_come_back() -> None:
    assert complete_with(EchoModel(), seconds=10)("Judge.", "An answer.") == "Judge. / An answer."


def test_a_model_that_goes_on_and_on_is_cut_short() -> None:
    assert complete_with(EchoModel(), seconds=10, most_chars=9)("Judge.", "An answer.") == "Judge. / "


def test_tokens_are_counted_while_it_speaks_and_cost_what_they_cost() -> None:
    complete = complete_with(EchoModel(), seconds=10)
    with counted_tokens() as tokens:
        complete("Judge.", "One.")
        complete("Judge.", "Two.")
        assert tokens() == {"echo-1": {"input": 20, "output": 6}}
    assert cost({"echo-1": {"input": 2_000_000, "output": 500_000}}, 1.0, 4.0) == 4.0


def test_nothing_is_counted_where_no_model_speaks() -> None:
    with counted_tokens() as tokens:
        assert tokens() == {}


def test_without_a_language_model_there_is_no_judge(settings: Settings) -> None:
    with pytest.raises(LanguageModelError, match="COTEJO_LANGUAGE_MODEL"):
        open_complete(settings)
