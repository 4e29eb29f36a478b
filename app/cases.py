"""A judged answer becomes a question of the user's own test set."""

from collections.abc import Sequence

from app.turn import StoredTurn
from core.settings import Settings
from evals.cases import Judgement, case_from_answer, save_case


def keep_case(turn: StoredTurn, earlier: Sequence[StoredTurn], settings: Settings) -> bool:
    """Whether the judged answer is a question of the user's own set now, with its scope and the turns before it."""
    if turn.answer is None or turn.judgement not in tuple(Judgement):
        return False
    history = tuple(
        before.answer.turn for before in earlier if before.answer is not None and before.position < turn.position
    )
    judgement = Judgement(turn.judgement)
    case = case_from_answer(turn.answer, judgement, turn.correction, history=history, scope=turn.scope)
    save_case(settings, case)
    return True
