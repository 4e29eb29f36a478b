"""Answers as a Word document with real footnotes; python-docx cannot write these, so their part is added by hand."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from answering.exports.export import OUTCOME_WORDS, link_of, one_line, remarks, source_of, translated
from core.records import Answer, DocumentCard, Evidence, Statement

if TYPE_CHECKING:
    from docx.document import Document

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PART = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)
_RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
_UNPRINTABLE = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF))
Cards = Mapping[str, DocumentCard]


def to_word(title: str, answers: Sequence[Answer], cards: Cards) -> bytes:
    """The questions and answers as a .docx file; every citation is a footnote with source, exact quote and link."""
    import docx

    document = docx.Document()
    document.add_heading(_clean(title), level=0)
    notes: list[str] = []
    for answer in answers:
        _add_answer(document, answer, cards, notes)
    _add_footnotes(document, notes)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _add_answer(document: "Document", answer: Answer, cards: Cards, notes: list[str]) -> None:
    document.add_heading(_clean(answer.question), level=1)
    if OUTCOME_WORDS[answer.outcome]:
        document.add_paragraph().add_run(OUTCOME_WORDS[answer.outcome]).bold = True
    cited = {evidence.number: evidence for evidence in answer.evidence}
    for statement in answer.statements:
        _add_statement(document, statement, cited, cards, notes)
    for remark in remarks(answer):
        document.add_paragraph().add_run(_clean(remark)).italic = True


def _add_statement(
    document: "Document", statement: Statement, cited: Mapping[int, Evidence], cards: Cards, notes: list[str]
) -> None:
    paragraph = document.add_paragraph()
    if statement.preface:
        paragraph.add_run(f"{_clean(statement.preface)} ").italic = True
    paragraph.add_run(_clean(one_line(statement.text)))
    for evidence in (cited[number] for number in statement.evidence if number in cited):
        notes.append(_note(len(notes) + 1, evidence, cards))
        _add_reference(paragraph, len(notes))


def _add_reference(paragraph: Any, number: int) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run = paragraph.add_run()
    run.font.superscript = True
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), str(number))
    run._r.append(reference)  # noqa: SLF001 - python-docx has no other way to a run's element


def _note(number: int, evidence: Evidence, cards: Cards) -> str:
    parts = (
        f"{source_of(evidence, cards)}: “{one_line(evidence.quote)}”",
        translated(evidence),
        link_of(evidence, cards),
    )
    told = " " + " ".join(filter(None, parts))
    text = f'<w:t xml:space="preserve">{escape(_clean(told))}</w:t>'
    mark = f"<w:r>{_RAISED}<w:footnoteRef/></w:r>"
    return (
        f'<w:footnote w:id="{number}"><w:p>{mark}<w:r><w:rPr><w:sz w:val="18"/></w:rPr>{text}</w:r></w:p></w:footnote>'
    )


def _add_footnotes(document: "Document", notes: Sequence[str]) -> None:
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    xml = f'{head}<w:footnotes xmlns:w="{_W}">{_SEPARATORS}{"".join(notes)}</w:footnotes>'
    part = Part(PackURI("/word/footnotes.xml"), _PART, xml.encode(), document.part.package)
    document.part.relate_to(part, _RELATION)


def _clean(text: str) -> str:
    return text.translate(_UNPRINTABLE)
