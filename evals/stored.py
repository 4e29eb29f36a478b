"""Runs on disk: `<evaluation folder>/runs/<name>/run.json` and `rows.jsonl`, which grows unit by unit."""

import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from core.errors import QuestionError
from core.lines import read_lines
from core.settings import Settings
from evals.record import Row, Run, RunRecord

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")


def runs_folder(settings: Settings) -> Path:
    """Where runs are kept."""
    return settings.evaluation / "runs"


def run_folder(settings: Settings, name: str) -> Path:
    """Where a run of this name is kept; raises `QuestionError` for what cannot be a name."""
    if not _NAME.fullmatch(name):
        raise QuestionError(f"{name!r} cannot name a run: use letters, digits, dots and dashes, for it names a folder.")
    return runs_folder(settings) / name


def list_runs(settings: Settings) -> tuple[RunRecord, ...]:
    """The records of all runs, the latest first."""
    paths = runs_folder(settings).glob("*/run.json")
    records = (RunRecord.model_validate_json(path.read_bytes()) for path in paths)
    return tuple(sorted(records, key=lambda record: record.started, reverse=True))


def load_run(settings: Settings, name: str) -> Run:
    """A run with its rows in the order of the questions; raises `QuestionError` where there is none."""
    folder = run_folder(settings, name)
    record = load_record(settings, name)
    if record is None:
        known = ", ".join(record.name for record in list_runs(settings)[:5]) or "none yet"
        raise QuestionError(f"There is no run {name!r} in {str(folder.parent)!r} (there are: {known}).")
    return Run(record=record, rows=load_rows(settings, record))


def load_record(settings: Settings, name: str) -> RunRecord | None:
    """How a run was made, or None where there is no run of this name."""
    path = run_folder(settings, name) / "run.json"
    return RunRecord.model_validate_json(path.read_bytes()) if path.is_file() else None


def load_rows(settings: Settings, record: RunRecord) -> tuple[Row, ...]:
    """The rows that a run has so far, in the order of its questions."""
    path = _rows_path(settings, record.name)
    if not path.is_file():
        return ()
    _mend_last_line(path)
    rows = {row.question.question_id: row for row in read_lines(path, Row)}
    return tuple(rows[question_id] for question_id in record.question_ids if question_id in rows)


def save_record(settings: Settings, record: RunRecord) -> None:
    """Writes how a run was made, all or nothing."""
    path = run_folder(settings, record.name) / "run.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    partial.write_text(record.model_dump_json(indent=1), encoding="utf-8")
    partial.replace(path)


def append_rows(settings: Settings, name: str, rows: Iterable[Row]) -> None:
    """Adds the rows of one unit in one write, so that a unit is there whole or not at all."""
    with _rows_path(settings, name).open("a", encoding="utf-8") as file:
        file.write("".join(row.model_dump_json(by_alias=True) + "\n" for row in rows))


def delete_run(settings: Settings, name: str) -> None:
    """Throws a run away. Labels stay: they belong to answers, not to runs."""
    shutil.rmtree(run_folder(settings, name), ignore_errors=True)


def _rows_path(settings: Settings, name: str) -> Path:
    return run_folder(settings, name) / "rows.jsonl"


def _mend_last_line(path: Path) -> None:
    """Cuts off a last line that a killed run did not finish; its questions are asked again."""
    content = path.read_bytes()
    if content and not content.endswith(b"\n"):
        path.write_bytes(content[: content.rfind(b"\n") + 1])
