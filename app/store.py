"""Conversations and their turns, kept in a database: what a page shows is read from here, so a reload loses nothing.

SQLite in the data folder, or any SQLAlchemy URL. Deleting is final: the rows go, and SQLite overwrites their place.
"""

import secrets
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from answering.prose.model import ModelChoice
from app.tables import CONVERSATIONS, TURNS, prepare_tables
from app.turn import Conversation, State, StoredTurn, columns_of, turn_of
from core.records import Scope
from core.settings import Settings

OPEN_SECONDS = 30.0  # how long a turn may wait before a worker takes it up and renews its lease


class Store:
    """Reads and writes of conversations; safe to share between threads."""

    def __init__(self, url: str) -> None:
        self._engine = sa.create_engine(url, pool_pre_ping=True)
        if self._engine.dialect.name == "sqlite":
            sa.event.listen(self._engine, "connect", _tune_sqlite)
        prepare_tables(self._engine)

    def close(self) -> None:
        """Gives connections back."""
        self._engine.dispose()

    # Conversations

    def begin(self, owner: str, title: str) -> str:
        """The id of a new conversation; long enough that nobody guesses it."""
        conversation_id = _new_id()
        with self._engine.begin() as db:
            row = {"conversation_id": conversation_id, "owner": owner, "title": title[:300], "updated": _now()}
            db.execute(CONVERSATIONS.insert().values(row))
        return conversation_id

    def conversation(self, conversation_id: str) -> Conversation | None:
        """A conversation, or None where there is none (any more)."""
        rows = self._rows(CONVERSATIONS.select().where(CONVERSATIONS.c.conversation_id == conversation_id))
        return Conversation(**rows[0]) if rows else None

    def conversations(self, owner: str, *, search: str = "", limit: int = 50) -> tuple[Conversation, ...]:
        """The owner's conversations, latest first; those whose title or questions hold the words searched for."""
        wanted = CONVERSATIONS.select().where(CONVERSATIONS.c.owner == owner)
        if search.strip():
            asked = TURNS.c.question.icontains(search.strip(), autoescape=True)
            titled = CONVERSATIONS.c.title.icontains(search.strip(), autoescape=True)
            asking = sa.select(TURNS.c.conversation_id).where(asked)
            wanted = wanted.where(titled | CONVERSATIONS.c.conversation_id.in_(asking))
        rows = self._rows(wanted.order_by(CONVERSATIONS.c.updated.desc()).limit(limit))
        return tuple(Conversation(**row) for row in rows)

    def rename(self, conversation_id: str, title: str) -> None:
        """Gives a conversation another name; a blank one changes nothing."""
        if title.strip():
            self._set_conversation(conversation_id, title=title.strip()[:300])

    def delete(self, conversation_id: str) -> None:
        """The conversation and its turns are gone."""
        with self._engine.begin() as db:
            db.execute(TURNS.delete().where(TURNS.c.conversation_id == conversation_id))
            db.execute(CONVERSATIONS.delete().where(CONVERSATIONS.c.conversation_id == conversation_id))
        if self._engine.dialect.name == "sqlite":
            with self._engine.connect() as db:
                db.exec_driver_sql("pragma wal_checkpoint(truncate)")

    def copy(self, conversation_id: str, owner: str) -> str:
        """The id of a copy for another owner: finished turns without their judgements."""
        source = self.conversation(conversation_id)
        copied = self.begin(owner, source.title if source else "")
        rows = self._rows(_turns_of(conversation_id).where(TURNS.c.state == State.DONE))
        fresh = {"conversation_id": copied, "judgement": "", "correction": ""}
        with self._engine.begin() as db:
            for row in rows:
                made = {"turn_id": _new_id(), "suggestions": row["suggestions"] or []}
                db.execute(TURNS.insert().values({**row, **fresh, **made}))
        return copied

    # Turns

    def ask(
        self,
        conversation_id: str,
        question: str,
        *,
        query: str | None = None,
        scope: Scope | None = None,
        model: ModelChoice | None = None,
    ) -> str:
        """The id of a new turn that waits for its answer."""
        turn_id = _new_id()
        last = sa.select(sa.func.coalesce(sa.func.max(TURNS.c.position), 0) + 1)
        with self._engine.begin() as db:
            position = db.execute(last.where(TURNS.c.conversation_id == conversation_id)).scalar_one()
            row = _empty_turn() | {"turn_id": turn_id, "conversation_id": conversation_id, "position": position}
            asked = {"question": question, "query": query, "scope": scope or Scope(), "model": model}
            db.execute(TURNS.insert().values(row | columns_of(asked)))
        self._set_conversation(conversation_id, updated=_now())
        return turn_id

    def turn(self, turn_id: str) -> StoredTurn | None:
        """A turn, or None where there is none (any more)."""
        rows = self._rows(TURNS.select().where(TURNS.c.turn_id == turn_id))
        return turn_of(rows[0]) if rows else None

    def state_of(self, turn_id: str) -> State | None:
        """The state alone, which is read often while an answer is made."""
        rows = self._rows(sa.select(TURNS.c.state).where(TURNS.c.turn_id == turn_id))
        return State(rows[0]["state"]) if rows else None

    def turns(self, conversation_id: str) -> tuple[StoredTurn, ...]:
        """The turns of a conversation, in order."""
        return tuple(turn_of(row) for row in self._rows(_turns_of(conversation_id)))

    def turns_citing(self, doc_id: str, owner: str, *, limit: int = 200) -> tuple[StoredTurn, ...]:
        """The owner's latest turns whose answer cites a document."""
        own = sa.select(CONVERSATIONS.c.conversation_id).where(CONVERSATIONS.c.owner == owner)
        done = TURNS.select().where(TURNS.c.conversation_id.in_(own), TURNS.c.state == State.DONE)
        turns = (turn_of(row) for row in self._rows(done.order_by(TURNS.c.asked.desc()).limit(limit)))
        return tuple(turn for turn in turns if turn.answer and doc_id in turn.answer.pinned)

    def judge(self, turn_id: str, judgement: str, correction: str = "") -> None:
        """Keeps what the reader thought of an answer; a blank judgement takes it back."""
        self.update(turn_id, judgement=judgement, correction=correction)

    def update(self, turn_id: str, **values: Any) -> None:
        """Changes columns of a turn; answers are given as records."""
        with self._engine.begin() as db:
            db.execute(TURNS.update().where(TURNS.c.turn_id == turn_id).values(columns_of(values)))

    def move(self, turn_id: str, before: Sequence[State], after: State, **values: Any) -> bool:
        """Whether the turn was in one of the states before and is now in the state after; one step for all readers."""
        step = TURNS.update().where(TURNS.c.turn_id == turn_id, TURNS.c.state.in_([str(s) for s in before]))
        with self._engine.begin() as db:
            return db.execute(step.values(columns_of({"state": after, **values}))).rowcount == 1

    def interrupt_abandoned(self, now: float) -> int:
        """How many open turns had a lease that ran out: their worker is gone, and they can be asked again."""
        open_states = [str(state) for state in State if state.is_open]
        gone = TURNS.update().where(TURNS.c.state.in_(open_states), TURNS.c.lease_until < now)
        with self._engine.begin() as db:
            return db.execute(gone.values(state=str(State.INTERRUPTED))).rowcount

    def close_suggestions(self) -> None:
        """Ends the wait for follow-ups that nobody makes any more."""
        waiting = TURNS.update().where(TURNS.c.state == str(State.DONE), TURNS.c.suggestions.is_(sa.null()))
        with self._engine.begin() as db:
            db.execute(waiting.values(suggestions=[]))

    def is_last(self, turn: StoredTurn) -> bool:
        """Whether nothing was asked after it in its conversation."""
        later = sa.select(TURNS.c.turn_id).where(
            TURNS.c.conversation_id == turn.conversation_id, TURNS.c.position > turn.position
        )
        return not self._rows(later.limit(1))

    def _set_conversation(self, conversation_id: str, **values: Any) -> None:
        with self._engine.begin() as db:
            db.execute(CONVERSATIONS.update().where(CONVERSATIONS.c.conversation_id == conversation_id).values(values))

    def _rows(self, statement: sa.Select[Any]) -> list[dict[str, Any]]:
        with self._engine.connect() as db:
            return [dict(row) for row in db.execute(statement).mappings()]


def open_store(settings: Settings) -> Store:
    """The store that the settings name: a SQLite file in the data folder unless there is a URL."""
    if settings.database_url:
        return Store(settings.database_url)
    settings.data.mkdir(parents=True, exist_ok=True)
    return Store(f"sqlite:///{Path(settings.data) / 'conversations.sqlite'}")


def _turns_of(conversation_id: str) -> sa.Select[Any]:
    return TURNS.select().where(TURNS.c.conversation_id == conversation_id).order_by(TURNS.c.position)


def _empty_turn() -> dict[str, Any]:
    blank = {name: "" for name in ("stage", "error", "judgement", "correction")}
    return blank | {"state": str(State.WAITING), "lease_until": time.time() + OPEN_SECONDS, "asked": _now()}


def _tune_sqlite(connection: Any, _record: object) -> None:
    for pragma in ("journal_mode = wal", "secure_delete = on", "busy_timeout = 15000", "synchronous = normal"):
        connection.execute(f"pragma {pragma}")


def _new_id() -> str:
    # No underscores: Streamlit refuses two in a row in the key of a component.
    return secrets.token_hex(15)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
