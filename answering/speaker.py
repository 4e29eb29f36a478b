"""Who is asked about: a question for what a document or its authors hold, told apart from what they hold it on.

"According to the authors, did the plan work?" asks whether the plan worked, and wants it from their document. The words
for the speaker are no part of what is looked for, or every sentence that names the authors would seem to answer.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from answering.about_cues import DOCUMENT
from core.records import DocumentCard, Kind
from core.text import STOPWORDS, content_words, words

_LIGHT = (
    r"(?:says?|said|thinks?|thought|believes?|believed|claims?|claimed|argues?|argued|suggests?|suggested|states?|"
    r"writes?|conclude[sd]?|dicen?|piensan?|creen?|opinan?|sostienen?|afirman?)"
)
_VERB = (
    rf"(?:{_LIGHT}|finds?|found|considers?|mentions?|judges?|makes?|sees?|reads?|quotes?|cites?|counts?|"
    r"gives?|names?|wants?|recommends?|proposes?|expects?|blames?|describes?|calls?|attributes?|explains?|reports?|"
    r"dates?|puts?|criticis\w+|regard|ven|juzgan?|proponen?|recomiendan?|consideran?|mencionan?|critican?|citan?|dan?)"
)
_VIEW = r"(?:view|opinion|eyes|judge?ment|reading|account|words|estimation|telling|analysis|assessment|verdict)"
_GENERIC = (
    r"(?:(?:the|this|both|these|los|las|el|la)\s+(?:(?-i:[A-Z]{2,})\s+|two\s+|dos\s+)?"
    rf"(?:authors?|writers?|autor(?:es|as|a)?|{DOCUMENT})(?:\s+(?:of|de|del|in)\s+(?:the|this|that|el|la|este)?\s*(?:(?-i:[A-Z]{{2,}})\s+)?{DOCUMENT})?)"
)
_STANDING = re.compile(rf"{DOCUMENT}|authors?|writers?|autor(?:es|as|a)?")
_POSSESSIVE = re.compile(r"['’]s?\b")
_NAME_GAP = r"[\s.,'’-]+"
_POINTS_BACK = re.compile(r"\b(?:its?|their|they|them|own)\b", re.IGNORECASE)  # to the speaker, who would be gone
_LEAST_NAME = 3  # letters
_LEAST_LEFT = 2  # words of a question that tell what it is about


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Whose word a question wants.

    `documents` are theirs; `names` the folded words that name them; `rest` is the question without "according to them".
    """

    documents: frozenset[str]
    names: frozenset[str]
    rest: str

    def is_named_by(self, word: str) -> bool:
        """Whether a folded word stands for the speaker."""
        return word in self.names or bool(_STANDING.fullmatch(word))

    def voiced(self, doc_id: str, sentence: str) -> float:
        """How far a sentence carries their word: 1 for their own document, a half for who names them, else 0."""
        if not self.documents or doc_id in self.documents:
            return 1.0
        return 0.5 if any(map(self.is_named_by, words(sentence))) else 0.0


def speaker_asked(question: str, cards: Iterable[DocumentCard]) -> Speaker | None:
    """The speaker whose word a question wants, or None where it asks for the matter itself."""
    cards = tuple(cards)
    padded = f" {' '.join(words(_POSSESSIVE.sub(' ', question)))} "
    named = {name: card for card in cards for name in speaker_names(card) if f" {name} " in padded}
    speaker = _pattern(named)
    if not _is_asked(question, speaker):
        return None
    rest = _without(question, speaker)
    if len(content_words(rest)) < _LEAST_LEFT or (rest != question and _POINTS_BACK.search(rest)):
        return None
    documents = {card.doc_id for card in named.values()} or _lone_original(cards)
    own = {word for name in named for word in name.split()} - STOPWORDS
    asked = {word for word in padded.split() if _STANDING.fullmatch(word) or re.fullmatch(_LIGHT, word)}
    return Speaker(documents=frozenset(documents), names=frozenset(own | asked), rest=rest)


def _is_asked(question: str, speaker: str) -> bool:
    return bool(re.search(rf"{_by(speaker)}|{_saying(speaker)}|{_owning(speaker)}", question, re.IGNORECASE))


def _without(question: str, speaker: str) -> str:
    """The question without "according to them" and "do they say that"."""
    rest = re.sub(rf",?\s*{_by(speaker)},?", " ", question, flags=re.IGNORECASE)
    rest = re.sub(
        rf"\b(?:do|does|did)\s+{speaker}\s+{_LIGHT}\b(?!\s+(?:about|of|on)\b)(?:\s+that\b)?",
        " ",
        rest,
        flags=re.IGNORECASE,
    )
    rest = " ".join(rest.split()).strip(" ,")
    rest = re.sub(r"\s+([?!.,])", r"\1", rest)
    return rest[:1].upper() + rest[1:] if rest else rest


def _by(speaker: str) -> str:
    """In whose view."""
    return (
        rf"(?:\b(?:according\s+to|in\s+the\s+{_VIEW}\s+of|as\s+per|per|seg[uú]n|a\s+juicio\s+de|en\s+opini[oó]n\s+de)"
        rf"\s+{speaker}"
        rf"|\bin\s+{speaker}(?:'s?|’s?)?\s+{_VIEW}"
        rf"|\bas\s+{speaker}\s+(?:sees?|reads?|puts?|tells?|describes?)\b(?:\s+it\b)?)"
    )


def _saying(speaker: str) -> str:
    """What they hold: a verb that they are the subject of, in a question."""
    return (
        rf"(?:\b(?:do|does|did|would)\s+{speaker}\s+{_VERB}\b|\b{_VERB}\s+{speaker}(?=\W*$|\s+de)"
        rf"|\b(?:qu[eé]|c[oó]mo|cu[aá]l|por\s+qu[eé])\s+{_VERB}\s+{speaker}(?=\W|$)|\bto\s+{speaker}(?=\W*$)"
        rf"|\b(?:are|were)\s+{speaker}\s+(?!an?\b|the\b)[a-z]+)"
    )


def _owning(speaker: str) -> str:
    """What is theirs: their figure, their view."""
    return rf"(?:{speaker}(?:['’]s|(?<=s)['’])\s+[a-z]+)"


def _pattern(named: Iterable[str]) -> str:
    """One speaker or two: "the authors", "the harbour report", "Moss and Reed"; `named` are folded names."""
    names = "|".join(_NAME_GAP.join(map(re.escape, name.split())) for name in sorted(named, key=len, reverse=True))
    called = rf"|(?:(?:the|el)\s+)?\b(?:{names})\b(?:\s+(?:authors?|writers?|{DOCUMENT}))?" if names else ""
    one = rf"(?:{_GENERIC}{called})"
    return rf"(?:{one}(?:\s+(?:and|y|e)\s+{one})?)"


def speaker_names(card: DocumentCard) -> frozenset[str]:
    """The folded names by which a document's speakers are known."""
    about = card.metadata
    speaks = about.kind in (Kind.ORIGINAL, Kind.UPLOAD)
    return _names_of(about.publisher, about.authors) if speaks else frozenset()


@lru_cache(maxsize=16_384)
def _names_of(publisher: str, authors: tuple[str, ...]) -> frozenset[str]:
    """Authors, their last names, the publisher and its initials, where they have three letters or more."""
    last = (words(author)[-1:] for author in authors)
    initials = "".join(word[0] for word in content_words(publisher))
    found = (
        " ".join(words(publisher)),
        initials,
        *(" ".join(words(author)) for author in authors),
        *map(" ".join, last),
    )
    return frozenset(name for name in found if len(name) >= _LEAST_NAME)


def _lone_original(cards: Iterable[DocumentCard]) -> set[str]:
    originals = [card.doc_id for card in cards if card.metadata.kind is Kind.ORIGINAL]
    return set(originals) if len(originals) == 1 else set()
