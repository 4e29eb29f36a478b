"""Follow-ups as people would type them, on passages of the public sets."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from answering.follow_up.context import behind
from core.lines import read_lines
from training.make_premises import in_english_words, sentence_with
from training.records import Asked, Premise
from training.sources import paragraph, rows

QUESTIONS = Path("training/typed.jsonl")


class Typed(BaseModel):
    """A follow-up, and the question before it, which the passage answers.

    `answer_phrase`, `phrase`: words of the sentences that answer the two; `phrase` of what contradicts the follow-up
    where its premise is false, and empty where the passage is silent.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: Literal["squad2", "nq_gold", "selqa"]
    row: Annotated[int, Field(ge=0)]
    before: Annotated[str, Field(min_length=1)]
    answer_phrase: Annotated[str, Field(min_length=1)]
    question: Annotated[str, Field(min_length=1)]
    whole: Annotated[str, Field(min_length=1)]
    premise: Literal["true", "false", "silent"]
    phrase: str


def typed(folder: Path, questions: Path = QUESTIONS) -> Iterator[Asked]:
    """Each follow-up twice: behind the question before it and its answer, and as a whole question."""
    told = tuple(read_lines(questions, Typed))
    stored = {name: rows(folder, name) for name in sorted({one.source for one in told})}
    for one in told:
        shown = paragraph(one.source, stored[one.source][one.row])
        answered = shown.text[slice(*sentence_with(shown, one.answer_phrase))]
        answers = (sentence_with(shown, one.phrase),) if one.phrase else ()
        premise = Premise.FALLS if one.premise == "false" else Premise.STANDS
        before, question = in_english_words(one.before), in_english_words(one.question)
        for worded in (behind(question, [before], answered), in_english_words(one.whole)):
            yield Asked(paragraph=shown, question=worded, answers=answers, whole_sentences=True, premise=premise)
