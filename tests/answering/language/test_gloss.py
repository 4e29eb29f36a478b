import time

import pytest

from answering.language.gloss import to_english
from answering.language.lexicon.cognates import cognate
from answering.language.lexicon.conjugation import conjugated
from answering.language.lexicon.english import Form, inflect, pluralise
from answering.language.lexicon.tables import rows
from answering.language.lexicon.words import Part, lexicon
from core.text import fold

LEMMAS = {"fundar", "competir", "obtener", "tener", "construir", "morir", "jugar", "cruzar", "producir", "describir"}


@pytest.mark.parametrize(
    ("spanish", "english"),
    [
        ("¿Cuándo se fundó la Universidad de Salamanca?", "When was the University of Salamanca founded?"),
        ("¿Quién escribió la novela más famosa de Cervantes?", "Who wrote the most famous novel of Cervantes?"),
        ("¿A quién derrotó Napoleón en Austerlitz?", "Whom did Napoleon defeat in Austerlitz?"),
        ("¿Qué países firmaron el tratado de paz?", "What countries signed the peace treaty?"),
        ("¿Por qué fue destituido el general?", "Why was the general dismissed?"),
        ("¿Cómo se reproducen las bacterias?", "How do the bacteria reproduce?"),
        ("¿Existe vida en Marte?", "Does life exist in Mars?"),
        ("¿Ha sido extraditado el ministro?", "Has the minister been extradited?"),
        ("Según el informe, ¿cuántos soldados murieron?", "According to the report, how many soldiers died?"),
    ],
)
def test_a_question_becomes_english_in_english_order(spanish: str, english: str) -> None:
    assert to_english(spanish) == english


def test_adjectives_come_before_their_noun_the_last_one_first() -> None:
    assert to_english("la guerra civil española") == "The Spanish civil war"
    assert to_english("la política económica y social") == "The economic and social policy"


def test_phrases_are_read_whole_in_any_case() -> None:
    assert to_english("los derechos humanos") == "The human rights"
    assert to_english("¿Qué es la Guardia Nacional?") == "What is the National Guard?"


def test_a_verb_phrase_is_conjugated_as_one() -> None:
    assert to_english("¿Quién llevó a cabo el censo?") == "Who carried out the census?"
    assert to_english("¿Dónde tuvo lugar la batalla?") == "Where did the battle take place?"


def test_names_figures_and_acronyms_stay() -> None:
    glossed = to_english("¿De qué acusó el FBI a Enrique Peña Nieto en 1.234 páginas, el 24-10?")
    assert {"FBI", "Enrique", "Peña", "Nieto", "1.234", "24-10"} <= set(glossed.replace(",", "").rstrip("?").split())


def test_names_with_an_english_form_take_it_and_surnames_do_not() -> None:
    assert to_english("¿Cuál es la capital de Alemania?") == "What is the capital of Germany?"
    assert "Peña Nieto" in to_english("¿Qué prometió Peña Nieto?")
    assert "grandson" in to_english("¿Quién es el nieto del rey?")


def test_questions_typed_without_accents_are_understood() -> None:
    assert to_english("cuando murio el emperador carlomagno?") == "When did the emperor Charlemagne die?"
    assert to_english("¿que pais gano la copa?") == "What country won the cup?"


def test_a_noun_of_two_meanings_follows_the_other_words() -> None:
    assert "game" in to_english("¿Qué jugador ganó el partido?")
    assert "party" in to_english("¿Qué senador fundó el partido?")


def test_dates_are_written_as_in_english() -> None:
    assert to_english("¿Qué ocurrió el 9 de junio de 2020?") == "What happened on 9 June 2020?"


@pytest.mark.parametrize(
    ("roman", "ordinal"),
    [("I", "1st"), ("II", "2nd"), ("III", "3rd"), ("XI", "11th"), ("XIV", "14th"), ("XXI", "21st")],
)
def test_centuries_are_written_as_in_english(roman: str, ordinal: str) -> None:
    assert to_english(f"el siglo {roman}") == f"The {ordinal} century"


def test_a_denied_verb_takes_do() -> None:
    assert to_english("¿Quién no firmó el acuerdo?") == "Who did not sign the agreement?"


def test_accents_that_are_written_are_meant() -> None:
    assert to_english("¿Hasta qué año fue rey?") == "Until what year was king?"


def test_unknown_words_stay_without_accents_and_cognates_are_guessed() -> None:
    assert to_english("¿Qué es el zarzipulón?") == "What is the zarzipulon?"
    assert cognate("proporcionalidad") == ("proporcionality", "noun")
    assert cognate("cosmología") == ("cosmology", "noun")
    assert cognate("zarzipulón") is None


@pytest.mark.parametrize("empty", ["", "¿?", "   ", "?!", "«»"])
def test_a_question_without_words_raises_nothing(empty: str) -> None:
    assert not any(char.isalnum() for char in to_english(empty))


@pytest.mark.parametrize(
    ("word", "lemma", "form", "plural"),
    [
        ("fundó", "fundar", Form.PAST, False),
        ("compitieron", "competir", Form.PAST, True),
        ("obtuvo", "obtener", Form.PAST, False),
        ("tendrían", "tener", Form.CONDITIONAL, True),
        ("construyó", "construir", Form.PAST, False),
        ("muriendo", "morir", Form.GERUND, False),
        ("juega", "jugar", Form.PRESENT, False),
        ("cruce", "cruzar", Form.PRESENT, False),
        ("produjeron", "producir", Form.PAST, True),
        ("descritas", "describir", Form.PARTICIPLE, True),
    ],
)
def test_verb_forms_lead_to_their_infinitive(word: str, lemma: str, form: Form, plural: bool) -> None:
    found = conjugated(word, LEMMAS)
    assert found is not None
    assert (found.lemma, found.form, found.plural) == (lemma, form, plural)


def test_a_word_that_is_no_verb_has_no_infinitive() -> None:
    assert conjugated("mesa", LEMMAS) is None


@pytest.mark.parametrize(
    ("verb", "form", "text"),
    [
        ("carry out", Form.PAST, "carried out"),
        ("stop", Form.GERUND, "stopping"),
        ("write", Form.PARTICIPLE, "written"),
        ("be", Form.PAST, "was"),
        ("pass", Form.PRESENT, "passes"),
        ("can", Form.FUTURE, "will be able to"),
    ],
)
def test_english_verbs_are_inflected_on_their_first_word(verb: str, form: Form, text: str) -> None:
    assert inflect(verb, form) == text


def test_english_plurals() -> None:
    singular = ["city", "church", "woman", "drug lord", "crisis", "series"]
    assert [pluralise(noun) for noun in singular] == [
        "cities",
        "churches",
        "women",
        "drug lords",
        "crises",
        "series",
    ]


def test_the_lexicon_is_clean() -> None:
    entries = list(rows("es_en.tsv"))
    assert all(len(entry) == 3 and all(cell == cell.strip() != "" for cell in entry) for entry in entries)
    assert len({entry[:2] for entry in entries}) == len(entries)
    assert {entry[1] for entry in entries} <= {part.value for part in Part}
    assert len(entries) > 5000


def test_every_single_verb_of_the_lexicon_is_an_infinitive_that_is_found_again() -> None:
    verbs = [spanish for spanish, part, _ in rows("es_en.tsv") if part == Part.VERB and " " not in spanish]
    known = lexicon().lemmas
    assert [verb for verb in verbs if not verb.endswith("se") and conjugated(verb, known) is None] == []


def test_every_listed_form_belongs_to_a_verb_of_the_lexicon() -> None:
    assert [row for row in rows("es_forms.tsv") if fold(row[1]) not in lexicon().lemmas] == []


def test_a_question_takes_less_than_ten_milliseconds_of_computing() -> None:
    questions = [f"¿Cuántas personas de la región {n} votaron en las elecciones municipales?" for n in range(100)]
    to_english(questions[0])
    began = time.process_time()
    for question in questions:
        to_english(question)
    assert (time.process_time() - began) / len(questions) < 0.010
