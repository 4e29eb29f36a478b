import pytest

from answering.voice import voice_of
from core.records import DocumentMetadata, Kind, Voice

ORIGINAL = DocumentMetadata(kind=Kind.ORIGINAL)
BRIEF = DocumentMetadata(kind=Kind.BRIEF)


@pytest.mark.parametrize(
    ("sentence", "about", "voice"),
    [
        ("The ferry sank on 3 May 1999.", ORIGINAL, Voice.REPORTED),
        ("The port should buy a second ferry.", ORIGINAL, Voice.AUTHORS),
        ("This is clearly a failed policy and a failure of nerve.", ORIGINAL, Voice.AUTHORS),
        ("According to the harbour master, the ferry was overloaded.", ORIGINAL, Voice.THIRD_PARTY),
        ("The mayor said “nobody could have known of the leak”.", ORIGINAL, Voice.THIRD_PARTY),
        ("INEGI recorded 412 accidents in 1999.", ORIGINAL, Voice.STATISTIC),
        ("The authors find the port badly run.", BRIEF, Voice.AUTHORS),
        ("The ferry sank on 3 May 1999.", BRIEF, Voice.REPORTED),
        ("Según el capitán, el barco iba lleno.", ORIGINAL, Voice.THIRD_PARTY),
    ],
)
def test_a_sentence_keeps_who_says_it(sentence: str, about: DocumentMetadata, voice: Voice) -> None:
    assert voice_of(sentence, about) is voice
