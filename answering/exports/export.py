"""Answers to take away: Markdown with footnotes, and the evidence file that `verify` checks against the library.

`answering/exports/word.py` writes the same footnotes into a Word document.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from core.codec import answer_to_json
from core.records import Answer, DocumentCard, Evidence, Outcome, Statement

FORMAT = "cotejo-evidence/1"
OUTCOME_WORDS = {
    Outcome.ANSWERED: "",
    Outcome.PARTIAL: "The documents answer a part of this.",
    Outcome.NO_EVIDENCE: "The documents do not say.",
    Outcome.PREMISE_CORRECTED: "The documents contradict what the question assumes.",
    Outcome.DECLINED: "This question was not answered.",
}
_MARKS = str.maketrans({char: f"\\{char}" for char in "\\`*_[]<>#|~"})
Cards = Mapping[str, DocumentCard]


def to_markdown(title: str, answers: Sequence[Answer], cards: Cards) -> str:
    """The questions and answers with a footnote for every citation: author, title, date, place, exact quote, link."""
    lines = [f"# {_plain(title)}", ""]
    for turn, answer in enumerate(answers, start=1):
        lines += [f"## {_plain(answer.question)}", "", *_markdown_answer(turn, answer)]
    for turn, answer in enumerate(answers, start=1):
        lines += [f"[^{turn}-{e.number}]: {_markdown_note(e, cards)}" for e in answer.evidence]
    return "\n".join(lines).rstrip() + "\n"


def to_evidence(title: str, answers: Sequence[Answer], cards: Cards) -> dict[str, Any]:
    """All that is needed to check the answers without us: statements, spans, document checksums and settings."""
    cited = {doc_id for answer in answers for doc_id in answer.pinned}
    return {
        "format": FORMAT,
        "title": title,
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "documents": {doc_id: _document(cards[doc_id]) for doc_id in sorted(cited) if doc_id in cards},
        "answers": [answer_to_json(answer) for answer in answers],
    }


def source_of(evidence: Evidence, cards: Cards) -> str:
    """Whose words these are and where they stand: authors, title, publisher, date, section, page."""
    passage, card = evidence.passage, cards.get(evidence.passage.doc_id)
    about = card.metadata if card else None
    authors = ", ".join(about.authors) if about else ""
    publisher = about.publisher if about and about.publisher != authors else ""
    page = f"p. {passage.page}" if passage.page is not None else ""
    section = f"section “{passage.heading_path[-1]}”" if passage.heading_path else ""
    told = (authors, card.title if card else passage.title, publisher, about.published if about else "", section, page)
    return ", ".join(filter(None, told))


def link_of(evidence: Evidence, cards: Cards) -> str:
    """The address of the document, if it has one that a page may link to."""
    card = cards.get(evidence.passage.doc_id)
    url = card.metadata.url if card else ""
    return url if url.startswith(("https://", "http://")) else ""


def one_line(text: str) -> str:
    """The text with its line breaks and runs of white space as single spaces."""
    return " ".join(text.split())


def translated(evidence: Evidence) -> str:
    """A language model's translation of the quote, marked as such; empty where there is none."""
    return f"(Translated by a language model: “{one_line(evidence.translation)}”)" if evidence.translation else ""


def remarks(answer: Answer) -> tuple[str, ...]:
    """What stands under an answer: its notes, and what the question was held against."""
    searched = answer.searched
    return (*answer.notes, f"Searched {len(searched.documents)} documents, read {searched.passages_read} passages.")


def _markdown_answer(turn: int, answer: Answer) -> Iterator[str]:
    if OUTCOME_WORDS[answer.outcome]:
        yield f"**{OUTCOME_WORDS[answer.outcome]}**"
        yield ""
    for statement in answer.statements:
        yield _markdown_statement(turn, statement)
        yield ""
    for remark in remarks(answer):
        yield f"*{_plain(remark)}*"
        yield ""


def _markdown_statement(turn: int, statement: Statement) -> str:
    notes = "".join(f"[^{turn}-{number}]" for number in statement.evidence)
    return " ".join(filter(None, (_plain(statement.preface), _plain(one_line(statement.text)) + notes)))


def _markdown_note(evidence: Evidence, cards: Cards) -> str:
    link = link_of(evidence, cards)
    told = f"{_plain(source_of(evidence, cards))}: “{_plain(one_line(evidence.quote))}”"
    if evidence.translation:
        told += f" {_plain(translated(evidence))}"
    return f"{told} <{link}>" if link else told


def _document(card: DocumentCard) -> dict[str, str]:
    about = card.metadata
    return {
        "title": card.title,
        "checksum": card.checksum,
        "authors": ", ".join(about.authors),
        "publisher": about.publisher,
        "published": about.published,
        "url": about.url,
    }


def _plain(text: str) -> str:
    return text.translate(_MARKS)
