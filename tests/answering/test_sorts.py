import pytest

from answering.question import analyse
from answering.sorts import counted_words, counts, holds_sort, without_references


@pytest.mark.parametrize(
    ("question", "sentence", "held"),
    [
        ("Who followed Rosa Vidal as harbour master?", "Rosa Vidal became harbour master.", False),
        ("Who followed Rosa Vidal as harbour master?", "After Rosa Vidal came Tomás Rey.", True),
        ("Who followed Rosa Vidal?", "Rosa Vidal left in May (Harbour Gazette, 1931).", False),
        ("Who designed the lighthouse?", "Ferrer designed it.", True),
        ("Who were the two drowned men?", "Two men were drowned near Lugo in May 1931.", False),
        ("Who were the two drowned men?", "Drowned near Lugo were Iago Prieto and Brais Souto.", True),
        ("Who was told?", "Two men were drowned near Lugo; the Harbour Guard was told.", True),
        ("When did the mill burn down?", "The mill burned down.", False),
        ("When did the mill burn down?", "The mill burned down in 1887.", True),
        ("When did the mill of 1850 burn down?", "The mill of 1850 burned down.", False),
        ("How many bridges cross the Tiber?", "Bridges cross the Tiber.", False),
        ("How many bridges cross the Tiber?", "Seven bridges cross it.", True),
        ("How many people lived there in 1900?", "People lived there in 1900.", False),
        ("What percentage of pupils are girls?", "The school has 300 pupils.", False),
        ("What percentage of pupils are girls?", "Girls are 52 % of the pupils.", True),
        ("What was the rate of fires in Lugo?", "Lugo had 12 fires for a rate of 3 per 100,000.", True),
        ("How much money did the dam cost?", "The dam is 300 metres long.", False),
        ("How much money did the dam cost?", "The dam cost 3 million pesos.", True),
        ("How old was the mayor?", "The mayor took office in three towns.", False),
        ("How old was the mayor?", "The mayor, aged 41, took office.", True),
        ("How long was the voyage?", "The voyage began at noon.", False),
        ("How long was the voyage?", "The voyage took forty days.", True),
        ("¿Qué edad tenía la alcaldesa?", "La alcaldesa gobernó tres pueblos.", False),
        ("¿Qué porcentaje son mujeres?", "Las mujeres son el 40 por ciento.", True),
        ("Why was the harbour closed?", "The harbour was closed.", True),
    ],
)
def test_a_sentence_holds_the_sort_that_is_wanted_or_not(question: str, sentence: str, held: bool) -> None:
    assert holds_sort(analyse(question), sentence) is held


@pytest.mark.parametrize(
    ("question", "sentence", "near"),
    [
        ("How many ships sank?", "Two ships sank.", True),
        ("How many ships sank?", "The ship sank in sight of the harbour with 40 sailors.", False),
        ("How many cities were flooded?", "Only one city of twelve was flooded.", True),
        ("¿Cuántas mujeres votaron?", "Votaron 120 mujeres.", True),
        ("¿Cuántas mujeres votaron?", "Votaron las mujeres en 1933.", False),
        ("Who sank the ships?", "No ships sank.", True),
    ],
)
def test_a_figure_stands_near_what_is_counted_or_not(question: str, sentence: str, near: bool) -> None:
    assert counts(analyse(question), sentence) is near


def test_what_is_counted_follows_how_many() -> None:
    assert counted_words("How many police officers were hired?") == ("police", "officers")
    assert counted_words("Who was hired?") == ()


def test_brackets_with_sources_are_passed_over_and_others_are_not() -> None:
    assert without_references("It fell (Gazette, 1931) by half (or so).") == "It fell   by half (or so)."
