import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text import content_words, fold, normalise, split_blocks, split_sentences, words


def sentences(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One two. Three four.", ["One two.", "Three four."]),
        ("The U.S. sent aid. It came late.", ["The U.S. sent aid.", "It came late."]),
        ("See p. 12 of the report. Then stop.", ["See p. 12 of the report.", "Then stop."]),
        ("# Title\n\nFirst one.\nSecond one.", ["# Title", "First one.", "Second one."]),
        ("## 1. The elm. Its use?\n\nIt grows.", ["## 1. The elm. Its use?", "It grows."]),
        ("# Title\nFirst one.\nSecond one.", ["# Title", "First one.", "Second one."]),
        ("#elm is a tag. It spread.", ["#elm is a tag.", "It spread."]),
        ("- Elms grow.\n- Firs grow.", ["- Elms grow.", "- Firs grow."]),
        ("2. Ivy climbs. It clings.", ["2. Ivy climbs.", "It clings."]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_spanish_sentences_keep_their_abbreviations() -> None:
    text = "El Sr. Pérez llegó. ¿Quién lo vio? Nadie."
    assert sentences(text, "es") == ["El Sr. Pérez llegó.", "¿Quién lo vio?", "Nadie."]


@given(st.text(alphabet=st.sampled_from("ab .!?\n#-1|\u00e9\u201c"), max_size=80))
def test_sentence_spans_are_ordered_inside_the_text_and_lose_no_word(text: str) -> None:
    text = normalise(text)
    spans = split_sentences(text)
    assert all(a < b for a, b in spans)
    assert all(b <= c for (_, b), (c, _) in zip(spans, spans[1:], strict=False))
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
    assert all(text[a:b] == text[a:b].strip() for a, b in (*spans, *split_blocks(text)))


def test_normalising_makes_text_canonical() -> None:
    assert normalise("\ufeffCafe\u0301\u200b \r\n\r\n\r\n\r\nb\u00adc\x00d \n") == "Café\n\nbc d"


@given(st.text(max_size=60))
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


def test_words_are_folded_and_figures_stay_whole() -> None:
    assert words("17,608 in Culiacán, 2.5% don’t") == ["17,608", "in", "culiacan", "2.5", "don't"]
    assert content_words("The number of homicides in 2019") == ["number", "homicides", "2019"]
    assert fold("ÑANDÚ") == "nandu"
