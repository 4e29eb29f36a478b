"""What a question asks for: its kind, the type of the answering words, its parts. English and Spanish, by cues."""

import re
from dataclasses import dataclass
from enum import StrEnum

from core.text import content_words, fold


class Asks(StrEnum):
    """The shape of answer that a question wants."""

    FACT = "fact"
    LIST = "list"
    EXPLANATION = "explanation"
    COMPARISON = "comparison"


class Wants(StrEnum):
    """The type of the answering words, where the question says it."""

    PERSON = "person"
    DATE = "date"
    NUMBER = "number"
    SHARE = "share"
    MONEY = "money"
    AGE = "age"
    DURATION = "duration"
    ANYTHING = "anything"

    @property
    def is_figure(self) -> bool:
        """Whether the answer is a number of some sort."""
        return self in (Wants.NUMBER, Wants.SHARE, Wants.MONEY, Wants.AGE, Wants.DURATION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A standalone question, taken apart. `parts` are its sub-questions, itself alone where it has one."""

    text: str
    language: str
    asks: Asks
    wants: Wants
    parts: tuple[str, ...]

    @property
    def asked(self) -> str:
        """The text without what stands in brackets behind it: the topic, of which nothing is asked."""
        return TOPIC.sub("", self.text)


_ES = re.compile(
    r"[¿¡ñ]|\b(?:que|cual(?:es)?|quien(?:es)?|cuando|donde|cuant[oa]s?|por que|como|el|los|las|una|fue|fueron|"
    r"segun|sobre)\b"
)
_EN = re.compile(r"\b(?:the|what|which|who|when|where|how|why|is|are|was|were|did|does|do|of|in|has|have)\b")

_LIST = re.compile(
    r"^(?:list|name|enumerate|enumera|menciona|nombra)\b"
    r"|\b(?:what|which) (?!(?:was|is|does|did|do|has|had|are|were|can|could|would|should|will|happens?|this|his|its)\b)"
    r"(?:\w+ ){0,2}?(?:\w+[^su]s|\w+ies|men|women|people|children|criteria)\b"
    r"|\bwhat (?:are|were) (?:the|some)\b|\bwho (?:are|were) (?:the|some)\b"
    r"|\b(?:cuales|quienes) (?:son|fueron|eran)\b"
    r"|^(?:(?:a|con|de|en|por|sobre) )?que (?!es\b|mas\b|menos\b|antes\b|despues\b|entonces\b)"
    r"(?:(?:dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|otr[oa]s|nuev[oa]s|principales|\d+) )?\w{3,}[aeo]s\b"
    r"|^(?:(?:a|con|de|en|por|sobre) )?cuales\b"
)
_EXPLANATION = re.compile(
    r"^(?:and |y )?(?:why|how come|for what reason|por que|explain|explica)\b"
    r"|\bhow (?:did|does|do|is|was|were|are|has|have|can|could|would|should|will)\b"
    r"|\b(?:reasons?|causes?|caused|led to|explains?|motivo|causa|razon(?:es)?)\b|^como\b(?! se llama)"
)
_COMPARISON = re.compile(
    r"\b(?:compar\w+|differ(?:s|ed|ence|ences|ent|ently)?|versus|vs|contrast|disagree\w*|agree\w*|difer\w+|diferencia\w*)\b"
    r"|\bbetween .+ and \b.*\b(?:change|gap)\b|\bhow far apart\b"
    r"|\b(?:more|fewer|less|higher|lower|larger|smaller|greater|bigger|longer|shorter|older|earlier|later)\b"
    r"[^?]*, .+ or "
    r"|\b(?:mas|menos|mayor|menor)\b[^?]*, .+ o "
)
_LIST_OF_WHAT_DIFFERS = re.compile(r"^(?:what|which) (?!(?:is|are|was|were|does|do|did)\b).*\bdifferent from\b")
_AGE = re.compile(r"\b(?:how old|what age|que edad|cuantos anos (?:tiene|tenia|tuvo|cumpl\w+))\b")
_DURATION = re.compile(
    r"\b(?:how long|how many (?:years|months|weeks|days|hours)|what (?:prison )?sentences?|cuanto tiempo|"
    r"cuant[oa]s (?:anos|meses|semanas|dias|horas)|que (?:condena|pena))\b"
)
_MONEY = re.compile(
    r"\b(?:how much (?:money|did .+ (?:cost|pay|spend|earn)|does .+ (?:cost|pay|earn)|was .+ paid|is .+ paid)|"
    r"cuanto (?:dinero|costo|cuesta|pago|paga|gasto|gana)|what (?:budget|cost|price|salary|ransom|fine|sum))\b"
)
_SHARE = re.compile(
    r"\b(?:what (?:share|percentage|percent|per cent|proportion|rate|portion|fraction)|percentage of|share of|"
    r"que (?:porcentaje|proporcion|parte|tasa))\b"
    r"|^(?:what|cual) (?:is|was|were|es|fue|era) .*\b(?:rate|tasa)\b"
)
_NUMBER = re.compile(
    r"\b(?:how (?:many|much|often|large|big|high|far)|what (?:number|amount)|cuant[oa]s?|que numero|number of)\b"
)
_DATE = re.compile(
    r"\b(?:when|what (?:year|date|day|month|time)|which (?:year|date|day|month)|cuando|"
    r"que (?:ano|fecha|dia|mes)|since when)\b"
)
_OTHER = re.compile(r"\b(?:which|what|where|why|how|que|cual(?:es)?|donde|como)\b(?!,)")
_PERSON = re.compile(r"\b(?:who|whom|whose|quien|quienes)\b")
_FIGURES = (
    (Wants.AGE, _AGE),
    (Wants.DURATION, _DURATION),
    (Wants.MONEY, _MONEY),
    (Wants.SHARE, _SHARE),
    (Wants.NUMBER, _NUMBER),
)
# What stands in brackets at the end of a question: what it speaks of.
TOPIC = re.compile(r"\s*\((?P<topic>[^()]*)\)(?=[?.!\s]*$)")
_PART = re.compile(
    r"\?\s+(?=\S)|[,;]?\s+(?:and|y|e)\s+(?=(?:who|whom|when|where|why|how|what|which|quién|cuándo|dónde|por qué|"
    r"cómo|qué|cuál|cuántos|cuántas)\b)",
    re.IGNORECASE,
)
_LEAST_WORDS_OF_A_PART = 2
# Words that ask, and that a sentence need not have to answer.
ASKING = frozenset(
    "among why explain explains reason reasons reasoning many much long date year according give list name tell "
    "segun cuenta razon razones motivo explica ano fecha dime".split()
)


def analyse(text: str) -> Question:
    """A question with its kind, wanted type and parts."""
    text = text.strip()
    topic = TOPIC.search(text)
    asked = TOPIC.sub("", text)
    folded = fold(asked).strip(" ¿?¡!.")
    return Question(
        text=text,
        language=language_of(text),
        asks=_asks(folded),
        wants=_wants(folded),
        parts=_parts(asked, topic.group() if topic else ""),
    )


def language_of(text: str) -> str:
    """`es` for a text with more Spanish than English function words, else `en`."""
    folded = fold(text) + ("¿" if "¿" in text or "ñ" in text else "")
    return "es" if len(_ES.findall(folded)) > len(_EN.findall(folded)) else "en"


def _asks(folded: str) -> Asks:
    if _COMPARISON.search(folded) and not _LIST_OF_WHAT_DIFFERS.search(folded):
        return Asks.COMPARISON
    if _EXPLANATION.search(folded) and not _wants(folded).is_figure:
        return Asks.EXPLANATION
    if _LIST.search(folded) and _wants(folded) is Wants.ANYTHING:
        return Asks.LIST
    return Asks.FACT


def _wants(folded: str) -> Wants:
    """A figure, or whichever of person and date is asked for first: "Who led it when it burned?" wants a person."""
    figure = next((wants for wants, pattern in _FIGURES if pattern.search(folded)), None)
    person, date, other = _PERSON.search(folded), _DATE.search(folded), _OTHER.search(folded)
    if date and other and other.start() < date.start():  # "Which measures were taken when it burned?"
        date = None
    if person and other and other.start() < person.start():  # "Where did the men go who had left?"
        person = None
    if figure or not (person or date):
        return figure or Wants.ANYTHING
    return Wants.PERSON if person and (date is None or person.start() < date.start()) else Wants.DATE


def _parts(asked: str, topic: str) -> tuple[str, ...]:
    """Sub-questions that can stand alone; a part that names nothing is left with the question before it."""
    pieces = [piece.strip() for piece in _PART.split(asked) if piece and piece.strip()]
    if len(pieces) < 2 or any(len(content_words(piece)) < _LEAST_WORDS_OF_A_PART for piece in pieces):
        return (_before_end(asked, topic),)
    return tuple(_before_end(piece if piece.endswith("?") else piece + "?", topic) for piece in pieces)


def _before_end(asked: str, topic: str) -> str:
    end = len(asked.rstrip("?.! "))
    return asked[:end] + topic + asked[end:]
