from answering.suggest import suggestions
from core.records import Answer, Hit, Outcome, Passage, Searched


def hit(heading: str, rank: int, depth: int = 2) -> Hit:
    path = ("The mill", heading)[-depth:]
    passage = Passage(passage_id=heading, doc_id="d", title="", heading_path=path, text="x", start=0, end=1)
    return Hit(passage=passage, score=1.0, rank=rank, retriever="toy")


def answer(question: str) -> Answer:
    return Answer(
        question=question, query=question, statements=(), outcome=Outcome.ANSWERED, evidence=(), searched=Searched(),
        timings={}, settings_id="",
    )  # fmt: skip


HITS = (hit("The fire of 1911", 1), hit("Who paid for the roof", 2), hit("The fire of 1911", 3), hit("Oaks", 4))


def test_headings_nearby_become_questions_each_once() -> None:
    assert suggestions(answer("Who owned the mill?"), HITS, lambda question: True, 5) == (
        "What do the documents say about the fire of 1911?",
        "What do the documents say about who paid for the roof?",
        "What do the documents say about Oaks?",
    )


def test_only_what_the_documents_answer_is_offered() -> None:
    offered = suggestions(answer("Who owned the mill?"), HITS, lambda question: "Oaks" in question, 5)
    assert offered == ("What do the documents say about Oaks?",)


def test_no_more_is_tried_than_is_wanted() -> None:
    tried: list[str] = []

    def answers(question: str) -> bool:
        tried.append(question)
        return True

    assert len(suggestions(answer("Who owned the mill?"), HITS, answers, 1)) == 1
    assert len(tried) == 1


def test_a_spanish_question_gets_spanish_suggestions() -> None:
    offered = suggestions(answer("¿Quién era el dueño del molino?"), HITS[3:], lambda question: True, 5)
    assert offered == ("¿Qué dicen los documentos sobre Oaks?",)
