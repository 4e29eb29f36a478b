import hypothesis
from hypothesis import strategies

from app.document import WHOLE_CHARS, document_blocks
from app.marks import mark_ranges
from core.records import SourceDocument
from core.text import normalise
from tests.app.toy_assistant import TEXTS, card_of, document_of

GUARD = document_of("briefs/guard.md", TEXTS["briefs/guard.md"])


def _shown(text: str) -> str:
    hidden = {at for start, end, name in mark_ranges(text) if name == "cj-md" for at in range(start, end)}
    return "".join(char for at, char in enumerate(text) if at not in hidden)


@hypothesis.given(strategies.text(alphabet="ab #*_|[](). \n-1é😀", max_size=300))
def test_every_block_is_the_text_of_the_document_at_its_offset(raw: str) -> None:
    document = document_of("a.md", normalise("T\n\n" + raw))
    for block in document_blocks(document, None)["blocks"]:
        assert document.text[block["s"] : block["s"] + len(block["t"])] == block["t"]
        assert all(0 <= start <= end <= len(block["t"]) for start, end, _ in block.get("r", ()))


def test_headings_items_rows_and_rules_are_told_apart() -> None:
    kinds = [(block["k"], block.get("l")) for block in document_blocks(GUARD, card_of(GUARD))["blocks"]]
    assert kinds == [
        ("heading", 1), ("text", None), ("heading", 2), ("item", None), ("row", None), ("rule", None), ("row", None),
    ]  # fmt: skip


def test_marks_are_hidden_and_words_stay() -> None:
    assert _shown("## The Guard") == "The Guard"
    assert (
        _shown("- It has **70,000** members, see [the law](https://a.org/b).") == "It has 70,000 members, see the law."
    )
    assert _shown("2 * 3 * 4 and snake_case_name stay") == "2 * 3 * 4 and snake_case_name stay"


def test_plain_text_keeps_its_asterisks() -> None:
    document = SourceDocument(doc_id="a.txt", title="A", text="It is **so**.", media_type="text/plain", checksum="1")
    assert "r" not in document_blocks(document, None)["blocks"][0]


def test_blocks_of_a_paged_document_know_their_page() -> None:
    document = SourceDocument(
        doc_id="a.pdf",
        title="A",
        text="one\n\ntwo\n\nthree",
        media_type="application/pdf",
        checksum="1",
        page_starts=(0, 5),
    )
    assert [(block["t"], block["p"]) for block in document_blocks(document, None)["blocks"]] == [
        ("one", 1), ("two", 2), ("three", 2),
    ]  # fmt: skip


def test_a_paragraph_that_runs_over_a_page_is_shown_on_both() -> None:
    document = SourceDocument(
        doc_id="a.pdf",
        title="A",
        text="one two three",
        media_type="application/pdf",
        checksum="1",
        page_starts=(0, 4, 8),
    )
    assert [(block["s"], block["t"], block["p"]) for block in document_blocks(document, None)["blocks"]] == [
        (0, "one ", 1), (4, "two ", 2), (8, "three", 3),
    ]  # fmt: skip


def test_a_long_document_is_sent_around_the_place_that_is_read() -> None:
    text = "\n\n".join(f"Paragraph {n}." for n in range(60_000))
    document = document_of("long.md", text)
    around = text.index("Paragraph 59000.")
    shown = document_blocks(document, None, around=around)
    assert shown["part"]
    assert any(block["t"] == "Paragraph 59000." for block in shown["blocks"])
    assert sum(len(block["t"]) for block in shown["blocks"]) <= WHOLE_CHARS
