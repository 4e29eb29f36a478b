"""A run from its plan to its record: questions asked, rows kept, resumable and cancellable at any point."""

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from typing import Literal

from filelock import FileLock, Timeout

from answering.protocols import AnswerStopped
from core.errors import QuestionError
from core.settings import Settings
from evals.ask import Asked, IsCancelled, ask_unit, units_of
from evals.pace import OnProgress, Pace
from evals.plan import RunPlan, new_record, now, questions_of
from evals.record import Row, Run, RunRecord
from evals.stored import append_rows, delete_run, load_record, load_rows, run_folder, save_record
from evals.subject import Measured, Subject, subject_of


def execute(
    settings: Settings,
    plan: RunPlan,
    *,
    assistant: Measured | None = None,
    on_progress: OnProgress = lambda _: None,
    is_cancelled: IsCancelled = lambda: False,
) -> Run:
    """Asks every question of a plan and keeps the run. A run that was stopped goes on where it stopped.

    Raises `QuestionError` for a name that another run has, and what `build_assistant` raises.
    """
    if assistant is None:
        from answering.assemble import build_assistant

        assistant = build_assistant(settings)
    asked = questions_of(settings, plan)
    record = new_record(assistant, plan, asked)
    with _alone(settings, record.name):
        record = _begin(settings, plan, record)
        assistant.warm_up()
        began = time.monotonic()
        state = _ask_all(settings, record, subject_of(assistant), asked, on_progress, is_cancelled)
        seconds = record.seconds + time.monotonic() - began
        record = record.model_copy(update={"state": state, "finished": now(), "seconds": round(seconds, 1)})
        save_record(settings, record)
        return Run(record=record, rows=load_rows(settings, record))


def _ask_all(
    settings: Settings,
    record: RunRecord,
    subject: Subject,
    asked: Sequence[Asked],
    on_progress: OnProgress,
    is_cancelled: IsCancelled,
) -> Literal["finished", "stopped"]:
    done = {row.question.question_id for row in load_rows(settings, record)}
    units = [unit for unit in units_of(asked) if not all(question.question_id in done for _, question in unit)]
    pace = Pace(record.name, len(asked), len(asked) - sum(map(len, units)))
    on_progress(pace.progress())
    try:
        for rows in _in_turn(subject, units, record.parallel, is_cancelled):
            append_rows(settings, record.name, rows)
            on_progress(pace.progress(rows))
    except (AnswerStopped, KeyboardInterrupt):
        return "stopped"
    return "finished"


def _in_turn(
    subject: Subject, units: Sequence[Sequence[Asked]], parallel: int, is_cancelled: IsCancelled
) -> Iterator[list[Row]]:
    """The rows of each unit as they are ready; raises `AnswerStopped` once cancelled."""

    def ask(unit: Sequence[Asked]) -> list[Row]:
        if is_cancelled():
            raise AnswerStopped
        return ask_unit(subject, unit, is_cancelled)

    if parallel == 1:
        yield from map(ask, units)
        return
    with ThreadPoolExecutor(parallel) as pool:
        waiting = [pool.submit(ask, unit) for unit in units]
        try:
            for ready in as_completed(waiting):
                yield ready.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _begin(settings: Settings, plan: RunPlan, record: RunRecord) -> RunRecord:
    """The record to go on with: of the stopped run of this name, or this one, written down."""
    if plan.fresh:
        delete_run(settings, record.name)
    before = load_record(settings, record.name)
    if before is not None:
        _refuse_other(before, record)
        record = before.model_copy(update={"state": "running"})
    save_record(settings, record)
    return record


def _refuse_other(before: RunRecord, now: RunRecord) -> None:
    if before.state == "finished":
        raise QuestionError(
            f"There is a finished run {before.name!r}. Choose another --name, or replace it with --fresh."
        )
    if before.maker != now.maker:
        raise QuestionError(
            f"The run {before.name!r} was begun with other questions, settings, models or documents, so going on would "
            "mix two assistants in one figure. Choose another --name, or replace it with --fresh."
        )


@contextmanager
def _alone(settings: Settings, name: str) -> Iterator[None]:
    folder = run_folder(settings, name)
    folder.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder.parent / f".{name}.lock")
    try:
        with lock.acquire(timeout=0):
            yield
    except Timeout as error:
        raise QuestionError(
            f"A run {name!r} is being made at this moment. Wait for it, or choose another --name."
        ) from error
