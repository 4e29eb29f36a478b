import json
from dataclasses import replace
from pathlib import Path

import pytest

from answering.assistant import Assistant
from answering.batch import QuestionRow, answer_questions
from answering.clock import Clock
from answering.protocols import AnswerStopped, Progress
from answering.reading.plain import PlainChecker, PlainReader
from answering.show import lines_of
from core.codec import answer_from_json, answer_to_json
from core.errors import IndexMissingError, InputFileError, QuestionError
from core.records import Outcome, Scope, Turn, Voice
from core.settings import Settings
from index.store import PassageIndex
from ingest.build import build_index
from retriever.assemble import build_hybrid
from tests.toys import ToyEmbedder, write_library

FILES = {
    "mill.md": (
        "---\ntitle: The mill report\nauthors: [Ada Moss, Ben Reed]\npublisher: Valley Press\npublished: 2001-05\n"
        "kind: original\nlicence: CC BY 4.0\n---\n\n# The mill\n\n"
        "The old mill burned down in 1911 after lightning struck the roof. Carpenters rebuilt the roof in 1913.\n\n"
        "# Authors\n\nAda Moss and Ben Reed work at the Valley Institute."
    ),
    "wolves.md": "# Wolves\n\nThe office of Borea counted 55 wolves in 2003. Wolves are hard to count in winter.",
}


@pytest.fixture
def assistant(settings: Settings, embedder: ToyEmbedder) -> Assistant:
    write_library(settings.library, FILES)
    build_index(settings, embedder=embedder)
    index = PassageIndex.open(settings, embedder)
    return Assistant(settings, index, build_hybrid(index, settings), PlainReader(embedder), PlainChecker(embedder))


def test_an_answer_is_made_of_exact_slices_of_stored_documents(assistant: Assistant) -> None:
    answer = assistant.ask("When did the old mill burn down?")
    assert answer.outcome is Outcome.ANSWERED
    assert answer.statements[0].text == "The old mill burned down in 1911 after lightning struck the roof."
    for evidence in answer.evidence:
        document = assistant.index.document(evidence.passage.doc_id)
        assert document is not None
        assert document.text[evidence.start : evidence.end] == evidence.quote
        assert answer.pinned[evidence.passage.doc_id] == document.checksum


def test_every_statement_cites_evidence_that_is_there(assistant: Assistant) -> None:
    answer = assistant.ask("How many wolves did the office of Borea count in 2003?")
    numbers = {evidence.number for evidence in answer.evidence}
    assert numbers == set(range(1, len(answer.evidence) + 1))
    assert all(statement.evidence and set(statement.evidence) <= numbers for statement in answer.statements)


def test_the_best_answer_to_a_follow_up_as_it_was_typed_comes_last_and_once(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, asked = assistant.finder.find, "When did the old mill burn down?"
    turn = Turn(question="What do the documents speak of?", answer="A mill.")
    before = [statement.text for statement in assistant.ask(asked, [turn]).statements]
    cards = {card.doc_id: card for card in assistant.index.cards()}
    found = real("How hard are wolves to count in winter?", asked, cards, Scope(), Clock())
    winter = next(c for c in found.candidates if "winter" in c.text)
    monkeypatch.setattr(assistant.finder, "find", lambda *told: replace(real(*told), heard=winter))
    assert [statement.text for statement in assistant.ask(asked, [turn]).statements] == [*before, winter.text]
    fire = real(asked, asked, cards, Scope(), Clock()).candidates[0]
    monkeypatch.setattr(assistant.finder, "find", lambda *told: replace(real(*told), heard=fire))
    assert [statement.text for statement in assistant.ask(asked, [turn]).statements] == before


def test_what_no_document_says_is_refused_with_what_was_searched(assistant: Assistant) -> None:
    answer = assistant.ask("Which submarine surfaced near Gibraltar?")
    assert (answer.outcome, answer.statements, answer.evidence) == (Outcome.NO_EVIDENCE, (), ())
    assert answer.searched.documents == ("mill.md", "wolves.md")
    assert answer.searched.passages_read > 0


def test_two_questions_of_which_one_has_an_answer_are_partly_answered(assistant: Assistant) -> None:
    answer = assistant.ask("When did the old mill burn down and which submarine surfaced near Gibraltar?")
    assert answer.outcome is Outcome.PARTIAL
    assert any("Gibraltar" in note for note in answer.notes)


def test_a_false_premise_is_corrected_with_the_sentence_that_shows_it(assistant: Assistant) -> None:
    answer = assistant.ask("Why was the roof of the old mill rebuilt in 1925?")
    assert answer.outcome is Outcome.PREMISE_CORRECTED
    [statement] = answer.statements
    assert statement.text == "Carpenters rebuilt the roof in 1913."
    assert statement.preface == "The question takes “1925” for true; the documents say otherwise:"
    assert statement.evidence == (1,)


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("Who wrote the mill report?", "Ada Moss and Ben Reed"),
        ("Who published the mill report?", "Valley Press"),
        ("When was the mill report published?", "in May 2001"),
        ("Under what licence is the mill report?", "CC BY 4.0"),
    ],
)
def test_questions_about_a_document_are_answered_from_its_card_in_our_words(
    assistant: Assistant, question: str, held: str
) -> None:
    answer = assistant.ask(question)
    assert [(s.voice, held in s.text) for s in answer.statements] == [(Voice.OURS, True)]
    assert {e.passage.doc_id for e in answer.evidence} == {"mill.md"}


def test_the_best_sentences_are_read_alone_and_the_others_have_no_more_than_the_least(assistant: Assistant) -> None:
    cards = {card.doc_id: card for card in assistant.index.cards()}
    found = assistant.finder.find("When did the old mill burn down?", "", cards, Scope(), Clock())
    told = [judged.signs.alone for judged in found.judged]
    assert found.judged[0].signs.alone == max(told)
    assert [judged.worth for judged in found.judged] == sorted((j.worth for j in found.judged), reverse=True)


def test_a_speakers_name_is_no_word_that_the_answer_must_have(assistant: Assistant) -> None:
    cards = {card.doc_id: card for card in assistant.index.cards()}
    plain, asked = (
        assistant.finder.find(question, question, cards, Scope(), Clock())
        for question in (
            "When did the old mill burn down?",
            "According to Moss and Reed, when did the old mill burn down?",
        )
    )
    assert asked.candidates[0].text == plain.candidates[0].text
    assert asked.judged[0].signs.covered == plain.judged[0].signs.covered
    assert {j.signs.voiced for j in asked.judged if j.candidate.passage.doc_id == "wolves.md"} <= {0.0}


def test_scope_keeps_other_documents_out_and_is_told(assistant: Assistant) -> None:
    answer = assistant.ask("When did the old mill burn down?", scope=Scope(doc_ids=("wolves.md",)))
    assert answer.outcome is Outcome.NO_EVIDENCE
    assert answer.scope == Scope(doc_ids=("wolves.md",))
    assert answer.searched.documents == ("wolves.md",)


def test_a_follow_up_is_searched_as_a_standalone_query(assistant: Assistant) -> None:
    turn = Turn(question="When did the old mill burn down?", answer="The old mill burned down in 1911.")
    answer = assistant.ask("And who rebuilt its roof?", [turn])
    assert answer.query != answer.question
    assert "mill" in answer.query
    assert answer.outcome is Outcome.ANSWERED


def test_the_users_own_query_is_searched_as_it_is(assistant: Assistant) -> None:
    turn = Turn(question="When did the old mill burn down?", answer="In 1911.")
    answer = assistant.ask("And wolves?", [turn], query="How many wolves did Borea count?")
    assert answer.query == "How many wolves did Borea count?"
    assert "55 wolves" in answer.text


def test_whoever_watches_hears_of_every_stage_and_can_stop(assistant: Assistant) -> None:
    stages: list[str] = []

    def watch(progress: Progress) -> None:
        stages.append(progress.stage)
        if progress.stage == "read":
            raise AnswerStopped

    with pytest.raises(AnswerStopped):
        assistant.ask("When did the old mill burn down?", watch=watch)
    assert stages == ["condense", "retrieve", "read"]


@pytest.mark.parametrize("question", ["", "   \n", "?!…"])
def test_a_question_without_words_is_refused(assistant: Assistant, question: str) -> None:
    with pytest.raises(QuestionError, match="no words"):
        assistant.ask(question)


def test_an_endless_question_names_the_setting(assistant: Assistant) -> None:
    with pytest.raises(QuestionError, match="COTEJO_MAX_QUESTION_CHARS"):
        assistant.ask("mill " * 2000)


def test_an_index_that_is_not_there_names_the_command(settings: Settings) -> None:
    with pytest.raises(IndexMissingError, match="python -m ingest"):
        PassageIndex.open(settings)


def test_an_answer_survives_json(assistant: Assistant) -> None:
    answer = assistant.ask("When did the old mill burn down?")
    assert answer_from_json(json.loads(json.dumps(answer_to_json(answer)))) == answer


def test_a_refusal_on_the_terminal_says_so_and_names_the_nearest(assistant: Assistant) -> None:
    lines = list(lines_of(assistant.ask("Which submarine surfaced near Gibraltar?")))
    assert lines[0] == "The documents do not say."
    assert "Searched 2 documents" in "\n".join(lines)


def test_a_batch_answers_line_by_line(assistant: Assistant, tmp_path: Path) -> None:
    questions, predictions = tmp_path / "questions.jsonl", tmp_path / "predictions.jsonl"
    rows = [
        {"id": "a", "question": "When did the old mill burn down?"},
        {"id": 2, "question": "And who rebuilt its roof?",
         "history": [{"question": "When did the old mill burn down?", "answer": "In 1911."}]},
        {"id": "c", "question": "Which submarine surfaced near Gibraltar?", "history": []},
    ]  # fmt: skip
    questions.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    assert answer_questions(assistant, questions, predictions) == 3
    told = [json.loads(line) for line in predictions.read_text(encoding="utf-8").splitlines()]
    assert [(row["id"], row["abstained"]) for row in told] == [("a", False), ("2", False), ("c", True)]
    citation = told[0]["citations"][0]
    assert citation["quote"] == "The old mill burned down in 1911 after lightning struck the roof."
    assert citation["end"] - citation["start"] == len(citation["quote"])


def test_a_batch_with_a_broken_line_names_the_line_and_writes_nothing(assistant: Assistant, tmp_path: Path) -> None:
    questions = tmp_path / "questions.jsonl"
    questions.write_text('{"id": "a", "question": "Mill?"}\n{"id": "b"}\n', encoding="utf-8")
    with pytest.raises(InputFileError, match="line 2: question"):
        answer_questions(assistant, questions, tmp_path / "out.jsonl")
    assert not (tmp_path / "out.jsonl").exists()


@pytest.mark.parametrize(
    "history",
    [[{"question": "Q1?", "answer": "A1."}, {"question": "Q2?"}], [["Q1?", "A1."], ["Q2?", ""]], ["Q1?", "A1.", "Q2?"]],
)
def test_history_may_come_as_objects_pairs_or_alternating_texts(history: list[object]) -> None:
    row = QuestionRow.model_validate({"id": "a", "question": "Q3?", "history": history})
    assert row.turns == (Turn(question="Q1?", answer="A1."), Turn(question="Q2?", answer=""))
