"""Who speaks in a sentence: read off the document's kind and the sentence's own cues, in English and Spanish."""

import re

from answering.language.figures import figures_in
from answering.sorts import without_references
from core.records import DocumentMetadata, Kind, Voice
from core.text import fold

_COUNTED_BY_OFFICE = re.compile(
    r"\b(?:inegi|sesnsp|envipe|enve|encodat|coneval|eurostat|ine|ons|census|censo|"
    r"official (?:figures?|data|count|statistics)|"
    r"statistics?|statistical|survey|registry|register|cifras oficiales|encuesta|estadisticas?|registro)\b"
)
# Words of saying that carry an opinion or a claim, also where an office of statistics utters it.
_HELD = re.compile(
    r"\b(?:argued?|argues|claimed|claims that|denied|denies|accused|accuses|warned|warns|insisted|insists|criticis\w+|"
    r"criticiz\w+|urge[sd]?|blame[sd]?|in the view of|the view of|aseguro|asegura|advirtio|advierte|nego|niega|acuso|"
    r"critico|critica|sostiene|sostuvo|opina|opino)\b"
)
_SAID = re.compile(
    r"\b(?:according to|said|says|told|stated|announced|estimated|estimates that|reported(?! (?:crimes?|cases?))|wrote|"
    r"by (?:the|its|his|her|their) account|by the [\w-]+'s account|"
    r"as [\w ]{1,30} (?:puts|explains|notes|noted|explained)|segun|dijo|dice que|afirmo|afirma|declaro|"
    r"informo|reporto)\b"
)
_NOT_SAID = re.compile(
    r"\b(?:never|not|un|those|be|been|is|are|was|were) reported\b|\bsays (?:nothing|otherwise|nothing of)\b"
)
_QUOTATION = re.compile(r"[\"“«]([^\"”»]+)[\"”»]")
_LEAST_QUOTED_WORDS = 4  # fewer are a nickname or a title
_JUDGEMENT = re.compile(
    r"\b(?:should|must|ought|needs? to|would be well advised|well-advised|failed|failing|failure|fails|failures|"
    r"unclear|not enough|effective|ineffective|disturbing|shockingly|discouraging|laudable|obvious|serious|viable|"
    r"perhaps|may|might|could|suggests?|signals?|demonstrates|it becomes clear|"
    r"deberia\w*|debe|insuficiente|fracas\w+)\b"
)
_MONTH_OF_MAY = re.compile(r"\bMay\b")  # not the verb
_ABOUT_AUTHORS = re.compile(
    r"\b(?:the (?:[\w-]+ )?(?:commentary|authors?|essay)|el (?:comentario|ensayo)|los autores|las autoras)\b"
    r"(?:(?!'s)|(?='s (?:view|judgement|judgment|opinion|claim|argument|verdict|advice)))"
)


def voice_of(sentence: str, about: DocumentMetadata) -> Voice:
    """The voice of a sentence of a document.

    An opinion of the document's own authors is theirs; in a digest or a brief of ours, a sentence about "the authors"
    or "the commentary" carries their judgement, not a fact.
    """
    folded = fold(_MONTH_OF_MAY.sub("", without_references(sentence)))
    if about.kind in (Kind.DIGEST, Kind.BRIEF) and _ABOUT_AUTHORS.search(folded):
        return Voice.AUTHORS
    if _HELD.search(folded):
        return Voice.THIRD_PARTY
    if _COUNTED_BY_OFFICE.search(folded) and figures_in(without_references(sentence)):
        return Voice.STATISTIC
    if _SAID.search(_NOT_SAID.sub("", folded)) or _is_quoted(sentence):
        return Voice.THIRD_PARTY
    if _JUDGEMENT.search(folded) and about.kind not in (Kind.BRIEF, Kind.REFERENCE):
        return Voice.AUTHORS
    return Voice.REPORTED


def _is_quoted(sentence: str) -> bool:
    return any(len(found.split()) >= _LEAST_QUOTED_WORDS for found in _QUOTATION.findall(sentence))
