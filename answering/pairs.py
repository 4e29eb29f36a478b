"""Reading and checking by the file: pairs in as JSON Lines, verdicts out, for whoever measures from outside."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from answering.protocols import Checker, Readable, Reader, Support
from core.errors import InputFileError
from core.records import Verdict
from core.text import split_sentences

Row = TypeVar("Row", bound=BaseModel)

SUPPORT_FROM = 0.5
CONTRADICTION_FROM = 0.5


class QuestionPair(BaseModel):
    """A line for `read_pairs`."""

    model_config = ConfigDict(frozen=True)

    id: str | int
    question: str
    passage: str
    heading: str = ""


class ClaimPair(BaseModel):
    """A line for `check_pairs`; evidence may be one text or a list of sentences."""

    model_config = ConfigDict(frozen=True)

    id: str | int
    claim: str
    evidence: Annotated[tuple[str, ...], BeforeValidator(lambda told: [told] if isinstance(told, str) else told)]


def read_pairs(reader: Reader, path_in: Path, path_out: Path) -> int:
    """Reads each `question` against its `passage`; writes `answerable` and its span; counts the lines."""

    def answers() -> Iterator[dict[str, Any]]:
        for pair in _rows(path_in, QuestionPair):
            sentences = tuple(split_sentences(pair.passage))
            passage = Readable(heading=pair.heading, text=pair.passage, sentences=sentences)
            [reading] = reader.read_closely(pair.question, [passage])
            span = {"start": reading.start, "end": reading.end, "text": pair.passage[reading.start : reading.end]}
            yield {"id": pair.id, "answerable": round(reading.answerable, 6), **span}

    return _write(path_out, answers())


def check_pairs(checker: Checker, path_in: Path, path_out: Path) -> int:
    """Holds each `claim` against its `evidence`; writes `id`, `verdict`, `score` of support; counts the lines."""

    def verdicts() -> Iterator[dict[str, Any]]:
        for pair in _rows(path_in, ClaimPair):
            support = checker.check(pair.claim, pair.evidence)
            yield {"id": pair.id, "verdict": verdict_of(support).value, "score": round(support.supported, 6)}

    return _write(path_out, verdicts())


def verdict_of(support: Support) -> Verdict:
    """The verdict that the probabilities come to."""
    if support.supported >= SUPPORT_FROM:
        return Verdict.SUPPORTED
    return Verdict.CONTRADICTED if support.contradicted >= CONTRADICTION_FROM else Verdict.UNSUPPORTED


def _rows(path: Path, kind: type[Row]) -> Iterator[Row]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = f"the file cannot be read ({error}). Give the path of a JSON Lines file."
        raise InputFileError(path, 0, reason) from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield kind.model_validate_json(line)
            except ValidationError as error:
                first = error.errors()[0]
                field = ".".join(str(part) for part in first["loc"]) or "line"
                wanted = ", ".join(name for name, told in kind.model_fields.items() if told.is_required())
                raise InputFileError(path, number, f"{field}: {first['msg']}. A line needs {wanted}.") from error


def _write(path: Path, rows: Iterator[dict[str, Any]]) -> int:
    unfinished = path.with_name(path.name + ".part")
    count = 0
    with unfinished.open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
    unfinished.replace(path)
    return count
