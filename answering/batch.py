"""Many questions in one go, for measuring from outside. One set of models serves the whole file."""

import time
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from answering.assistant import Assistant
from core.lines import read_lines, write_lines
from core.records import Answer, Evidence, Turn


class EarlierTurn(BaseModel):
    """An earlier question and its answer."""

    model_config = ConfigDict(frozen=True)

    question: str
    answer: str = ""


class QuestionRow(BaseModel):
    """One line of a file of questions.

    `history` holds what was said before, oldest first: objects with `question` and `answer`, pairs of the two, or plain
    texts in which questions and answers take turns.
    """

    model_config = ConfigDict(frozen=True, coerce_numbers_to_str=True)

    id: str
    question: str
    history: tuple[EarlierTurn | tuple[str, str] | str, ...] = Field(default=())

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The history as the assistant takes it."""
        texts = [earlier for earlier in self.history if isinstance(earlier, str)]
        spoken = zip_longest(texts[::2], texts[1::2], fillvalue="")
        told = (_pair(earlier) for earlier in self.history if not isinstance(earlier, str))
        return tuple(Turn(question=question, answer=answer) for question, answer in (*told, *spoken))


def _pair(earlier: EarlierTurn | tuple[str, str]) -> tuple[str, str]:
    return earlier if isinstance(earlier, tuple) else (earlier.question, earlier.answer)


def answer_questions(assistant: Assistant, questions: Path, predictions: Path) -> int:
    """Writes one prediction a line; returns how many. Raises `InputFileError` before anything is written."""
    rows = tuple(read_lines(questions, QuestionRow))
    return write_lines(predictions, _predictions(assistant, rows))


def _predictions(assistant: Assistant, rows: tuple[QuestionRow, ...]) -> Iterator[dict[str, Any]]:
    for row in rows:
        began = time.perf_counter()
        answer = assistant.ask(row.question, row.turns)
        yield prediction(row.id, answer, time.perf_counter() - began)


def prediction(question_id: str, answer: Answer, latency_seconds: float) -> dict[str, Any]:
    """An answer as one line of predictions."""
    return {
        "id": question_id,
        "answer": answer.text,
        "outcome": answer.outcome.value,
        "abstained": answer.outcome.abstained,
        "query": answer.query,
        "citations": [_citation(evidence) for evidence in answer.evidence],
        "statements": [
            {
                "text": s.text,
                "evidence": list(s.evidence),
                "verdict": s.verdict.value,
                "voice": s.voice.value,
                "preface": s.preface,
            }
            for s in answer.statements
        ],
        "latency_s": round(latency_seconds, 4),
    }


def _citation(evidence: Evidence) -> dict[str, Any]:
    return {
        "number": evidence.number,
        "quote": evidence.quote,
        "doc_id": evidence.passage.doc_id,
        "title": evidence.passage.title,
        "start": evidence.start,
        "end": evidence.end,
        "page": evidence.passage.page,
    }
