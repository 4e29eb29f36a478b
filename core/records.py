"""The nouns of the project, frozen. Data flows through them one way:

`SourceDocument -> Passage -> Hit -> Evidence -> Answer`.

Every offset counts characters of the stored, normalised text of a document, so a quotation is always a slice.
"""

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What sort of voice a document is."""

    ORIGINAL = "original"
    DIGEST = "digest"
    BRIEF = "brief"
    REFERENCE = "reference"
    UPLOAD = "upload"


class Outcome(StrEnum):
    """How a question ended. Refusal is a value, never a phrase to search for."""

    ANSWERED = "ANSWERED"
    PARTIAL = "PARTIAL"
    NO_EVIDENCE = "NO_EVIDENCE"
    PREMISE_CORRECTED = "PREMISE_CORRECTED"
    DECLINED = "DECLINED"

    @property
    def abstained(self) -> bool:
        """Whether the reader was given no answer to the question as asked."""
        return self in (Outcome.NO_EVIDENCE, Outcome.DECLINED)


class Verdict(StrEnum):
    """What the checker found when it held a statement against its evidence."""

    SUPPORTED = "SUPPORTED"
    CONTRADICTED = "CONTRADICTED"
    UNSUPPORTED = "UNSUPPORTED"
    UNCHECKED = "UNCHECKED"


class Voice(StrEnum):
    """Who speaks in a statement."""

    REPORTED = "reported fact"
    AUTHORS = "the authors' judgement"
    THIRD_PARTY = "somebody quoted or reported"
    STATISTIC = "official statistic"
    OURS = "our own words"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentMetadata:
    """What is known of a document beside its text. An empty string means unknown; `published` is YYYY[-MM[-DD]]."""

    authors: tuple[str, ...] = ()
    publisher: str = ""
    published: str = ""
    url: str = ""
    language: str = "en"
    kind: Kind = Kind.UPLOAD
    licence: str = ""
    period: str = ""
    stands_in_for: str = ""
    source_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDocument:
    """One document of the library, normalised. `page_starts[i]` is where page i + 1 begins; empty without pages."""

    doc_id: str
    title: str
    text: str
    media_type: str
    checksum: str
    metadata: DocumentMetadata = field(default_factory=DocumentMetadata)
    page_starts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A piece of a document: `document.text[start:end] == text`. The passages of a document tile it."""

    passage_id: str
    doc_id: str
    title: str
    heading_path: tuple[str, ...]
    text: str
    start: int
    end: int
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A retrieved passage. A higher score is better, everywhere, and comparable only within one retriever."""

    passage: Passage
    score: float
    rank: int
    retriever: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A span of a passage that bears on the question; `number` is its citation label, minted by us.

    `start` and `end` count in the document. `focus` are the answering words inside the span, where they are known.
    `translation` is what a language model made of the quote in the question's language, where it was asked to.
    """

    number: int
    passage: Passage
    start: int
    end: int
    score: float
    focus: tuple[int, int] | None = None
    translation: str = ""

    @property
    def quote(self) -> str:
        """The exact words of the document."""
        return self.passage.text[self.start - self.passage.start : self.end - self.passage.start]

    @property
    def focused(self) -> str:
        """The answering words; empty where they are not known."""
        start, end = self.focus or (self.start, self.start)
        return self.passage.text[start - self.passage.start : end - self.passage.start]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One sentence of an answer and the numbers of the evidence it rests on.

    `preface` holds our own words before a quotation (a referent, who says it); the page shows them as ours.
    """

    text: str
    evidence: tuple[int, ...]
    verdict: Verdict = Verdict.UNCHECKED
    voice: Voice = Voice.REPORTED
    preface: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """What a question was held against: documents in scope, passages read, and who had nothing to say."""

    documents: tuple[str, ...] = ()
    passages_read: int = 0
    silent: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    nearest: tuple[Hit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which documents to search. An empty field does not restrict; dates compare as YYYY[-MM[-DD]] prefixes."""

    doc_ids: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    languages: tuple[str, ...] = ()
    published_from: str = ""
    published_to: str = ""

    @property
    def is_everything(self) -> bool:
        """Whether nothing is restricted."""
        return self == Scope()


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One exchange of a conversation, as far as a follow-up needs it.

    `query` is what was searched for it, `quoted` the evidence of its answer, `focus` the answering words of the first
    quotation; empty where unknown.
    """

    question: str
    answer: str
    query: str = ""
    quoted: tuple[Evidence, ...] = ()
    focus: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """All that a question came to. `timings` are seconds by stage; `notes` are plain words about how it was made.

    `model` names the language model that wrote the statements; empty where they are quotations.
    `pinned` maps each cited document to the checksum it had; another one today means an answer of an old version.
    """

    question: str
    query: str
    statements: tuple[Statement, ...]
    outcome: Outcome
    evidence: tuple[Evidence, ...]
    searched: Searched
    timings: dict[str, float]
    settings_id: str
    notes: tuple[str, ...] = ()
    withheld: tuple[Statement, ...] = ()
    scope: Scope = field(default_factory=Scope)
    model: str = ""
    pinned: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The statements as one paragraph, with their citation numbers."""
        return " ".join(
            " ".join(filter(None, (s.preface, s.text, "".join(f"[{n}]" for n in s.evidence)))) for s in self.statements
        )

    @property
    def turn(self) -> Turn:
        """The exchange that this answer ends, for what follows."""
        told = " ".join(statement.text for statement in self.statements)
        focus = next((evidence.focused for evidence in self.evidence), "")
        return Turn(question=self.question, answer=told, query=self.query, quoted=self.evidence, focus=focus)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentCard:
    """A document as lists show it, without its text."""

    doc_id: str
    title: str
    media_type: str
    checksum: str
    metadata: DocumentMetadata
    passage_count: int
    path: str
    indexed_at: str
