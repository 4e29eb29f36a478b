"""Answers are made here, in threads that write to the store, so that nothing a visitor does to a page can lose one."""

import logging
import queue
import threading
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from answering.protocols import AnswerStopped, Progress, Watch
from app.engine import Engine
from app.store import Store
from app.turn import State, StoredTurn
from core.errors import CotejoError
from core.records import Answer, Outcome, Searched, Turn

if TYPE_CHECKING:
    from answering.assistant import Assistant

LEASE_SECONDS = 8.0
_RENEW_SECONDS = 2.0
_SERVER_STOPS = "after shutdown"  # what Python says to a thread that begins something while the process ends
_HISTORY = 6  # earlier exchanges that a follow-up may refer to
_LEISURE_SECONDS = 0.25
_SUGGEST_WITHIN_SECONDS = 20.0  # whoever has read the answer by then asks a question of their own


class Worker:
    """A few threads that take turns from the store and put answers back.

    Follow-ups cost more than the answer that they follow, so one thread makes them, while nobody waits, and gives them
    up where somebody asks meanwhile.
    """

    def __init__(self, store: Store, engine: Engine, *, threads: int = 2) -> None:
        self._store, self._engine = store, engine
        self._queue: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._leisure: queue.SimpleQueue[tuple[str, float] | None] = queue.SimpleQueue()
        self._threads = threads
        self._held: set[str] = set()
        self._closed = threading.Event()
        store.interrupt_abandoned(time.time())
        store.close_suggestions()
        alone = (("lease", self._renew_leases), ("suggest", self._suggest_queued))
        for name, work in (*alone, *[("answer", self._answer_queued)] * threads):
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
        self._leisure.put(None)
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
        answer = assistant.ask(
            turn.question, history, query=turn.query, scope=turn.scope, model=turn.model, watch=watch
        )
        if not self._store.move(turn_id, [State.WORKING], State.DONE, answer=answer, draft=None):
            raise AnswerStopped
        self._leisure.put((turn_id, time.monotonic() + _SUGGEST_WITHIN_SECONDS))

    def _suggest_queued(self) -> None:
        while (waiting := self._leisure.get()) is not None:
            turn_id, until = waiting
            suggestions: list[str] = []
            try:
                suggestions = self._suggestions(turn_id, until)
            except AnswerStopped:
                pass  # somebody asks; that comes first
            except Exception:  # noqa: BLE001 - the answer is good without them
                logging.getLogger(__name__).exception("no follow-ups for turn %s", turn_id)
            finally:
                self._store.update(turn_id, suggestions=suggestions)

    def _suggestions(self, turn_id: str, until: float) -> list[str]:
        """Follow-ups to an answer that is still the last of its conversation, or none where there is no leisure."""
        turn = self._store.turn(turn_id)
        while turn and turn.answer and self._store.is_last(turn):
            if not self._held:
                return list(self._engine.assistant().suggest(turn.answer, watch=self._give_way))
            if time.monotonic() > until or self._closed.wait(_LEISURE_SECONDS):
                break
        return []

    def _give_way(self, _: Progress) -> None:
        if self._held:
            raise AnswerStopped

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
    answered = [turn.answer.turn for turn in turns if turn.position < before and turn.answer]
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
