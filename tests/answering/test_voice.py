import pytest

from answering.voice import voice_of
from core.records import DocumentMetadata, Kind, Voice

ORIGINAL = DocumentMetadata(kind=Kind.ORIGINAL)
BRIEF = DocumentMetadata(kind=Kind.BRIEF)
DIGEST = DocumentMetadata(kind=Kind.DIGEST)


@pytest.mark.parametrize(
    ("sentence", "about", "voice"),
    [
        ("The ferry sank on 3 May 1999.", ORIGINAL, Voice.REPORTED),
        ("The port should buy a second ferry.", ORIGINAL, Voice.AUTHORS),
        ("This is clearly a failed policy and a failure of nerve.", ORIGINAL, Voice.AUTHORS),
        ("El puerto debería comprar otro barco.", ORIGINAL, Voice.AUTHORS),
        ("According to the harbour master, the ferry was overloaded.", ORIGINAL, Voice.THIRD_PARTY),
        ("The mayor said “nobody could have known of the leak”.", ORIGINAL, Voice.THIRD_PARTY),
        ("“Nobody could have known of the leak.”", ORIGINAL, Voice.THIRD_PARTY),
        ("The harbour pilots' union warned of fog in 1998.", BRIEF, Voice.THIRD_PARTY),
        ("Según el capitán, el barco iba lleno.", ORIGINAL, Voice.THIRD_PARTY),
        ("El sindicato advirtió del riesgo en 1998.", BRIEF, Voice.THIRD_PARTY),
        ("The census of 1999 counted 412 boats.", ORIGINAL, Voice.STATISTIC),
        ("Eurostat gives 412 accidents, according to its yearbook.", ORIGINAL, Voice.STATISTIC),
        ("El censo de 1999 contó 412 barcos.", ORIGINAL, Voice.STATISTIC),
        ("The authors find the port badly run.", BRIEF, Voice.AUTHORS),
        ("The essay calls the port badly run, but the audit of 1998 found no fault.", DIGEST, Voice.AUTHORS),
        ("The essay's view is that the port is badly run.", BRIEF, Voice.AUTHORS),
        ("El comentario considera que el puerto está mal dirigido.", BRIEF, Voice.AUTHORS),
        ("The ferry sank on 3 May 1999.", BRIEF, Voice.REPORTED),
    ],
)
def test_a_sentence_keeps_who_says_it(sentence: str, about: DocumentMetadata, voice: Voice) -> None:
    assert voice_of(sentence, about) is voice


@pytest.mark.parametrize(
    "sentence",
    [
        'Anders Holm, "The Heron", sailed for Northport.',
        "The state judges are elected in 2027.",
        "A third of the thefts are never reported.",
        "No census was taken between 1914 and 1920.",
        "The ferry sank in fog (Harbour Gazette, according to the crew, 4 May 1999).",
        "The essay's figure of nine boats agrees with the harbour books.",
        "Two reports of the accident were printed in 1999.",
        "The harbour law of 1990 says otherwise: the port belongs to the town.",
    ],
)
def test_a_nickname_a_noun_or_a_reference_does_not_make_a_fact_a_saying(sentence: str) -> None:
    assert voice_of(sentence, BRIEF) is Voice.REPORTED


def test_what_an_office_of_statistics_criticises_is_its_opinion_and_no_statistic() -> None:
    sentence = "The census office criticised that 500 boats were left out."
    assert voice_of(sentence, BRIEF) is Voice.THIRD_PARTY
