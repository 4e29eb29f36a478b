"""Runs for whoever draws them: begin one in a thread, watch it, list and load those there are."""

import threading
from dataclasses import dataclass, field, replace

from core.settings import Settings
from evals.execute import execute
from evals.pace import RunProgress
from evals.plan import RunPlan, name_of
from evals.record import Run
from evals.stored import delete_run, list_runs, load_run
from evals.subject import Measured

__all__ = [
    "RunInProgress",
    "RunPlan",
    "RunProgress",
    "delete_run",
    "execute",
    "list_runs",
    "load_run",
    "running",
    "start",
]


@dataclass(slots=True, kw_only=True)
class RunInProgress:
    """A run in a thread of its own: look at `progress`, `cancel` it, see `run` or `error` when `is_running` ends."""

    name: str
    progress: RunProgress
    run: Run | None = None
    error: str = ""
    _cancelled: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    @property
    def is_running(self) -> bool:
        """Whether questions are still being asked."""
        return self._thread is not None and self._thread.is_alive()

    def cancel(self) -> None:
        """Ends the run after the stage at work; what is done stays, and a run of the same name goes on from there."""
        self._cancelled.set()

    def wait(self, seconds: float | None = None) -> None:
        """Comes back when the run has ended, or the time is over."""
        if self._thread is not None:
            self._thread.join(seconds)

    def _begin(self, settings: Settings, plan: RunPlan, assistant: Measured | None) -> None:
        self._thread = threading.Thread(target=self._execute, args=(settings, plan, assistant), daemon=True)
        self._thread.start()

    def _execute(self, settings: Settings, plan: RunPlan, assistant: Measured | None) -> None:
        try:
            self.run = execute(
                settings, plan, assistant=assistant, on_progress=self._note, is_cancelled=self._cancelled.is_set
            )
        except Exception as error:  # noqa: BLE001 - told to whoever watches; a thread has nobody else to tell
            self.error = str(error) or type(error).__name__

    def _note(self, progress: RunProgress) -> None:
        self.progress = progress


_IN_PROGRESS: dict[str, RunInProgress] = {}


def running() -> tuple[RunInProgress, ...]:
    """The runs of this process that have not ended."""
    return tuple(run for run in list(_IN_PROGRESS.values()) if run.is_running)


def start(settings: Settings, plan: RunPlan, assistant: Measured | None = None) -> RunInProgress:
    """Begins a run in a thread and comes back at once."""
    plan = replace(plan, name=name_of(plan))
    begun = RunInProgress(name=plan.name, progress=RunProgress(name=plan.name))
    _IN_PROGRESS[plan.name] = begun
    begun._begin(settings, plan, assistant)
    return begun
