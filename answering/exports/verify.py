"""An evidence file held against the library, offline: is every quote still there, is every figure still supported."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

from pydantic import ValidationError

from answering.exports.export import FORMAT
from answering.language.facts import missing_facts
from core.codec import answer_from_json
from core.errors import IndexMissingError, InputFileError
from core.records import Answer, Evidence, SourceDocument, Statement, Voice
from core.settings import Settings


class Finding(StrEnum):
    """What came of one quote or statement."""

    IN_PLACE = "in place"
    MOVED = "moved"
    CHANGED = "no longer there"
    DOCUMENT_GONE = "document gone"
    FIGURE_MISSING = "figure not in its evidence"
    UNCITED = "without evidence"

    @property
    def is_good(self) -> bool:
        """Whether the answer can still be relied on here."""
        return self in (Finding.IN_PLACE, Finding.MOVED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One quote or statement and what was found; `answer` counts from 1."""

    answer: int
    what: str
    doc_id: str
    finding: Finding
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyReport:
    """All checks of a file, and the documents whose content is another than when the answers were made."""

    checks: tuple[Check, ...]
    changed_documents: tuple[str, ...]

    @property
    def is_good(self) -> bool:
        """Whether every quote is still there and every figure still supported."""
        return all(check.finding.is_good for check in self.checks)


class Library(Protocol):
    """Whatever can give a stored document by its id."""

    def document(self, doc_id: str) -> SourceDocument | None: ...


def verify_file(path: Path, settings: Settings) -> VerifyReport:
    """What became of an evidence file; raises `InputFileError` or, without an index, `IndexMissingError`."""
    from index.catalog import Catalog
    from index.folder import index_folder

    answers = read_evidence(path)
    catalogue = index_folder(settings) / "catalog.sqlite"
    if not catalogue.is_file():
        raise IndexMissingError(index_folder(settings))
    library = Catalog(catalogue)
    try:
        return verify_answers(answers, library)
    finally:
        library.close()


def read_evidence(path: Path) -> tuple[Answer, ...]:
    """The answers of an evidence file; raises `InputFileError` for anything else."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputFileError(
            path, 1, f"it cannot be read as JSON: {error}. Export an evidence file from the chat."
        ) from error
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise InputFileError(path, 1, f"it is not an evidence file of format {FORMAT!r}. Export one from the chat.")
    try:
        return tuple(answer_from_json(answer) for answer in told.get("answers", ()))
    except (ValidationError, TypeError) as error:
        raise InputFileError(path, 1, f"an answer in it cannot be used: {error}") from error


def verify_answers(answers: tuple[Answer, ...], library: Library) -> VerifyReport:
    """Every quote at its place and every figure in its quotes, and which documents have changed."""
    pinned = {doc_id: checksum for answer in answers for doc_id, checksum in answer.pinned.items()}
    documents = {doc_id: library.document(doc_id) for doc_id in sorted(_cited(answers) | set(pinned))}
    checks = [check for at, answer in enumerate(answers, start=1) for check in _checks(at, answer, documents)]
    changed = [doc_id for doc_id, checksum in pinned.items() if (d := documents[doc_id]) and d.checksum != checksum]
    return VerifyReport(checks=tuple(checks), changed_documents=tuple(changed))


def lines_of_report(report: VerifyReport) -> Iterator[str]:
    """The report as lines of plain text: what fails first, then the count."""
    for doc_id in report.changed_documents:
        yield f"{doc_id} has changed since the answers were made."
    for check in report.checks:
        if check.finding is not Finding.IN_PLACE:
            where = f" in {check.doc_id}" if check.doc_id else ""
            yield f"Answer {check.answer}: {check.finding}{where}: {check.what!r} {check.detail}".rstrip()
    good = sum(check.finding.is_good for check in report.checks)
    yield f"{good} of {len(report.checks)} quotes and statements hold."


def _cited(answers: tuple[Answer, ...]) -> set[str]:
    return {evidence.passage.doc_id for answer in answers for evidence in answer.evidence}


def _checks(at: int, answer: Answer, documents: Mapping[str, SourceDocument | None]) -> Iterator[Check]:
    for evidence in answer.evidence:
        finding = _find(evidence, documents[evidence.passage.doc_id])
        yield Check(answer=at, what=evidence.quote, doc_id=evidence.passage.doc_id, finding=finding)
    for statement in answer.statements:
        yield from _check_statement(at, statement, {e.number: e for e in answer.evidence})


def _find(evidence: Evidence, document: SourceDocument | None) -> Finding:
    if document is None:
        return Finding.DOCUMENT_GONE
    if evidence.quote and document.text[evidence.start : evidence.end] == evidence.quote:
        return Finding.IN_PLACE
    return Finding.MOVED if evidence.quote and evidence.quote in document.text else Finding.CHANGED


def _check_statement(at: int, statement: Statement, cited: Mapping[int, Evidence]) -> Iterator[Check]:
    quotes = " ".join(cited[number].quote for number in statement.evidence if number in cited)
    told: dict[str, Any] = {"answer": at, "what": statement.text, "doc_id": ""}
    if not quotes and statement.voice is not Voice.OURS:
        yield Check(**told, finding=Finding.UNCITED)
        return
    missing = missing_facts(statement.text, quotes) if quotes else ()
    finding = Finding.FIGURE_MISSING if missing else Finding.IN_PLACE
    yield Check(**told, finding=finding, detail=", ".join(missing))
