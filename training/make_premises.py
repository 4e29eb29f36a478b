"""Our questions on passages of the public sets: some take for true what it contradicts."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from answering.language.gloss import to_english
from answering.question import language_of
from core.lines import read_lines
from core.text import Span
from training.records import Asked, Paragraph, Premise
from training.sources import paragraph, rows

QUESTIONS = Path("training/presumed.jsonl")


class Presumed(BaseModel):
    """One question, in English or Spanish.

    `phrase`: words of the sentence of the passage that answers it, or contradicts its premise.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: Literal["squad2", "nq_gold", "selqa"]
    row: Annotated[int, Field(ge=0)]
    question: Annotated[str, Field(min_length=1)]
    premise: Literal["true", "false"]
    phrase: Annotated[str, Field(min_length=1)]


def presumed(folder: Path, questions: Path = QUESTIONS) -> Iterator[Asked]:
    """The questions on their passages, of the public sets in a folder; in English words, as a reader meets them."""
    told = tuple(read_lines(questions, Presumed))
    stored = {name: rows(folder, name) for name in sorted({one.source for one in told})}
    for one in told:
        shown = paragraph(one.source, stored[one.source][one.row])
        premise = Premise.FALLS if one.premise == "false" else Premise.STANDS
        yield Asked(
            paragraph=shown, question=in_english_words(one.question), answers=(sentence_with(shown, one.phrase),),
            whole_sentences=True, premise=premise,
        )  # fmt: skip


def in_english_words(question: str) -> str:
    """The question, one in Spanish put into English words."""
    return to_english(question) if language_of(question) == "es" else question


def sentence_with(shown: Paragraph, phrase: str) -> Span:
    """The sentence that has the phrase. Raises `ValueError` where the passage does not have it."""
    at = shown.text.index(phrase)
    return next((span for span in shown.sentences if span[0] <= at < span[1]), (at, at + len(phrase)))
