from answering.disagree import disagreement
from answering.question import analyse
from core.records import Evidence
from tests.answering.candidates import passage

ASKED = analyse("How many wolves were counted in 2003?")


def cited(number: int, sentence: str, figure: str, doc_id: str) -> Evidence:
    home = passage(sentence, doc_id)
    at = sentence.index(figure)
    return Evidence(
        number=number, passage=home, start=0, end=len(sentence), score=1.0, focus=(at, at + len(figure))
    )  # fmt: skip


ALBA = cited(1, "In 2003 Alba counted 40 wolves.", "40", "alba.md")


def test_two_documents_with_different_figures_are_named() -> None:
    borea = cited(2, "Borea counted 55 wolves in 2003.", "55", "borea.md")
    assert disagreement(ASKED, [ALBA, borea]) == ("The documents differ: 40 [1] in “alba.md”, 55 [2] in “borea.md”.")


def test_the_same_figure_written_otherwise_is_no_disagreement() -> None:
    assert disagreement(ASKED, [ALBA, cited(2, "Forty wolves were counted in 2003.", "Forty", "borea.md")]) == ""


def test_a_figure_for_another_year_is_no_disagreement() -> None:
    assert disagreement(ASKED, [ALBA, cited(2, "Borea counted 55 wolves in 2004.", "55", "borea.md")]) == ""


def test_a_figure_for_another_subject_is_no_disagreement() -> None:
    assert disagreement(ASKED, [ALBA, cited(2, "Borea has 55 lakes in 2003.", "55", "borea.md")]) == ""


def test_one_document_does_not_disagree_with_itself() -> None:
    assert disagreement(ASKED, [ALBA, cited(2, "Alba counted 41 wolves in 2003.", "41", "alba.md")]) == ""
