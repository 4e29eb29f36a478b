"""Answers are made here, in threads that write to the store, so that nothing a visitor does to a page can lose one."""

import queue
import threading
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from answering.protocols import AnswerStopped, Progress, Watch
from app.engine import Engine
from app.store import State, Store, StoredTurn
from core.errors import CotejoError
from core.records import Answer, Outcome, Searched, Turn

if TYPE_CHECKING:
    from answering.assistant import Assistant

LEASE_SECONDS = 8.0
_RENEW_SECONDS = 2.0
_SERVER_STOPS = "after shutdown"  # what Python says to a thread that begins something while the process ends
_HISTORY = 6  # earlier exchanges that a follow-up may refer to


class Worker:
    """A few threads that take turns from the store and put answers back."""

    def __init__(self, store: Store, engine: Engine, *, threads: int = 2) -> None:
        self._store, self._engine = store, engine
        self._queue: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._threads = threads
        self._held: set[str] = set()
        self._closed = threading.Event()
        store.interrupt_abandoned(time.time())
        for name, work in (("lease", self._renew_leases), *[("answer", self._answer_queued)] * threads):
            # Daemons, so that a server that stops need not wait; what they leave open is interrupted by its lease.
            threading.Thread(target=work, name=f"cotejo-{name}", daemon=True).start()

    def submit(self, turn_id: str) -> None:
        """Answers a waiting turn as soon as a thread is free."""
        self._held.add(turn_id)
        self._queue.put(turn_id)

    def stop(self, turn_id: str) -> None:
        """Ends the answer at its next stage."""
        self._store.move(turn_id, [State.WAITING, State.WORKING], State.STOPPING)

    def close(self) -> None:
        """Ends the threads; turns under way stay open until their lease runs out."""
        self._closed.set()
        for _ in range(self._threads):
            self._queue.put(None)

    def _answer_queued(self) -> None:
        while (turn_id := self._queue.get()) is not None:
            self._answer(turn_id)

    def _answer(self, turn_id: str) -> None:
        try:
            self._answer_turn(turn_id)
        except AnswerStopped:
            self._store.move(turn_id, [State.STOPPING, State.WORKING], State.STOPPED)
        except CotejoError as error:
            self._fail(turn_id, str(error))
        except Exception as error:  # noqa: BLE001 - the visitor must see it, whatever it was
            self._fail(turn_id, f"{type(error).__name__}: {error}")
        finally:
            self._held.discard(turn_id)

    def _answer_turn(self, turn_id: str) -> None:
        turn = self._store.turn(turn_id)
        if turn is None or not self._store.move(turn_id, [State.WAITING], State.WORKING, stage="warm"):
            raise AnswerStopped
        watch = self._watch(turn)
        assistant = self._wait_for_assistant(watch)
        history = _history(self._store.turns(turn.conversation_id), before=turn.position)
        answer = assistant.ask(turn.question, history, query=turn.query, scope=turn.scope, watch=watch)
        if not self._store.move(turn_id, [State.WORKING], State.DONE, answer=answer, draft=None):
            raise AnswerStopped
        self._suggest(turn_id, assistant, answer)

    def _suggest(self, turn_id: str, assistant: "Assistant", answer: Answer) -> None:
        """Follow-ups come after the answer, which need not wait for them, and may fail without spoiling it."""
        suggestions: list[str] = []
        try:
            suggestions = list(assistant.suggest(answer))
        finally:
            self._store.update(turn_id, suggestions=suggestions)

    def _wait_for_assistant(self, watch: Watch) -> "Assistant":
        while True:
            try:
                return self._engine.assistant(timeout_seconds=0.3)
            except TimeoutError:
                watch(Progress(stage="warm"))

    def _watch(self, turn: StoredTurn) -> Watch:
        told: list[Progress] = []

        def watch(progress: Progress) -> None:
            if self._store.state_of(turn.turn_id) is not State.WORKING:
                raise AnswerStopped
            if told[-1:] != [progress]:
                self._store.update(turn.turn_id, stage=progress.stage, draft=_draft(turn, progress))
                told[:] = [progress]

        return watch

    def _renew_leases(self) -> None:
        while not self._closed.wait(_RENEW_SECONDS):
            for turn_id in tuple(self._held):
                self._store.update(turn_id, lease_until=time.time() + LEASE_SECONDS)
            self._store.interrupt_abandoned(time.time())

    def _fail(self, turn_id: str, message: str) -> None:
        """Ends a turn with what went wrong; what goes wrong while the server stops is only an interruption."""
        open_states = [State.WAITING, State.WORKING, State.STOPPING]
        if _SERVER_STOPS in message:
            self._store.move(turn_id, open_states, State.INTERRUPTED)
        else:
            self._store.move(turn_id, open_states, State.FAILED, error=message)


def _history(turns: Sequence[StoredTurn], *, before: int) -> tuple[Turn, ...]:
    told = [(turn, turn.answer) for turn in turns if turn.position < before]
    answered = [Turn(question=turn.question, answer=answer.text, query=answer.query) for turn, answer in told if answer]
    return tuple(answered[-_HISTORY:])


def _draft(turn: StoredTurn, progress: Progress) -> Answer | None:
    if not progress.statements:
        return None
    return Answer(
        question=turn.question,
        query=turn.query or turn.question,
        statements=progress.statements,
        outcome=Outcome.PARTIAL,
        evidence=progress.evidence,
        searched=Searched(),
        timings={},
        settings_id="",
    )
