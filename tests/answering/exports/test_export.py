import json
import re
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest

from answering.exports.export import to_evidence, to_markdown
from answering.exports.verify import Finding, lines_of_report, read_evidence, verify_answers
from answering.exports.word import to_word
from core.errors import InputFileError
from core.records import Answer, DocumentCard
from core.settings import Settings
from tests.app.toy_assistant import ToyAssistant

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FOUNDED, COUNTED = (
    "The Guard was founded in March 2019.",
    "The register counts 17,608 victims in the first half of 2019.",
)


@pytest.fixture
def assistant(settings: Settings) -> ToyAssistant:
    return ToyAssistant(settings)


@pytest.fixture
def answers(assistant: ToyAssistant) -> tuple[Answer, ...]:
    return tuple(assistant.ask(question) for question in ("Guard founded?", "register counts?", "Who won the cup?"))


@pytest.fixture
def cards(assistant: ToyAssistant) -> dict[str, DocumentCard]:
    return {card.doc_id: card for card in assistant.index.cards()}


def test_markdown_has_a_footnote_with_source_quote_and_link_for_every_citation(
    answers: tuple[Answer, ...], cards: dict[str, DocumentCard]
) -> None:
    told = to_markdown("My talk", answers, cards)
    assert f"{FOUNDED}[^1-1]" in told
    assert (
        f"[^1-1]: Ana Ruiz, The Guard, Toy Press, 2020-05, section “The Guard”: “{FOUNDED}” <https://example.org/a>"
        in told.splitlines()
    )
    assert set(re.findall(r"\[\^[\d-]+\](?!:)", told)) == {"[^1-1]", "[^2-1]"}
    assert "**The documents do not say.**" in told


def test_markdown_takes_marks_in_a_quotation_for_words(cards: dict[str, DocumentCard], assistant: ToyAssistant) -> None:
    told = to_markdown("T", [assistant.ask("members, says the ministry")], cards)
    assert r"It has 70,000 members, says \*\*the ministry\*\*.[^1-1]" in told


def test_notes_go_with_the_answer(answers: tuple[Answer, ...], cards: dict[str, DocumentCard]) -> None:
    noted = [replace(answers[0], notes=("The documents differ: 2 [1] and 3 [2].",))]
    with zipfile.ZipFile(BytesIO(to_word("T", noted, cards))) as parts:
        document = ElementTree.fromstring(parts.read("word/document.xml"))
    assert "The documents differ: 2 [1] and 3 [2]." in [t.text for t in document.iter(f"{W}t")]
    assert r"*The documents differ: 2 \[1\] and 3 \[2\].*" in to_markdown("T", noted, cards).splitlines()


def test_word_has_real_footnotes_in_the_order_of_their_references(
    answers: tuple[Answer, ...], cards: dict[str, DocumentCard]
) -> None:
    with zipfile.ZipFile(BytesIO(to_word("My talk", answers, cards))) as parts:
        document, notes = (ElementTree.fromstring(parts.read(f"word/{n}.xml")) for n in ("document", "footnotes"))
    references = [note.get(f"{W}id") for note in document.iter(f"{W}footnoteReference")]
    texts = {n.get(f"{W}id"): "".join(t.text or "" for t in n.iter(f"{W}t")) for n in notes.iter(f"{W}footnote")}
    assert references == ["1", "2"]
    assert texts["1"].endswith(f"“{FOUNDED}” https://example.org/a")
    assert texts["2"].endswith(f"“{COUNTED}” https://example.org/a")


def test_word_is_opened_again_by_its_library_with_every_question_as_a_heading(
    answers: tuple[Answer, ...], cards: dict[str, DocumentCard]
) -> None:
    import docx

    opened = docx.Document(BytesIO(to_word("My\x00 talk", answers, cards)))
    headings = [p.text for p in opened.paragraphs if p.style is not None and p.style.name.startswith("Heading")]
    assert headings == ["Guard founded?", "register counts?", "Who won the cup?"]


@pytest.fixture
def evidence_file(answers: tuple[Answer, ...], cards: dict[str, DocumentCard], tmp_path: Path) -> Path:
    path = tmp_path / "talk.evidence.json"
    path.write_text(json.dumps(to_evidence("My talk", answers, cards)), encoding="utf-8")
    return path


def test_an_evidence_file_gives_back_the_answers_whole(evidence_file: Path, answers: tuple[Answer, ...]) -> None:
    assert read_evidence(evidence_file) == answers


def test_an_evidence_file_holds_against_the_library_that_it_came_from(
    evidence_file: Path, assistant: ToyAssistant
) -> None:
    report = verify_answers(read_evidence(evidence_file), assistant.index)
    assert report.is_good
    assert [check.finding for check in report.checks] == [Finding.IN_PLACE] * 4
    assert list(lines_of_report(report)) == ["4 of 4 quotes and statements hold."]


def _with_text(assistant: ToyAssistant, doc_id: str, text: str) -> ToyAssistant:
    old = assistant.index.documents[doc_id]
    assistant.index.documents[doc_id] = replace(old, text=text, checksum="changed")
    return assistant


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        (f"# The Guard\n\nA new lead. {FOUNDED}", Finding.MOVED),
        ("# The Guard\n\nThe Guard was founded in April 2019.", Finding.CHANGED),
    ],
)
def test_a_quote_that_moved_or_went_is_found_out(
    evidence_file: Path, assistant: ToyAssistant, text: str, finding: Finding
) -> None:
    report = verify_answers(read_evidence(evidence_file), _with_text(assistant, "briefs/guard.md", text).index)
    assert report.checks[0].finding is finding
    assert report.changed_documents == ("briefs/guard.md",)
    assert report.is_good is finding.is_good


def test_a_document_that_is_gone_is_found_out(evidence_file: Path, assistant: ToyAssistant) -> None:
    del assistant.index.documents["briefs/guard.md"]
    assert verify_answers(read_evidence(evidence_file), assistant.index).checks[0].finding is Finding.DOCUMENT_GONE


def test_a_figure_that_was_tampered_with_is_found_out(evidence_file: Path, assistant: ToyAssistant) -> None:
    told = evidence_file.read_text(encoding="utf-8")
    forged = told.replace(f'"text": "{COUNTED}', f'"text": "{COUNTED.replace("17,608", "71,608")}')
    evidence_file.write_text(forged, encoding="utf-8")
    report = verify_answers(read_evidence(evidence_file), assistant.index)
    bad = [check for check in report.checks if not check.finding.is_good]
    assert [(check.finding, check.detail) for check in bad] == [(Finding.FIGURE_MISSING, "71,608")]


@pytest.mark.parametrize("told", ["", "[]", '{"format": "other"}', '{"format": "cotejo-evidence/1", "answers": [1]}'])
def test_another_file_is_refused_by_name(tmp_path: Path, told: str) -> None:
    path = tmp_path / "other.json"
    path.write_text(told, encoding="utf-8")
    with pytest.raises(InputFileError, match=r"other\.json"):
        read_evidence(path)


def test_a_card_that_is_gone_leaves_title_and_quote(answers: tuple[Answer, ...]) -> None:
    assert f"[^1-1]: The Guard, section “The Guard”: “{FOUNDED}”" in to_markdown("T", answers, {}).splitlines()


def test_a_translation_is_marked_as_such_beside_the_quote(
    answers: tuple[Answer, ...], cards: dict[str, DocumentCard]
) -> None:
    told = [replace(a, evidence=tuple(replace(e, translation="Dicho así.") for e in a.evidence)) for a in answers]
    marked = "(Translated by a language model: “Dicho así.”)"
    assert marked in to_markdown("T", told, cards).replace("\\", "")
    with zipfile.ZipFile(BytesIO(to_word("T", told, cards))) as parts:
        assert marked in parts.read("word/footnotes.xml").decode()
