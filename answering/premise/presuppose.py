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
    r"^(?:did|does|do|is|are|has|have|had|can|could|will|would|es cierto|es verdad)\b|"
    r"^(?:was|were)\b(?! it (?:after|before|because|in|by|the)\b.*\bthat\b)|"
    r"\b(?:or|whether|versus|o bien)\b|\b(?:subi\w+|aument\w+|creci\w+) o \b"
)
_OPENING = re.compile(
    r"^\W*(?:since|given(?: that)?|after|once|when|with|now that|although|because|ya que|dado que|puesto que|tras|"
    r"despu[eé]s de(?: que)?|aunque|como|una vez que|cuando)\s+(?P<clause>[^,?]+),",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"\w\s+(?:when|after|since|before|once|now that|given that|although|because|even though|cuando|tras|"
    r"despu[eé]s de(?: que)?|antes de que|aunque|una vez que|desde que)\s+(?P<clause>[^,?]+)\?*$",
    re.IGNORECASE,
)
_FRONTED = re.compile(
    r"^\W*(?P<clause>(?:the|those|that|los|las|el|la|de l[oa]s)\s[^?¿]+?),\s*¿?\s*"
    r"(?=(?:who|what|which|when|where|why|how|(?:by|to|in|of|from|a|de|en|con) (?:how|wh\w+|qu\w+|cu\w+)|"
    r"qu[eé]|qui[eé]n|cu[aá]\w+|c[oó]mo|d[oó]nde|"
    r"por qu[eé])\b)",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r",\s+(?:which|who|que|quien)\s+(?P<clause>[^,?]+)(?:,|\?|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Presupposed:
    """A piece of a question; `wholly` where all that it says is taken for true, and not only that it has an answer."""

    text: str
    wholly: bool


def presupposed(question: str) -> tuple[Presupposed, ...]:
    """The clauses that a question takes for true, then the question itself where it does not leave all open.

    "Why did it fall?" takes for true that it fell; "After he resigned, who led it?" that he resigned; "Did it fall?"
    takes nothing.
    """
    asked = fold(question).strip(" ¿?¡!.")
    clauses = tuple(
        Presupposed(text=found["clause"].strip(), wholly=True)
        for pattern in (_OPENING, _FRONTED, _CLOSING, _RELATIVE)
        if (found := pattern.search(question)) and len(content_words(found["clause"])) >= _LEAST_WORDS
    )
    opened = _OPENING.search(question)
    main = asked[len(fold(opened.group())) :].strip(" ,¿") if opened else asked
    if _LEAVES_OPEN.search(main) or (opened is None and _LEAVES_OPEN.search(asked)):
        return clauses if opened else ()
    return (*clauses, Presupposed(text=question, wholly=bool(_WHOLLY.search(asked))))
