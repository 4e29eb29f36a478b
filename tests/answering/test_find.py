"""How the foremost passages are read closely."""

import math
from collections.abc import Sequence

import pytest

from answering.clock import Clock
from answering.discussed import NOTHING, Discussed
from answering.find import Finder, Found
from answering.protocols import Readable, Reading, Skill
from answering.reading.plain import PlainReader
from core.records import Scope
from core.settings import Settings
from index.store import PassageIndex
from ingest.build import build_index
from retriever.assemble import build_hybrid
from tests.toys import ToyEmbedder, write_library

TOWNS = ("Alba", "Borea", "Cenza", "Dorma", "Elva", "Ferra")
FILES = {
    f"{town}.md": f"# {town}\n\nThe mill of {town} burned down. The fire was put out in {1900 + number}."
    for number, town in enumerate(TOWNS)
}


class DeepToy(PlainReader):
    """Reads closely by one rule: a passage about Elva answers, with its last word, and no other does."""

    skill = Skill.DEEP

    def __init__(self) -> None:
        super().__init__(ToyEmbedder())
        self.seen: list[str] = []

    def read_closely(self, question: str, passages: Sequence[Readable]) -> list[Reading]:
        self.seen += [passage.text for passage in passages]
        return [self._closely(passage) for passage in passages]

    def _closely(self, passage: Readable) -> Reading:
        answers = 0.9 if "Elva" in passage.text else 0.1
        (start, end) = passage.sentences[-1]
        scores = tuple(answers if sentence == (start, end) else answers / 100 for sentence in passage.sentences)
        return Reading(
            answerable=answers, start=end - 5, end=end - 1, sentence_scores=scores, contradicts=1 - answers
        )  # fmt: skip


@pytest.fixture
def index(settings: Settings, embedder: ToyEmbedder) -> PassageIndex:
    write_library(settings.library, FILES)
    build_index(settings, embedder=embedder)
    return PassageIndex.open(settings, embedder)


def found(
    settings: Settings, index: PassageIndex, reader: PlainReader, question: str, dwells: Discussed = NOTHING
) -> Found:
    finder = Finder(settings, index, build_hybrid(index, settings), reader)
    cards = {card.doc_id: card for card in index.cards()}
    return finder.find(question, question, cards, Scope(), Clock(), dwells)


def test_the_foremost_passages_are_read_closely_and_no_others(settings: Settings, index: PassageIndex) -> None:
    reader = DeepToy()
    made = found(settings, index, reader, "When did the mill of Elva burn?")
    assert len(made.hits) == 6
    assert len(reader.seen) == 4
    assert any("Elva" in text for text in reader.seen)


def test_what_is_found_first_for_a_follow_up_is_read_closely_whatever_it_looks_like(
    settings: Settings, index: PassageIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("answering.judge._READ_CLOSELY", 0)  # nothing looks likely
    reader = DeepToy()
    made = found(settings, index, reader, "When did it burn?", Discussed(asked="When did it burn (the mill of Elva)?"))
    assert set(reader.seen) == {hit.passage.text for hit in made.hits[:2]}
    assert made.follows
    alone = DeepToy()
    assert not found(settings, index, alone, "When did it burn?").follows
    assert not alone.seen


def test_what_the_close_reading_found_is_among_the_signs(settings: Settings, index: PassageIndex) -> None:
    made = found(settings, index, DeepToy(), "When did the mill of Elva burn?")
    told = {j.candidate.text: j.signs for j in made.judged}
    answering, beside = told["The fire was put out in 1904."], told["The mill of Elva burned down."]
    assert answering.close == beside.close == pytest.approx(math.log(9) / 5)
    assert answering.close_share == 0.0
    assert answering.stands == beside.stands == pytest.approx(math.log(9) / 5)
    assert beside.close_share == pytest.approx(math.log(0.01) / 5)
    others = [j.signs for j in made.judged if "Elva" not in j.candidate.passage.text]
    assert {round(signs.close, 6) for signs in others} == {round(-math.log(9) / 5, 6)}


def test_the_answering_words_are_those_of_the_close_reading(settings: Settings, index: PassageIndex) -> None:
    made = found(settings, index, DeepToy(), "When did the mill of Elva burn?")
    [candidate] = [c for c in made.candidates if c.text == "The fire was put out in 1904."]
    assert candidate.focus is not None
    start, end = (at - candidate.start for at in candidate.focus)
    assert candidate.text[start:end] == "1904"


def test_a_reader_without_depth_leaves_the_signs_of_close_reading_alone(
    settings: Settings, index: PassageIndex
) -> None:
    made = found(settings, index, PlainReader(ToyEmbedder()), "When did the mill of Elva burn?")
    assert {(j.signs.close, j.signs.close_share) for j in made.judged} == {(0.0, 0.0)}


SPANISH = {
    "lobos.md": "---\nlanguage: es\n---\n\n# Lobos\n\nLa oficina contó 55 lobos en 2003. Es difícil contarlos.",
    "pan.md": "---\nlanguage: es\n---\n\n# Pan\n\nEl panadero vende pan de centeno. Abre los lunes.",
}


@pytest.mark.parametrize("question", ["How many wolves did the office count?", "¿Cuántos lobos contó la oficina?"])
def test_spanish_documents_are_found_and_read_in_either_language(
    settings: Settings, embedder: ToyEmbedder, question: str
) -> None:
    write_library(settings.library, FILES | SPANISH)
    build_index(settings, embedder=embedder)
    made = found(settings, PassageIndex.open(settings, embedder), PlainReader(ToyEmbedder()), question)
    assert made.candidates[0].text == "La oficina contó 55 lobos en 2003."
    assert made.judged[0].signs.covered == 1.0
