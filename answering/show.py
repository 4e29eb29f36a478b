"""An answer as lines of plain text for a terminal."""

from collections.abc import Iterator

from core.records import Answer, Evidence, Outcome, Statement

_HEADINGS = {
    Outcome.ANSWERED: "",
    Outcome.PARTIAL: "The documents answer a part of this.",
    Outcome.NO_EVIDENCE: "The documents do not say.",
    Outcome.PREMISE_CORRECTED: "The documents say otherwise than the question assumes.",
    Outcome.DECLINED: "This question was not answered.",
}


def lines_of(answer: Answer) -> Iterator[str]:
    """Heading, statements, sources, what was searched, and the time it took."""
    if answer.query != answer.question:
        yield f"Searched for: {answer.query}"
    if _HEADINGS[answer.outcome]:
        yield _HEADINGS[answer.outcome]
    yield from (_statement(statement) for statement in answer.statements)
    yield ""
    yield from (_source(evidence) for evidence in answer.evidence)
    yield from (f"Note: {note}" for note in answer.notes)
    yield from _searched(answer)
    yield f"{answer.outcome} in {sum(answer.timings.values()):.2f} s"


def _statement(statement: Statement) -> str:
    numbers = "".join(f"[{number}]" for number in statement.evidence)
    return " ".join(filter(None, (statement.preface, statement.text, numbers, f"({statement.voice})")))


def _source(evidence: Evidence) -> str:
    passage = evidence.passage
    section = " > ".join(passage.heading_path)
    page = f"page {passage.page}" if passage.page is not None else ""
    told = f"[{evidence.number}] " + ", ".join(filter(None, (passage.title, section, page, passage.doc_id)))
    return f"{told}\n    Translated by a language model: {evidence.translation}" if evidence.translation else told


def _searched(answer: Answer) -> Iterator[str]:
    searched = answer.searched
    yield f"Searched {len(searched.documents)} documents, read {searched.passages_read} passages."
    if searched.absent:
        others = f", and {len(searched.absent) - 1} more" if len(searched.absent) > 1 else ""
        yield f"Not in the library: “{searched.absent[0]}”{others}."
    if answer.outcome.abstained and searched.nearest:
        yield "Nearest passages:"
        yield from (
            f"  {hit.passage.passage_id}: {' '.join(hit.passage.text.split())[:100]}…" for hit in searched.nearest
        )
