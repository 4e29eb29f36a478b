"""What a run will ask, and the record that it begins with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from core.errors import QuestionError
from core.settings import Settings
from evals import provenance
from evals.ask import Asked, units_of
from evals.questions import OWN_SET, load_set, set_digest, set_path
from evals.record import RunRecord
from evals.subject import Measured


@dataclass(frozen=True, slots=True, kw_only=True)
class RunPlan:
    """What to run. Without a name it is named after its set and the time.

    `limit`: about so many questions, spread evenly over the set; 0 means all. `own`: ask the user's own questions too.
    `fresh`: throw away a run of the same name. `parallel`: questions at once; times are then not those of one alone.
    """

    sets: tuple[str, ...] = ("dev",)
    name: str = ""
    limit: int = 0
    own: bool = True
    fresh: bool = False
    parallel: int = 1
    command: str = ""


def questions_of(settings: Settings, plan: RunPlan) -> list[Asked]:
    """The questions of a plan with the set of each; raises `QuestionError` where two have one id."""
    names = list(plan.sets)
    if plan.own and OWN_SET not in names and set_path(settings, OWN_SET).is_file():
        names.append(OWN_SET)
    asked = [(name, question) for name in names for question in load_set(settings, name)]
    seen: set[str] = set()
    for name, question in asked:
        if question.question_id in seen:
            raise QuestionError(f"Two questions have the id {question.question_id!r}, one in {name!r}. Rename one.")
        seen.add(question.question_id)
    return _spread(asked, plan.limit)


def _spread(asked: list[Asked], limit: int) -> list[Asked]:
    """Whole units, evenly spaced, until there are at least `limit` questions."""
    units = units_of(asked)
    if not limit or limit >= len(asked):
        return asked
    count = max(1, round(limit * len(units) / len(asked)))
    chosen = [units[at * len(units) // count] for at in range(count)]
    return [pair for unit in chosen for pair in unit]


def new_record(assistant: Measured, plan: RunPlan, asked: Sequence[Asked]) -> RunRecord:
    """How a run of this plan is made, before it begins."""
    documents = provenance.documents_of(assistant)
    return RunRecord(
        name=name_of(plan),
        command=plan.command,
        started=now(),
        sets=tuple(dict.fromkeys(name for name, _ in asked)),
        set_digest=set_digest([question for _, question in asked]),
        question_ids=tuple(question.question_id for _, question in asked),
        parallel=max(1, plan.parallel),
        settings=provenance.told_settings(assistant.settings),
        settings_id=assistant.settings.settings_id,
        models=provenance.models_of(assistant),
        corpus_checksum=provenance.corpus_checksum(documents),
        documents=documents,
        commit=provenance.commit(),
        machine=provenance.machine(),
    )


def name_of(plan: RunPlan) -> str:
    """The name that a plan gives its run: its own, or its sets and the time."""
    stem = "-".join(name.rsplit("/", 1)[-1].removesuffix(".jsonl") for name in plan.sets)
    return plan.name or f"{stem}-{datetime.now(UTC):%Y%m%d-%H%M%S}"


def now() -> str:
    """The present time, as records keep it."""
    return datetime.now(UTC).isoformat(timespec="seconds")
