"""What tests of a writing model need: evidence from plain sentences, a checker to work out by hand, scripted models."""

from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Any

from langchain_core.callbacks import AsyncCallbackManagerForLLMRun, CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult

from answering.protocols import Support
from core.records import Evidence
from core.text import content_words, words
from tests.answering.candidates import passage


def evidence_of(*quotes: str) -> tuple[Evidence, ...]:
    """One piece a quote, numbered from 1, each from a document of its own."""
    return tuple(
        Evidence(number=number, passage=passage(quote, f"{number}.md"), start=0, end=len(quote), score=1.0)
        for number, quote in enumerate(quotes, start=1)
    )


class WordChecker:
    """Supports a claim if the evidence has all its content words; contradicts it if "not" stands in one alone."""

    name = "words"

    def check(self, claim: str, evidence: Sequence[str]) -> Support:
        joined = " ".join(evidence)
        if not set(content_words(claim)) <= set(content_words(joined)) or not content_words(claim):
            return Support(supported=0.0, contradicted=0.0)
        denied = ("not" in words(claim)) != ("not" in words(joined))
        return Support(supported=float(not denied), contradicted=float(denied))


class ScriptedModel(BaseChatModel):
    """Says its scripts one after the other, piece by piece; an exception among the pieces is raised."""

    scripts: list[Sequence[str | Exception]]
    model_name: str = "scripted"
    heard: list[list[BaseMessage]] = []

    def _next(self, messages: list[BaseMessage]) -> Iterator[str]:
        self.heard.append(messages)
        for piece in self.scripts.pop(0):
            if isinstance(piece, Exception):
                raise piece
            yield piece

    async def _astream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> AsyncIterator[ChatGenerationChunk]:
        for piece in self._next(messages):
            yield ChatGenerationChunk(message=AIMessageChunk(content=piece))

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        return ChatResult(generations=[ChatGeneration(message=AIMessage(content="".join(self._next(messages))))])

    @property
    def _llm_type(self) -> str:
        return "scripted"


def model_that_says(*texts: str) -> ScriptedModel:
    """A model that says each text once, three characters at a time."""
    return ScriptedModel(scripts=[[text[at : at + 3] for at in range(0, len(text) or 1, 3)] for text in texts])
