"""What the sources are turned into, and what the network learns from."""

from dataclasses import dataclass, replace
from enum import IntEnum

from core.text import Span, split_sentences


class Label(IntEnum):
    """What evidence does for a claim. NOT_SUPPORTED leaves open which of the two below it holds."""

    SUPPORTED = 0
    CONTRADICTED = 1
    NOT_ENOUGH = 2
    NOT_SUPPORTED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A piece of text with its heading. `group` is the article it is from; groups are held out whole."""

    group: str
    heading: str
    text: str

    @property
    def sentences(self) -> list[Span]:
        """Spans of its sentences."""
        return split_sentences(self.text)


class Premise(IntEnum):
    """What a paragraph does to what a question takes for true; one that is silent about it lets it stand."""

    UNKNOWN = -1
    STANDS = 0
    FALLS = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question on a paragraph. No answers means that the paragraph does not answer it.

    `whole_sentences`: the answers are sentences that hold the answer, not the answering words. Where the premise falls
    they are what contradicts it, and the question has no answer.
    """

    paragraph: Paragraph
    question: str
    answers: tuple[Span, ...]
    whole_sentences: bool = False
    premise: Premise = Premise.UNKNOWN

    @property
    def is_answered(self) -> bool:
        """Whether the paragraph answers it."""
        return bool(self.answers) and self.premise is not Premise.FALLS

    def shifted(self, text: str, offset: int) -> "Asked":
        """The same question on another text in which everything stands `offset` characters further on."""
        answers = tuple((start + offset, end + offset) for start, end in self.answers)
        inside = tuple(span for span in answers if span[0] >= 0 and span[1] <= len(text))
        return replace(self, paragraph=replace(self.paragraph, text=text), answers=inside)

    def unanswered(self, text: str | None = None) -> "Asked":
        """The same question where the text, this one or another, does not answer it."""
        paragraph = self.paragraph if text is None else replace(self.paragraph, text=text)
        return replace(self, paragraph=paragraph, answers=(), premise=Premise.UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """What was asked before, and the words that answered it; none where nothing did."""

    question: str
    answer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """A conversation about one text: the exchanges in their order, each with its question in whole words."""

    group: str
    heading: str
    exchanges: tuple[Exchange, ...]
    wholes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A claim and the evidence it is held against."""

    claim: str
    evidence: str
    label: Label
    group: str = ""


Example = Asked | Claimed
