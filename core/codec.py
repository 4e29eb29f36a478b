"""Answers to JSON and back, checked at the border; the one form that files, stores and exports share."""

from functools import cache
from typing import Any

from pydantic import TypeAdapter

from core.records import Answer


@cache
def _adapter() -> TypeAdapter[Answer]:
    return TypeAdapter(Answer)


def answer_to_json(answer: Answer) -> dict[str, Any]:
    """The answer as plain JSON values, nothing left out."""
    told: dict[str, Any] = _adapter().dump_python(answer, mode="json")
    return told


def answer_from_json(told: object) -> Answer:
    """The answer that `answer_to_json` told; raises pydantic's `ValidationError` for anything else."""
    return _adapter().validate_python(told)
