import re
from pathlib import Path

import pytest

from app.texts import components, evaluation, library, pages
from app.words import LANGUAGES, TEXTS, Words, language_of

PLACEHOLDER = re.compile(r"\{\w+\}")
APP = Path(__file__).resolve().parents[2] / "app"


@pytest.mark.parametrize("key", TEXTS)
def test_a_text_is_there_in_both_languages_with_the_same_places_to_fill(key: str) -> None:
    english, spanish = TEXTS[key]
    assert english.strip()
    assert spanish.strip()
    assert sorted(PLACEHOLDER.findall(english)) == sorted(PLACEHOLDER.findall(spanish))


def test_no_key_stands_in_two_places() -> None:
    parts = (pages.TEXTS, library.TEXTS, evaluation.TEXTS, components.TEXTS)
    assert sum(map(len, parts)) == len(TEXTS)


def test_every_key_that_a_page_names_exists() -> None:
    named = {
        key
        for path in APP.rglob("*.py")
        for key in re.findall(r"""(?:words|the_words\(\))\(\s*"([\w.]+)\"""", path.read_text(encoding="utf-8"))
    }
    assert named
    assert named - set(TEXTS) == set()


def test_every_key_that_a_component_names_exists() -> None:
    told = "".join(path.read_text(encoding="utf-8") for path in (APP / "components").glob("*.js"))
    named = set(re.findall(r'say\("([\w.]+)"', told))
    assert named
    assert named - set(components.TEXTS) == set()


def test_the_language_of_a_browser_is_taken_where_it_is_spoken_here() -> None:
    assert [language_of(locale) for locale in ("es-MX", "en-GB", "de-DE", None)] == ["es", "en", "en", "en"]


def test_values_are_put_into_a_text() -> None:
    assert {name: Words(name)("start.documents", n=20) for name in LANGUAGES} == {
        "en": "20 documents in the library",
        "es": "20 documentos en la biblioteca",
    }
