import pytest

from answering.speaker import speaker_asked
from core.records import Kind
from tests.answering.candidates import card

CARDS = (
    card(
        "ferries.md", kind=Kind.ORIGINAL, authors=("Ada Moss", "Ben Reed"), publisher="Institute of Northern Harbours"
    ),
    card("lamps.md", kind=Kind.BRIEF, authors=("Eva Ruiz",), publisher="Valley Press"),
)


@pytest.mark.parametrize(
    ("question", "rest"),
    [
        ("According to the authors, did the lamp law work?", "Did the lamp law work?"),
        ("Did the lamp law work, in the view of Moss and Reed?", "Did the lamp law work?"),
        ("Did the lamp law work, in the report's view?", "Did the lamp law work?"),
        ("How many lamps failed, per the INH report?", "How many lamps failed?"),
        ("What do the authors say should become of the lamps?", "What should become of the lamps?"),
        ("Does the paper believe that lamps help pilots?", "Lamps help pilots?"),
        ("What do the authors recommend for the lamps?", "What do the authors recommend for the lamps?"),
        ("¿Funcionó la ley de faros, según las autoras?", "¿Funcionó la ley de faros?"),
        ("¿Qué opinan los autores de la ley de faros?", "¿Qué opinan los autores de la ley de faros?"),
        ("Why are the authors sceptical about the lamp law?", "Why are the authors sceptical about the lamp law?"),
    ],
)
def test_a_question_for_somebodys_word_tells_whose_and_on_what(question: str, rest: str) -> None:
    speaker = speaker_asked(question, CARDS)
    assert speaker is not None
    assert speaker.rest == rest
    assert speaker.documents == {"ferries.md"}


@pytest.mark.parametrize(
    "question",
    [
        "Did the lamp law work?",
        "According to the harbour master, did the lamp law work?",
        "Where does Ada Moss work?",
        "Who wrote the report on ferries?",
        "How many ships did the ministry report for 1999?",
        "Do the authors say so?",
        "Does the paper say how its lamps were counted?",
    ],
)
def test_a_question_for_the_matter_itself_has_no_speaker(question: str) -> None:
    assert speaker_asked(question, CARDS) is None


def test_a_speakers_own_document_carries_their_word_most_and_a_sentence_that_names_them_some() -> None:
    speaker = speaker_asked("Did the lamp law work, according to Moss and Reed?", CARDS)
    assert speaker is not None
    assert speaker.voiced("ferries.md", "It failed.") == 1.0
    assert speaker.voiced("lamps.md", "Moss and Reed find that it failed.") == 0.5
    assert speaker.voiced("lamps.md", "It worked.") == 0.0


def test_of_several_originals_a_speaker_without_a_name_has_none() -> None:
    others = (*CARDS, card("songs.md", kind=Kind.ORIGINAL))
    speaker = speaker_asked("According to the authors, did the lamp law work?", others)
    assert speaker is not None
    assert speaker.documents == frozenset()
    assert speaker.voiced("lamps.md", "It worked.") == 1.0
