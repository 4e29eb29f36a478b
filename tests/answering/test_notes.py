"""What we say about an answer is said in the language of its question."""

from typing import get_args

import pytest

from answering.notes import Note, note

VALUES = {
    name: name.upper() for name in ("parts", "title", "original", "one", "first", "here", "other", "second", "there")
}


@pytest.mark.parametrize("name", get_args(Note))
def test_a_note_is_in_both_languages_and_keeps_what_it_is_about(name: Note) -> None:
    english, spanish = (note(name, language, **VALUES) for language in ("en", "es"))
    assert english != spanish
    assert {v for v in VALUES.values() if v in english} == {v for v in VALUES.values() if v in spanish}
    assert note(name, "fr", **VALUES) == english
