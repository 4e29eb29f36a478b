import pytest

from answering.question import Asks, Wants, analyse, language_of


@pytest.mark.parametrize(
    ("text", "asks", "wants"),
    [
        ("How many bridges cross the Tiber?", Asks.FACT, Wants.NUMBER),
        ("What percentage of mills burn down?", Asks.FACT, Wants.SHARE),
        ("What was the rate of fires in Lugo?", Asks.FACT, Wants.SHARE),
        ("How much money did the dam cost?", Asks.FACT, Wants.MONEY),
        ("How old was the miller?", Asks.FACT, Wants.AGE),
        ("How long did the fire last?", Asks.FACT, Wants.DURATION),
        ("¿Cuántos años duró el incendio?", Asks.FACT, Wants.DURATION),
        ("Why is the rate of fires so low?", Asks.EXPLANATION, Wants.ANYTHING),
        ("When did the mill burn down?", Asks.FACT, Wants.DATE),
        ("Who designed the lighthouse?", Asks.FACT, Wants.PERSON),
        ("Who led the brigade when the mill burned down?", Asks.FACT, Wants.PERSON),
        ("When was the man who built the mill born?", Asks.FACT, Wants.DATE),
        ("Why was the harbour closed?", Asks.EXPLANATION, Wants.ANYTHING),
        ("How did the council raise the money?", Asks.EXPLANATION, Wants.ANYTHING),
        ("Which three measures does the report propose?", Asks.LIST, Wants.ANYTHING),
        ("What are the reasons for planting oaks?", Asks.EXPLANATION, Wants.ANYTHING),
        ("How do the mayor's and the bishop's counts differ?", Asks.COMPARISON, Wants.ANYTHING),
        ("What was the mill called?", Asks.FACT, Wants.ANYTHING),
        ("What does the report say about oaks?", Asks.FACT, Wants.ANYTHING),
        ("Who led it then (How many members did the Guard have)?", Asks.FACT, Wants.PERSON),
        ("mill burned year", Asks.FACT, Wants.ANYTHING),
        ("¿Cuántos puentes cruzan el Tíber?", Asks.FACT, Wants.NUMBER),
        ("¿Por qué se cerró el puerto?", Asks.EXPLANATION, Wants.ANYTHING),
        ("¿Cómo se llamaba el molino?", Asks.FACT, Wants.ANYTHING),
        ("Which measures were taken when the mill burned down?", Asks.LIST, Wants.ANYTHING),
        ("¿En qué aldeas ardieron molinos?", Asks.LIST, Wants.ANYTHING),
        ("¿Qué tres medidas propone el informe?", Asks.LIST, Wants.ANYTHING),
        ("¿Qué pasó antes?", Asks.FACT, Wants.ANYTHING),
        ("¿Qué dice el informe de los robles?", Asks.FACT, Wants.ANYTHING),
        ("¿Cuándo ardió el molino?", Asks.FACT, Wants.DATE),
    ],
)
def test_a_question_tells_what_it_asks_for(text: str, asks: Asks, wants: Wants) -> None:
    question = analyse(text)
    assert (question.asks, question.wants) == (asks, wants)


def test_two_questions_in_one_are_two_parts() -> None:
    assert analyse("When did the mill burn down and who rebuilt the roof?").parts == (
        "When did the mill burn down?",
        "who rebuilt the roof?",
    )


def test_a_part_that_names_nothing_stays_with_the_question_before_it() -> None:
    assert analyse("Who rebuilt the roof and why?").parts == ("Who rebuilt the roof and why?",)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Who built the mill?", "en"),
        ("¿Quién construyó el molino?", "es"),
        ("quien construyo el molino", "es"),
        ("mill", "en"),
    ],
)
def test_language_is_told_by_function_words(text: str, language: str) -> None:
    assert language_of(text) == language


def test_a_topic_in_brackets_is_not_asked_and_stays_with_every_part() -> None:
    question = analyse("When did the mill burn and who built the mill (the mill of Lugo)?")
    assert question.asked == "When did the mill burn and who built the mill?"
    assert question.parts == ("When did the mill burn (the mill of Lugo)?", "who built the mill (the mill of Lugo)?")


def test_brackets_inside_a_question_belong_to_it() -> None:
    text = "What does the council (the upper one) do?"
    assert analyse(text).asked == text
