"""The accepted baseline: what every question was worth, and how much worse each figure may become."""

import json
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from core.errors import InputFileError, QuestionError
from core.settings import ROOT
from evals.figures import score_rows
from evals.metrics import Tally
from evals.record import Run

BASELINE = ROOT / "evals" / "baseline.json"
# How much worse each figure may be, as a share. What is not named here is not gated (times depend on the machine).
TOLERANCES = {
    "accuracy": 0.01,
    "accuracy_in_three": 0.01,
    "accuracy_answerable": 0.015,
    "list_recall": 0.03,
    "refusal_recall": 0.03,
    "false_refusals": 0.02,
    "corrections": 0.05,
    "corrected_or_refused": 0.05,
    "premises_accepted": 0.05,
    "false_corrections": 0.01,
    "forbidden": 0.01,
    "follow_up_loss": 0.05,
    "failures": 0.0,
    "lead_right": 0.02,
    "exact_quotes": 0.0,
    "citation_precision": 0.02,
    "citation_recall": 0.02,
    "citation_support": 0.0,
    "statement_support": 0.0,
    "success@10": 0.01,
    "mrr": 0.02,
}


class BaselineQuestion(BaseModel):
    """What one question was worth when the baseline was accepted."""

    model_config = ConfigDict(frozen=True)

    digest: str
    tallies: dict[str, Tally]


class Baseline(BaseModel):
    """The figures that a change may not spoil, kept question by question so that a question can be added or mended."""

    model_config = ConfigDict(frozen=True)

    run: str
    accepted: str
    settings_id: str
    corpus_checksum: str
    code: str
    tolerances: dict[str, float]
    questions: dict[str, BaselineQuestion]


def make_baseline(run: Run, tolerances: Mapping[str, float] | None = None) -> Baseline:
    """The baseline that a run makes; raises `QuestionError` for an unfinished run."""
    refuse_unfinished(run)
    tolerances = dict(tolerances or TOLERANCES)
    return Baseline(
        run=run.record.name,
        accepted=run.record.finished,
        settings_id=run.record.settings_id,
        corpus_checksum=run.record.corpus_checksum,
        code=run.record.commit,
        tolerances=tolerances,
        questions={
            one.row.question.question_id: BaselineQuestion(
                digest=one.row.question.digest,
                tallies={name: tally for name, tally in one.tallies.items() if name in tolerances},
            )
            for one in score_rows(run.rows)
        },
    )


def save_baseline(baseline: Baseline, path: Path = BASELINE) -> None:
    """Writes the baseline with one question a line, so that a difference can be read."""
    told = baseline.model_dump(mode="json")
    questions = told.pop("questions")
    head = json.dumps(told, indent=1)[:-2]
    lines = ",\n".join(f"  {json.dumps(name)}: {json.dumps(questions[name])}" for name in sorted(questions))
    path.write_text(f'{head},\n "questions": {{\n{lines}\n }}\n}}\n', encoding="utf-8")


def load_baseline(path: Path = BASELINE) -> Baseline:
    """The accepted baseline; raises `QuestionError` where there is none."""
    if not path.is_file():
        raise QuestionError(
            f"There is no baseline at {str(path)!r}, so nothing can be held against it. Accept a run that you are "
            "content with: `python -m evals gate RUN --accept`."
        )
    try:
        return Baseline.model_validate_json(path.read_bytes())
    except ValidationError as error:
        raise InputFileError(path, 0, f"{error.errors()[0]['msg']}. Accept a run anew to replace it.") from error


def refuse_unfinished(run: Run) -> None:
    """Raises `QuestionError` for a run whose figures are of a part of its questions."""
    if run.record.state != "finished":
        name = run.record.name
        raise QuestionError(
            f"The run {name!r} is not finished, so its figures are of a part of the questions. Go on with "
            f"`python -m evals run --name {name}`."
        )
