"""What a follow-up does with the conversation: it changes the subject, goes back, corrects, or only points at it.

Each is told by words that any conversation uses, in English and Spanish.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from answering.language.names import find_names, folded
from core.text import content_words

_SO = r"^[¿¡\s]*(?:(?:and|but|so|ok|okay|well|oh|y|pero|bueno|vale)\b[\s,]+){0,2}"
_STOP = r"\s*[:,.;—-]+\s*[¿]?\s*"
_SHIFT = re.compile(
    rf"{_SO}(?:changing (?:the )?(?:subject|topic)|"
    r"(?:(?:on|now|for|to|a|an|one|also|completely|totally|quite|something),? )*"
    r"(?:(?:other|another|different|new|separate|unrelated) )+(?:topic|subject|note|question|thing|matter)|"
    r"something else|by the way|incidentally|por cierto|"
    r"cambiando de tema|(?:un |una )?(?:otro|otra|nuevo|nueva) (?:tema|cosa|pregunta|asunto|duda)"
    rf"(?:,? (?:sin relación|que no tiene que ver|nada que ver|unrelated)[^:,]*)?){_STOP}",
    re.IGNORECASE,
)
_RETURN = re.compile(
    rf"{_SO}(?:(?:going |coming |getting |(?:to |let['’]?s )?(?:go|come) )?back to|(?:to )?return(?:ing)? to|"
    r"volviendo a|volvamos a|regresando a|regresemos a|volver a|vuelvo a|de vuelta a|retomando a?)"
    rf"\s+(?P<topic>[^,:;.?]{{2,60}}?)(?: (?:itself|himself|herself|themselves|mismo|misma))?{_STOP}(?P<rest>\S.*)$",
    re.IGNORECASE,
)
_NOD = re.compile(  # what says no more than that the last answer was heard
    r"^(?:fine|right|good|great|understood|i see|all right|bien|bueno|entiendo|entendido|de acuerdo)[.,;!]\s+(?=\S)",
    re.IGNORECASE,
)
_CORRECTION = re.compile(
    r"^[¿¡\s]*(?:(?:no|nope|sorry|oops|wait|actually|perdón|perdona|disculp[ae]|ay|es decir|o sea)\b[,.!:…\s]*)*"
    r"(?:not? [^,?]{1,40}, )?"
    r"(?:i (?:meant?|(?:was|am) asking (?:about|for)|was thinking of)(?: to (?:say|ask)(?: about)?)?|"
    r"make (?:that|it)|quise decir|quería decir|quiero decir|me (?:refería|refiero) a|"
    r"(?:no|sorry|oops|perdón|perdona)(?=[,.:]\s)|digo(?=[,:]?\s))[,.:…]*\s*(?P<rest>\S.*)$",
    re.IGNORECASE,
)
_CONTRAST = re.compile(
    r"^not (?P<old>[^,?]{1,40}), (?:but )?(?P<rest>\S.*)$|^no (?:en )?[^,?]{1,40}, sino (?P<es>\S.*)$", re.I
)
_NOT_THAT = re.compile(r",? (?:and )?(?:not|y no|no) (?:in |en |the |el |la )?[^,?]{1,30}$", re.IGNORECASE)
_AFTERTHOUGHT = re.compile(r",? (?:i (?:mean|meant)|quiero decir|quise decir|digo|por favor|please)$", re.IGNORECASE)
_COMPARED = re.compile(
    rf"{_SO}(?:compare(?: it| that| this| them| those)?|how does (?:it|that|this) compare|(?:and )?compared|"
    r"compáral[oa]s?|cómo se compara(?: es[oe])?|comparad[oa]s?) (?:with|to|against|con|a) (?P<other>[^?.]+)[?.\s]*$",
    re.IGNORECASE,
)
# Words that speak of what was said, and name no subject of their own.
_LIGHT = frozenset(
    """
    says say said claims claim report reports reported tell give show another example examples instance more
    most less right true wrong correct accurate confirmed certain sure official reliable known proof proven
    proved evidence fact source sources mean means meant difference differ differences explain elaborate detail
    details go goes on continue happen happened happens next then happening know really reason reasons so add
    thing things anything something other others anyone everyone figure figures statistic statistics number
    cifra cifras numero dato datos now else believe fair enough point cite according compare change changed
    expand information please like one ones dice dicen decir dijo dime da dame ponme pon muestra ejemplo
    ejemplos otro otra mas menos cierto verdad correcto correcta confirmado confirmada seguro segura oficial
    fiable prueba pruebas evidencia fuente fuentes significa quiere diferencia diferencias explica explicame
    explicate detalle detalles cuenta cuentame sigue pasa paso ocurrio sucedio luego despues sabe razon razones
    algo justo segun cambia cambio sale hay
    """.split()
)
_VAGUE = frozenset(
    "people person anyone anybody someone somebody everything year years time kind type sort way interesting aspects "
    "article important other others result outcome long old many much big alguien ano anos vez veces manera tipo hubo "
    "habia tenia tuvo hizo exactly precisely exactamente".split()
)
_OWN = re.compile(r"\b(?:his|her|its|their|su|sus) [a-z]", re.IGNORECASE)
_LED_BY_WH = re.compile(  # `How many without them?`
    r"^[¿\s]*(?:how (?:many|much)|(?P<who>who|quién)|what|which|cuánt[oa]s?|cuáles)(?: \w+)? "
    r"(?:without|with|among|from|before|after|since|outside|besides|sin|con|entre|antes|después|fuera)\b",
    re.IGNORECASE,
)
_NTH = {
    **dict.fromkeys(("first", "former", "primero", "primera", "primer"), 0),
    **dict.fromkeys(("second", "segundo", "segunda"), 1),
    **dict.fromkeys(("third", "tercero", "tercera", "tercer"), 2),
    **dict.fromkeys(("last", "latter", "ultimo", "ultima"), -1),
}
_ORDINAL = re.compile(
    r"\bthe (?P<en>first|second|third|last)(?: one\b| of (?:them|those|these|the \w+)\b|(?=['’]s\b|[?.,]|$))"
    r"|\bthe (?P<pair>former|latter)\b"
    r"|\b(?:el|la) (?P<es>primer[oa]|segund[oa]|tercer[oa]|últim[oa])(?: de (?:ellos|ellas))?(?=\s*[?.,]|$)",
    re.IGNORECASE,
)


class Kind(StrEnum):
    """What a follow-up does."""

    GOES_ON = "goes on"
    SHIFTS = "shifts"
    RETURNS = "returns"
    CORRECTS = "corrects"


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What a follow-up does, the words left when that is said, and what it returns to."""

    kind: Kind
    rest: str
    topic: str = ""


def move_of(question: str) -> Move:
    """What a follow-up does with the conversation; most go on with it."""
    question = re.sub(r"(\w(?:[oa]|ía)) al (?=[^\W\d])", r"\1 a el ", question, count=1)
    if found := _SHIFT.match(question):
        return Move(kind=Kind.SHIFTS, rest=question[found.end() :].strip())
    if found := _RETURN.match(question):
        return Move(kind=Kind.RETURNS, rest=found.group("rest").strip(), topic=found.group("topic").strip())
    if found := _CORRECTION.match(question):
        rest = _AFTERTHOUGHT.sub("", found.group("rest").strip(" ?."))
        return Move(kind=Kind.CORRECTS, rest=_NOT_THAT.sub("", rest))
    if found := _CONTRAST.match(question):
        return Move(kind=Kind.CORRECTS, rest=(found.group("rest") or found.group("es")).strip())
    return Move(kind=Kind.GOES_ON, rest=question)


def without_nod(question: str) -> str:
    """A follow-up without the `Fine.` or `I see.` before it."""
    return _NOD.sub("", question)


def compared_with(question: str) -> str:
    """What a follow-up wants what was said compared with; empty where it wants no such thing."""
    found = _COMPARED.match(question)
    return found.group("other").strip() if found else ""


def only_points(question: str) -> bool:
    """Whether a follow-up has no subject of its own: `Who says so?`, `Did he?`, `¿Es cierto?`, `More on that.`"""
    if led := _LED_BY_WH.match(question):
        return not (led["who"] and find_names(question[led.end() :]))  # `Who came after Vega?` is whole
    text = question.strip(" ¿¡")
    is_owned = _OWN.search(text) or find_names(text[:1].lower() + text[1:])
    return not is_owned and all(word in _LIGHT for word in content_words(folded(question)))


def own_words(question: str) -> list[str]:
    """The words of a question that say something of a subject."""
    return [word for word in content_words(question) if word not in _LIGHT and word not in _VAGUE]


def ordinal(question: str) -> tuple[int, int, int] | None:
    """Which of the things told is meant, from 0 or -1 for the last, and where the words that say so begin and end."""
    found = _ORDINAL.search(question)
    if found is None:
        return None
    word = folded(found.group("en") or found.group("pair") or found.group("es"))
    return (*(_NTH[word],), found.start(), found.end())
