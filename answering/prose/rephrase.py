"""A question made to stand alone and a quotation said in another language, by a language model, on a short leash."""

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from answering.follow_up.condense import condense
from answering.language.facts import FactKind, facts_not_held, missing_facts
from answering.prose.prompt import condense_messages, translate_messages
from answering.prose.stream import whole_text
from core.errors import LanguageModelError
from core.records import Evidence, Turn
from core.text import content_words

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_MOST_QUERY_CHARS = 300
_LEAST_SHARE = 0.5  # of the question's own words that a rewriting must keep


def condense_with_model(model: "BaseChatModel", question: str, history: Sequence[Turn], *, seconds: float) -> str:
    """The question as it would be asked with no conversation before it.

    A rewriting that brings in a name, date or figure of its own, drops the question's words, or is no single question
    is not used; the one by rule is. Raises `LanguageModelError` when the model fails.
    """
    if not history:
        return question
    rewritten = _first_line(whole_text(model, condense_messages(question, history), seconds=seconds))
    return rewritten if _is_faithful(rewritten, question, history) else condense(question, history)


def translate_quotes(
    model: "BaseChatModel", evidence: Sequence[Evidence], language: str, *, seconds: float
) -> dict[int, str]:
    """Translations of the quotes by evidence number, to be shown beside them and marked as such.

    One whose figures differ from the quote's is left out, and so are those that did not come in time.
    """
    ends = time.monotonic() + seconds
    translated = {e.number: translate(model, e.quote, language, ends) for e in evidence}
    return {number: text for number, text in translated.items() if text}


def translate(model: "BaseChatModel", text: str, language: str, ends: float) -> str:
    """The text in another language, or nothing when that fails, changes a figure, or is not done by `ends`."""
    left = ends - time.monotonic()
    if left <= 0:
        return ""
    try:
        said = _first_line(whole_text(model, translate_messages(text, language), seconds=left))
    except LanguageModelError:
        return ""  # the original stands
    return said if said and not _figures_differ(said, text) else ""


def _figures_differ(one: str, other: str) -> bool:
    """Whether a figure or a date stands in one text alone. Names may be translated."""
    facts = (*facts_not_held(one, other), *facts_not_held(other, one))
    return any(fact.kind is not FactKind.NAME for fact in facts)


def _is_faithful(rewritten: str, question: str, history: Sequence[Turn]) -> bool:
    if not rewritten or len(rewritten) > _MOST_QUERY_CHARS:
        return False
    told = " ".join((question, *(f"{turn.question} {turn.query} {turn.answer}" for turn in history)))
    asked = set(content_words(question))
    kept = asked & set(content_words(rewritten))
    return len(kept) >= _LEAST_SHARE * len(asked) and not missing_facts(rewritten, told)


def _first_line(text: str) -> str:
    """The first line with words, without quotation marks around it."""
    lines = [line.strip().strip("\"“”'`*") for line in text.splitlines()]
    return next((line for line in lines if any(char.isalnum() for char in line)), "")
