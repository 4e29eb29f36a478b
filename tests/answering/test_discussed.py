"""What the last answer dwells on, and how a follow-up is read in it."""

from collections.abc import Sequence
from dataclasses import replace

from answering.clock import Clock
from answering.discussed import Discussed, discussed
from answering.find import Finder
from answering.protocols import Readable, Reading, Skill
from answering.reading.plain import PlainReader
from core.records import Evidence, Passage, Scope, Turn
from core.settings import Settings
from index.store import PassageIndex
from ingest.build import build_index
from retriever.assemble import build_hybrid
from tests.answering.candidates import candidate
from tests.toys import ToyEmbedder, write_library

PAGES = tuple(
    Passage(
        passage_id=f"d.md#{n:03d}", doc_id="d.md", title="d", heading_path=(), text=text, start=10 * n, end=10 * n + 10
    )
    for n, text in enumerate(("Oaks grow.", "Firs grow.", "Elms grow.", "Ashes die."))
)
FILES = {
    "mill.md": (
        "# The mill\n\nThe mill of Alba burned down in 1911.\n\n# The council\n\nThe baker objected to a new one."
    ),
    "wolves.md": "# Wolves\n\nThe office of Borea counted 55 wolves. Its clerk was paid.",
}


def quoted(start: int, end: int, passage: Passage = PAGES[1]) -> Evidence:
    return Evidence(number=1, passage=passage, start=start, end=end, score=1.0)


def told(*evidence: Evidence) -> list[Turn]:
    return [Turn(question="What grows?", answer="Firs grow.", quoted=evidence)]


def test_the_quoted_passage_and_those_on_both_sides_are_discussed() -> None:
    dwells = discussed("Why?", told(quoted(10, 20)), ("d.md",), lambda _: PAGES)
    assert [p.passage_id for p in dwells.quoted] == ["d.md#001"]
    assert [p.passage_id for p in dwells.beside] == ["d.md#000", "d.md#002"]
    assert dwells.documents == ("d.md",)


def test_passages_that_are_quoted_stand_beside_nothing() -> None:
    dwells = discussed("Why?", told(quoted(10, 20), quoted(20, 30)), ("d.md",), lambda _: PAGES)
    assert [p.passage_id for p in dwells.quoted] == ["d.md#001", "d.md#002"]
    assert [p.passage_id for p in dwells.beside] == ["d.md#000", "d.md#003"]


def test_a_document_out_of_scope_or_removed_is_not_discussed() -> None:
    assert not discussed("Why?", told(quoted(10, 20)), (), lambda _: PAGES).passages
    assert not discussed("Why?", told(quoted(10, 20)), ("d.md",), lambda _: ()).passages


def test_a_sentence_was_told_where_a_quote_holds_any_of_it() -> None:
    dwells = Discussed(evidence=(quoted(10, 15),))
    assert dwells.told(candidate("Firs grow.", 0.5, start=10))
    assert not dwells.told(candidate("Elms grow.", 0.5, start=20))
    assert not dwells.told(candidate("Firs grow.", 0.5, doc_id="e.md", start=10))


def test_two_quoted_passages_are_foremost_and_two_beside_them_as_they_were_found() -> None:
    dwells = Discussed(quoted=PAGES[1:2], beside=(PAGES[0], *PAGES[2:]))
    assert dwells.foremost(["d.md#003", "x.md#000", "d.md#002", "d.md#001", "d.md#000"]) == (
        "d.md#001", "d.md#003", "d.md#002",
    )  # fmt: skip
    assert not Discussed().foremost(["d.md#000"])


def test_what_was_sought_and_found_first_is_foremost_too_where_it_is_held() -> None:
    dwells = Discussed(quoted=PAGES[1:2], sought=("x.md#000", "y.md#000"))
    assert dwells.foremost(["d.md#001", "z.md#000", "x.md#000"]) == ("d.md#001", "x.md#000")


class AskedToy(PlainReader):
    """Reads closely by one rule: what was asked of is answered where the passage has the last word of the question."""

    skill = Skill.DEEP

    def __init__(self) -> None:
        super().__init__(ToyEmbedder())
        self.seen: list[tuple[str, str]] = []

    def read_closely(self, question: str, passages: Sequence[Readable]) -> list[Reading]:
        self.seen += [(question, passage.text) for passage in passages]
        return [self._closely(question.split(" (")[0].split()[-1], passage) for passage in passages]

    def _closely(self, word: str, passage: Readable) -> Reading:
        answers = 0.9 if word in passage.text else 0.1
        scores = tuple(answers / len(passage.sentences) for _ in passage.sentences)
        return Reading(answerable=answers, start=0, end=0, sentence_scores=scores)


def test_what_is_discussed_is_read_with_the_follow_up_in_its_conversation(
    settings: Settings, embedder: ToyEmbedder
) -> None:
    write_library(settings.library, FILES)
    build_index(settings, embedder=embedder)
    index, reader = PassageIndex.open(settings, embedder), AskedToy()
    cards = {card.doc_id: card for card in index.cards()}
    fire, council = index.catalog.passages_of("mill.md")
    turn = Turn(
        question="When did the mill burn down?",
        answer="In 1911.",
        quoted=(Evidence(number=1, passage=fire, start=fire.start + 12, end=fire.end, score=1.0),),
    )
    dwells = discussed("And who objected?", [turn], cards, index.catalog.passages_of)
    finder = Finder(settings, index, build_hybrid(index, settings), reader)
    made = finder.find("Who objected (the mill)?", "And who objected?", cards, Scope(), Clock(), dwells)
    in_talk = "And who objected (When did the mill burn down: In 1911.)?"
    assert {text for question, text in reader.seen if question == in_talk} >= {fire.text, council.text}
    signs = {judged.candidate.text: judged.signs for judged in made.judged}
    assert signs["The baker objected to a new one."].asked > signs["The mill of Alba burned down in 1911."].asked
    assert (signs["The mill of Alba burned down in 1911."].told, signs["The baker objected to a new one."].told) == (
        1,
        0,
    )
    assert made.heard is not None
    assert made.heard.text == "The baker objected to a new one."
    off = finder.find("Who objected?", "Who?", cards, Scope(), Clock(), replace(dwells, asked="Who of them sailed?"))
    assert off.heard is None
    alone = finder.find("Who objected (the mill)?", "And who objected?", cards, Scope(), Clock())
    assert alone.heard is None
    assert {(j.signs.asked, j.signs.asked_share, j.signs.told) for j in alone.judged} == {(0.0, 0.0, 0.0)}
