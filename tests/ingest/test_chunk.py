from hypothesis import given
from hypothesis import settings as trials
from hypothesis import strategies as st

from core.records import DocumentMetadata, Passage, SourceDocument
from core.settings import Settings
from core.text import normalise, split_sentences
from ingest.chunk import LEAST_BUDGET, chunk
from ingest.load import load_all
from tests.ingest import files
from tests.toys import ToyEmbedder

PROSE = " ".join(f"Sentence number {number} has exactly eight words here." for number in range(40))


def document(text: str, *, media_type: str = "text/markdown", pages: tuple[int, ...] = ()) -> SourceDocument:
    return SourceDocument(
        doc_id="a.md", title="A", text=normalise(text), media_type=media_type, checksum="c", page_starts=pages,
        metadata=DocumentMetadata(language="en"),
    )  # fmt: skip


def cut(text: str, *, tokens: int = 40, **more: object) -> tuple[Passage, ...]:
    return chunk(document(text, **more), ToyEmbedder(), tokens)  # type: ignore[arg-type]


@given(
    st.lists(
        st.sampled_from(
            [
                "# Head\n\n",
                "One two three. ",
                "¿Qué pasó? ",
                "\n\n",
                "- item\n",
                "| a | b |\n",
                "word " * 90,
                "\t",
                "## Sub\n\n",
            ]
        )
    )
)
@trials(max_examples=200, deadline=None)
def test_passages_tile_any_document(pieces: list[str]) -> None:
    source = document("".join(pieces))
    passages = chunk(source, ToyEmbedder(), 40)
    assert "".join(passage.text for passage in passages) == source.text
    assert all(source.text[passage.start : passage.end] == passage.text for passage in passages)
    assert [passage.passage_id for passage in passages] == [f"a.md#{number:03d}" for number in range(len(passages))]


def test_no_passage_cuts_a_sentence() -> None:
    starts = {start for start, _ in split_sentences(normalise(PROSE))}
    assert all(passage.start in starts for passage in cut(PROSE))


def test_passages_fill_the_room_evenly() -> None:
    # 320 words in passages of at most 40: eight of five sentences each.
    assert [len(passage.text.split()) for passage in cut(PROSE)] == [40] * 8


def test_the_last_passage_is_not_a_crumb() -> None:
    text = " ".join(f"Sentence number {number} has exactly eight words here." for number in range(6))
    assert [len(passage.text.split()) for passage in cut(text)] == [24, 24]


def test_a_passage_begins_at_a_paragraph_where_that_costs_little() -> None:
    four = " ".join(f"Sentence number {number} has exactly eight words here." for number in range(4))
    passages = cut(f"{four}\n\n{four}")
    assert [passage.text.strip() for passage in passages] == [four, four]


def test_a_passage_stays_within_its_section_and_knows_the_headings() -> None:
    passages = cut("# Top\n\nFirst words here.\n\n## Inner\n\nSecond words here.\n\n# Next\n\nThird words here.")
    assert [(passage.heading_path, passage.text) for passage in passages] == [
        (("Top",), "# Top\n\nFirst words here.\n\n"),
        (("Top", "Inner"), "## Inner\n\nSecond words here.\n\n"),
        (("Next",), "# Next\n\nThird words here."),
    ]


def test_a_heading_without_text_opens_the_section_after_it() -> None:
    passages = cut("# Top\n\n## Inner\n\nWords here.")
    assert [(passage.heading_path, passage.text) for passage in passages] == [
        (("Top", "Inner"), "# Top\n\n## Inner\n\nWords here.")
    ]


def test_a_hash_in_plain_text_is_no_heading() -> None:
    assert cut("# Not a heading\n\nWords here.", media_type="text/plain")[0].heading_path == ()


def test_title_and_headings_leave_less_room_for_the_sentences() -> None:
    heading = " ".join(["word"] * 20)
    short = chunk(document(f"# {heading}\n\n{PROSE}"), ToyEmbedder(window=64), 60)
    # 64 tokens less 2 special ones, the title and 20 words of the heading: 41 are left.
    assert max(len(passage.text.split()) for passage in short) <= 41


def test_a_sentence_that_fits_the_window_stays_whole_though_it_is_longer_than_a_passage() -> None:
    long = "This " + "very " * 60 + "long sentence ends here."
    assert [passage.text for passage in cut(f"Short one. {long}", tokens=40)] == ["Short one. ", long]


def test_a_sentence_longer_than_the_window_is_cut_between_words_and_nothing_is_lost() -> None:
    long = "word " * 1000 + "end."
    passages = chunk(document(long), ToyEmbedder(window=100), 90)
    assert "".join(passage.text for passage in passages) == normalise(long)
    assert all(len(passage.text.split()) <= 97 for passage in passages)
    assert all(passage.text.startswith(("word", "end")) for passage in passages)


def test_a_very_long_title_still_leaves_room() -> None:
    source = SourceDocument(
        doc_id="a.txt", title="long " * 300, text=normalise(PROSE), media_type="text/plain", checksum="c"
    )
    passages = chunk(source, ToyEmbedder(window=100), 90)
    assert max(len(passage.text.split()) for passage in passages) <= LEAST_BUDGET


def test_a_passage_has_the_page_on_which_it_begins() -> None:
    first, second = "One two three four five.", "Six seven eight nine ten."
    passages = cut(f"{first}\n{second}", tokens=5, media_type="application/pdf", pages=(0, len(first) + 1))
    assert [(passage.page, passage.text.strip()) for passage in passages] == [(1, first), (2, second)]


def test_short_pages_are_not_packed_together() -> None:
    first, blank, third = "One two three. Four five.", "", "Six seven. Eight nine ten."
    starts = (0, len(first) + 1, len(first) + len(blank) + 1)
    passages = cut(f"{first}\n{third}", tokens=200, media_type="application/pdf", pages=starts)
    assert [(passage.page, passage.text.strip()) for passage in passages] == [(1, first), (3, third)]


def test_what_a_pdf_of_short_pages_says_is_found_on_the_page_where_it_stands(settings: Settings) -> None:
    told = {1: "The guard began in March.", 2: "The army helped in April.", 3: "The court ruled in May."}
    (loaded,) = load_all(files.pdf(tuple(told.values())), "a.pdf", settings)
    passages = chunk(loaded.document, ToyEmbedder(), 200)
    assert {passage.page: passage.text.strip() for passage in passages} == told


def test_a_sentence_over_the_end_of_a_page_belongs_to_the_page_on_which_it_begins() -> None:
    first = "One two three. Four five"
    passages = cut(f"{first}\nsix seven. Eight nine ten.", tokens=200, media_type="application/pdf", pages=(0, 25))
    assert [(passage.page, passage.text.strip()) for passage in passages] == [
        (1, "One two three. Four five\nsix seven."),
        (2, "Eight nine ten."),
    ]


@given(st.lists(st.sampled_from(["One two three. ", "Four five", " six seven. ", "\n\n", "word " * 90]), max_size=30))
@trials(max_examples=100, deadline=None)
def test_each_sentence_of_a_passage_begins_on_its_page(pieces: list[str]) -> None:
    text = normalise("".join(pieces))
    turns = tuple(range(0, max(1, len(text)), 37))
    source = document(text, media_type="application/pdf", pages=turns)
    passages = chunk(source, ToyEmbedder(), 40)
    assert "".join(passage.text for passage in passages) == source.text
    pages = {
        start: next(one.page for one in passages if one.start <= start < one.end) for start, _ in split_sentences(text)
    }
    assert pages == {start: start // 37 + 1 for start in pages}
