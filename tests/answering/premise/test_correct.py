from dataclasses import replace

import pytest

from answering.premise.correct import Correction, PremiseCheck
from answering.premise.weigh import load_weighing
from answering.question import analyse
from answering.read import Candidate
from core.records import DocumentCard
from core.settings import Settings
from core.text import split_sentences
from index.store import PassageIndex
from ingest.build import build_index
from tests.answering.candidates import candidate
from tests.answering.premises import DOCUMENTS, FALSE, TRUE
from tests.toys import ToyEmbedder, write_library

_UNSURE = 0.5  # of an answer, as a reader is of most questions with a false premise


class Checked:
    """The premise check over the small collection, its sentences in the order of the words they share."""

    def __init__(self, index: PassageIndex) -> None:
        self.cards: dict[str, DocumentCard] = {card.doc_id: card for card in index.cards()}
        self.lexical = index.lexical
        self.check = PremiseCheck(index)
        self.sentences = [
            Candidate(passage=p, place=at, start=p.start + start, end=p.start + end, score=1.0, answerable=1.0)
            for doc_id in self.cards
            for p in index.catalog.passages_of(doc_id)
            for at, (start, end) in enumerate(split_sentences(p.text))
        ]

    def correction(self, question: str) -> Correction | None:
        return self.check.check(analyse(question), self._best(question), self.cards, _UNSURE)[0]

    def heaviest(self, question: str) -> Correction:
        """What would correct the question if anything did."""
        clashes = self.check.considered(analyse(question), self._best(question), self.cards, _UNSURE)
        return max(clashes, key=lambda pair: load_weighing(told=False).weigh(pair[1]))[0]

    def _best(self, question: str) -> list[Candidate]:
        asked = self.lexical.stems(question)
        shared = {c.key: len(asked & self.lexical.stems(c.text)) for c in self.sentences}
        most = max(shared.values())
        return sorted((replace(c, score=shared[c.key] / most) for c in self.sentences), key=lambda c: -c.score)[:16]


@pytest.fixture
def checked(settings: Settings, embedder: ToyEmbedder) -> Checked:
    write_library(settings.library, DOCUMENTS)
    build_index(settings, embedder=embedder)
    return Checked(PassageIndex.open(settings, embedder))


def test_a_false_premise_is_corrected_by_the_sentence_that_says_otherwise(checked: Checked) -> None:
    found = {question: checked.correction(question) for question in FALSE}
    missed = {question for question, said in FALSE.items() if not _says(found[question], said)}
    assert len(missed) <= len(FALSE) / 6, missed  # which ones are too near the threshold moves with every fit


def test_what_the_reader_says_of_a_contradiction_counts(checked: Checked) -> None:
    def corrected(probability: float) -> set[str]:
        told = [replace(c, contradicts=probability, part=1.0) for c in before]
        checked.sentences = told
        return {question for question, said in FALSE.items() if _says(checked.correction(question), said)}

    before = checked.sentences
    assert len(corrected(0.0)) < len(corrected(0.5)) < len(corrected(0.99))


def test_a_true_premise_is_left_alone(checked: Checked) -> None:
    corrected = {question: c.candidate.text for question in TRUE if (c := checked.correction(question))}
    assert corrected == {}


@pytest.mark.parametrize(
    ("question", "preface"),
    [
        (
            "Why did Parliament reject the Ferry Safety Act in 1904?",
            "The question takes “reject” for true; the documents say otherwise:",
        ),
        (
            "Why was the stadium demolished in 1985?",
            "The question takes “1985” for true; the documents say otherwise:",
        ),
        (
            "¿Por qué ocurrió el incendio de 1934 en Montalba?",
            "La pregunta da por hecho “Montalba”; los documentos dicen otra cosa:",
        ),
    ],
)
def test_our_words_name_what_the_question_took_for_true(checked: Checked, question: str, preface: str) -> None:
    assert checked.heaviest(question).preface == preface


def test_a_premise_that_another_sentence_bears_out_is_not_corrected(checked: Checked) -> None:
    borne_out = "Parliament rejected the Ferry Safety Act in 1904, the minutes say."
    question = "Why did Parliament reject the Ferry Safety Act in 1904?"
    assert checked.correction(question) is not None
    checked.sentences.append(candidate(borne_out, 1.0, doc_id="ferries.md"))
    assert checked.correction(question) is None


def test_further_sentences_that_say_otherwise_come_with_the_first(checked: Checked) -> None:
    again = "Parliament passed the Ferry Safety Act in 1904, the clerk noted."
    question = "Why did Parliament reject the Ferry Safety Act in 1904?"
    checked.sentences.append(candidate(again, 1.0, doc_id="ferries.md"))
    correction = checked.correction(question)
    assert correction is not None
    told = [correction.candidate.text, *(c.text for c in correction.also)]
    assert again in told
    assert len(told) == len(set(told)) > 1


def _says(correction: Correction | None, words: str) -> bool:
    return correction is not None and words in correction.candidate.text


def test_what_stands_in_brackets_is_nobodys_premise(checked: Checked) -> None:
    question, said = next(
        (question, said) for question, said in FALSE.items() if _says(checked.correction(question), said)
    )
    clash = checked.heaviest(question).clashing.asked
    behind = f"Who says so ({question.strip('¿?')})?"
    considered = checked.check.considered(analyse(behind), checked._best(question), checked.cards, _UNSURE)
    assert clash not in {one.clashing.asked for one, _ in considered}


def test_what_a_follow_up_got_from_the_conversation_is_no_premise_of_its_own(checked: Checked) -> None:
    question, said = next(
        (question, said) for question, said in FALSE.items() if _says(checked.correction(question), said)
    )
    clash = checked.heaviest(question).clashing.asked
    whole = (analyse(question), checked._best(question), checked.cards, _UNSURE)
    assert clash not in {one.clashing.asked for one, _ in checked.check.considered(*whole, "And who says so?")}
    assert clash in {one.clashing.asked for one, _ in checked.check.considered(*whole, f"And {clash}?")}
