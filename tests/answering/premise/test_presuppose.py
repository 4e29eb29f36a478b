import pytest

from answering.premise.presuppose import Presupposed, presupposed


def wholly(text: str) -> Presupposed:
    return Presupposed(text=text, wholly=True)


def partly(text: str) -> Presupposed:
    return Presupposed(text=text, wholly=False)


@pytest.mark.parametrize(
    "question",
    [
        "Why did the mill burn down in 1911?",
        "How come the mill burned down?",
        "For what reason was the mill sold?",
        "¿Por qué se vendió el molino?",
        "¿Qué explica la venta del molino?",
    ],
)
def test_a_question_for_the_cause_takes_all_that_it_says_for_true(question: str) -> None:
    assert presupposed(question) == (wholly(question),)


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("Since the mill burned down, where is the grain milled?", "the mill burned down"),
        ("After the fire at the mill, who rebuilt it?", "the fire at the mill"),
        ("What did the owner say after the mill burned down?", "the mill burned down"),
        ("How many sacks were lost when the mill burned down?", "the mill burned down"),
        ("Tras el incendio del molino, ¿quién lo reconstruyó?", "el incendio del molino"),
        ("Once the mill had burned down, where was grain milled?", "the mill had burned down"),
        ("The mill that burned down in spring, who owned it?", "The mill that burned down in spring"),
        ("How old was the mill, which burned down in spring?", "burned down in spring"),
        ("El molino que ardió en primavera, ¿de quién era?", "El molino que ardió en primavera"),
        ("¿Qué dijo el dueño cuando ardió el molino viejo?", "ardió el molino viejo"),
    ],
)
def test_a_clause_of_time_or_cause_is_taken_for_true_beside_the_question(question: str, clause: str) -> None:
    assert presupposed(question) == (wholly(clause), partly(question))


def test_a_bare_date_is_no_clause() -> None:
    assert presupposed("Who has owned the mill since 1911?") == (partly("Who has owned the mill since 1911?"),)


@pytest.mark.parametrize(
    "question",
    [
        "Did the mill burn down in 1911?",
        "Was the mill sold, and if so, when?",
        "Does anyone know whether the mill burned down?",
        "¿Es cierto que el molino ardió cuando estaba cerrado?",
    ],
)
def test_a_question_that_leaves_it_open_takes_nothing_for_true(question: str) -> None:
    assert presupposed(question) == ()


def test_a_clause_before_an_open_question_is_taken_for_true_all_the_same() -> None:
    question = "After the mill burned down, did the owner rebuild it?"
    assert presupposed(question) == (wholly("the mill burned down"),)


def test_keywords_take_for_true_that_there_is_such_a_thing() -> None:
    assert presupposed("mill fire 1911, causes") == (partly("mill fire 1911, causes"),)
