from dataclasses import replace

from app.show import answer_view, statement_view, turn_view, web_address, whole_words
from app.store import Store
from app.turn import State
from core.records import Answer, Verdict
from core.settings import Settings
from tests.app.toy_assistant import ToyAssistant, card_of

CRITICS = "- Critics call the Guard a second army."


def _asked(settings: Settings, question: str) -> tuple[Answer, dict[str, object]]:
    assistant = ToyAssistant(settings)
    cards = {card.doc_id: card for card in assistant.index.cards()}
    answer = assistant.ask(question)
    return answer, answer_view(answer, cards)


def test_a_quotation_keeps_every_character_and_hides_only_marks(settings: Settings) -> None:
    answer, _ = _asked(settings, "critics call army")
    view = statement_view(answer.statements[0], answer.evidence)
    assert view["text"] == CRITICS
    assert view["quoted"]
    assert (0, 2, "cj-md") in view["ranges"]


def test_a_sentence_that_is_no_quotation_is_shown_as_our_own_words(settings: Settings) -> None:
    answer, _ = _asked(settings, "critics call army")
    reworded = replace(answer.statements[0], text="It has critics.")
    view = statement_view(reworded, answer.evidence)
    assert (view["quoted"], view["ranges"]) == (False, [])


def test_a_citation_of_a_document_that_has_changed_is_marked(settings: Settings) -> None:
    assistant = ToyAssistant(settings)
    answer = assistant.ask("critics call army")
    cards = {d.doc_id: replace(card_of(d), checksum="another") for d in assistant.index.documents.values()}
    assert [e["older"] for e in answer_view(answer, cards)["evidence"].values()] == [True]
    assert [e["older"] for e in _asked(settings, "critics call army")[1]["evidence"].values()] == [False]  # type: ignore[attr-defined]


def test_a_refusal_shows_the_nearest_passages_and_no_evidence(settings: Settings) -> None:
    _, view = _asked(settings, "Who won the cup?")
    assert (view["abstained"], view["evidence"], view["statements"]) == (True, {}, [])
    assert [near["title"] for near in view["searched"]["nearest"]] == ["The Guard"]  # type: ignore[index]


def test_unchecked_sentences_are_told(settings: Settings) -> None:
    assistant = ToyAssistant(settings)
    answer = assistant.ask("critics call army")
    unchecked = replace(answer, statements=tuple(replace(s, verdict=Verdict.UNCHECKED) for s in answer.statements))
    assert answer_view(unchecked, {})["unchecked"]
    assert not answer_view(answer, {})["unchecked"]


def test_only_the_last_turn_of_ones_own_conversation_offers_follow_ups(store: Store, settings: Settings) -> None:
    turn_id = store.ask(store.begin("browser:me", "Guard"), "Guard founded?")
    store.move(turn_id, [State.WAITING], State.DONE, answer=ToyAssistant(settings).ask("Guard founded?"))
    store.update(turn_id, suggestions=["Who are the critics?"])
    turn = store.turn(turn_id)
    assert turn is not None
    shown = {
        (last, mine): turn_view(turn, {}, last=last, mine=mine)["suggestions"]
        for last in (True, False)
        for mine in (True, False)
    }
    assert [at for at, suggestions in shown.items() if suggestions] == [(True, True)]


def test_only_web_addresses_become_links() -> None:
    told = ("https://a.org", "http://a.org", "javascript:alert(1)", "file:///etc/passwd", "")
    assert [web_address(url) for url in told] == ["https://a.org", "http://a.org", "", "", ""]


def test_answering_words_are_shown_whole(settings: Settings) -> None:
    answer = ToyAssistant(settings).ask("register counts victims?")
    (evidence,) = answer.evidence
    at = evidence.start + evidence.quote.index("608 vic")
    shown = whole_words(replace(evidence, focus=(at, at + 5)))
    assert shown is not None
    assert evidence.quote[shown[0] - evidence.start : shown[1] - evidence.start] == "17,608 victims"
    assert whole_words(replace(evidence, focus=(at, at))) is None


def test_a_translation_stands_under_its_quotation_and_in_its_card(settings: Settings) -> None:
    answer, _ = _asked(settings, "critics call army")
    translated = replace(answer, evidence=tuple(replace(e, translation="Críticos.") for e in answer.evidence))
    view = answer_view(translated, {})
    assert [s["translation"] for s in view["statements"]] == ["Críticos."]
    assert [e["translation"] for e in view["evidence"].values()] == ["Críticos."]
