"""Who speaks in a sentence: read off the document's kind and the sentence's own cues, in English and Spanish."""

import re

from core.records import DocumentMetadata, Kind, Voice
from core.text import fold

_STATISTIC = re.compile(
    r"\b(?:inegi|sesnsp|envipe|enve|encodat|coneval|census|official (?:figures?|data|count|statistics)|registered|"
    r"statistics?|survey|recorded|cifras oficiales|encuesta|estadistica)\b"
)
_FIGURE = re.compile(r"\d")
_QUOTED = re.compile(
    r"[\"“«][^\"”»]{8,}[\"”»]|\b(?:according to|said|says|told|argued?|argues|claimed?|claims|stated?|denied|denies|"
    r"reported|reports|announced|estimates?|estimated|accused?|warned|insisted|in the view of|segun|dijo|afirmo|"
    r"declaro|aseguro|advirtio|nego|informo)\b"
)
_JUDGEMENT = re.compile(
    r"\b(?:should|must|ought|need(?:s)? to|would be well advised|well-advised|failed?|failing|failure|fails|failures|"
    r"unclear|not enough|effective|ineffective|disturbing|shockingly|discouraging|laudable|obvious|serious|viable|"
    r"perhaps|may|might|could|suggests?|signals?|demonstrates|it becomes clear|deberia|debe|insuficiente|fracas\w+)\b"
)
_MONTH_OF_MAY = re.compile(r"\bMay\b")  # not the verb
_ABOUT_AUTHORS = re.compile(
    r"\b(?:the (?:csis )?(?:commentary|authors?)|sandin and mccormick|el comentario|los autores|las autoras)\b"
)


def voice_of(sentence: str, about: DocumentMetadata) -> Voice:
    """The voice of a sentence of a document.

    An opinion of the document's own authors is theirs; in a digest or a brief of ours, a sentence about "the authors"
    or "the commentary" carries their judgement, not a fact.
    """
    folded = fold(_MONTH_OF_MAY.sub("", sentence))
    if about.kind in (Kind.DIGEST, Kind.BRIEF) and _ABOUT_AUTHORS.search(folded):
        return Voice.AUTHORS
    if _STATISTIC.search(folded) and _FIGURE.search(folded):
        return Voice.STATISTIC
    if _QUOTED.search(folded):
        return Voice.THIRD_PARTY
    if _JUDGEMENT.search(folded) and about.kind not in (Kind.BRIEF, Kind.REFERENCE):
        return Voice.AUTHORS
    return Voice.REPORTED
