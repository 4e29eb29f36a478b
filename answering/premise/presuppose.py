"""What a question takes for true, as pieces of its own text. English and Spanish, by its grammar."""

import re
from dataclasses import dataclass

from core.text import content_words, fold

_LEAST_WORDS = 2  # content words of a clause that says something
_WHOLLY = re.compile(
    r"\b(?:why|how come|what explains|explain|(?:what|which|whose) reason\w*|for what reason|por que|a que se debe|"
    r"(?:que|cual) (?:explica|motivo|razon)\w*)\b"
)
_ASKS = re.compile(
    r"\b(?:why|how|what|which|when|where|who|whom|whose|explain|que|como|cual|cuales|cuando|donde|quien|quienes|"
    r"cuant[oa]s?|explica)\b"
)
_LEAVES_OPEN = re.compile(
    r"^(?:did|does|do|is|are|was|were|has|have|had|can|could|will|would|es cierto|es verdad)\b|"
    r"\b(?:or|whether|versus|o bien)\b|\b(?:subi\w+|aument\w+|creci\w+) o \b"
)
_OPENING = re.compile(
    r"^\W*(?:since|given(?: that)?|after|now that|although|because|ya que|dado que|puesto que|tras|"
    r"despu[eé]s de(?: que)?|aunque|como)\s+(?P<clause>[^,?]+),",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"\w\s+(?:when|after|since|before|although|because|even though|cuando|despu[eé]s de(?: que)?|tras|"
    r"antes de que|aunque)\s+(?P<clause>[^,?]+)\?*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Presupposed:
    """A piece of a question; `wholly` where all that it says is taken for true, and not only that it has an answer."""

    text: str
    wholly: bool


def presupposed(question: str) -> tuple[Presupposed, ...]:
    """The clauses that a question takes for true, then the question itself; nothing where it leaves all open.

    "Why did it fall?" takes for true that it fell; "After he resigned, who led it?" that he resigned; "Did it fall?"
    takes nothing.
    """
    asked = fold(question).strip(" ¿?¡!.")
    if not _ASKS.search(asked) or _LEAVES_OPEN.search(asked):
        return ()
    clauses = tuple(
        Presupposed(text=found["clause"].strip(), wholly=True)
        for pattern in (_OPENING, _CLOSING)
        if (found := pattern.search(question)) and len(content_words(found["clause"])) >= _LEAST_WORDS
    )
    return (*clauses, Presupposed(text=question, wholly=bool(_WHOLLY.search(asked))))
