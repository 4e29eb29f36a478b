import json
import math
import shutil
from pathlib import Path

import numpy as np
import pytest

from answering.protocols import Readable, Skill
from answering.reading.features import FEATURES, best_span, combined, features, fits_the_question
from answering.reading.network import MODELS, EvidenceNetwork, Look, is_installed
from answering.reading.reader import TrainedReader, sentence_shares
from answering.reading.readers import make_checker, make_reader
from core.errors import ModelError
from core.settings import Settings
from core.text import split_sentences
from tests.answering.toy_network import ToyNetwork
from tests.toys import ToyEmbedder


def readable(text: str, heading: str = "") -> Readable:
    return Readable(heading=heading, text=text, sentences=tuple(split_sentences(text)))


def look(start: list[float], end: list[float]) -> Look:
    tokens = tuple((3 * i, 3 * i + 2) for i in range(len(start)))
    array = [np.array(row, dtype=np.float32) for row in (start, end)]
    return Look(answerable=0, support=(0, 0, 0), start=array[0], end=array[1], tokens=tokens, nowhere=0)


def test_the_best_span_never_ends_before_it_starts() -> None:
    span, score, _ = best_span(look([0, 0, 9], [9, 1, 2]))
    assert (span, score) == ((6, 8), 11)


def test_the_best_span_runs_from_start_to_end_in_characters() -> None:
    span, score, _ = best_span(look([5, 0, 0, 0], [0, 0, 4, 0]))
    assert (span, score) == ((0, 8), 9)


def test_the_second_best_span_starts_elsewhere() -> None:
    _, score, second = best_span(look([5, 4, 0, 0, 0, 3], [5, 0, 0, 0, 0, 3]))
    assert (score, second) == (10, 6)


def test_a_sentence_has_the_root_of_its_shares_of_starts_and_ends() -> None:
    seen = look([math.log(3), 0, 0, 0], [math.log(5), 0, math.log(2), 0])
    shares = sentence_shares(seen, [(0, 5), (6, 11)])
    assert shares == [pytest.approx(math.sqrt(4 / 6 * 6 / 9)), pytest.approx(math.sqrt(2 / 6 * 3 / 9))]


@pytest.mark.parametrize(
    ("question", "answer", "fits"),
    [
        ("When was it built?", "in 1911", True),
        ("When was it built?", "by masons", False),
        ("How many came?", "forty", True),
        ("How many came?", "some", False),
        ("¿Cuántos vinieron?", "17,608", True),
        ("Who built it?", "Ana Whitcombe", True),
        ("Who built it?", "some masons", False),
        ("Where is it?", "in Dunmore", True),
        ("Why was it built?", "some masons", None),
    ],
)
def test_answering_words_are_of_the_sort_that_is_asked_for(question: str, answer: str, fits: bool | None) -> None:
    assert fits_the_question(question, answer, (0, len(answer))) is fits


def test_a_passage_contradicts_as_likely_as_the_window_that_most_does() -> None:
    text = "The mill did not burn. " + "It ground the corn of four valleys. " * 20
    [reading] = TrainedReader(ToyNetwork(denies=True)).read("Why did the mill burn?", [readable(text)])
    assert reading.contradicts == pytest.approx(1 / (1 + math.exp(-2.0)))


def test_a_network_that_has_not_learnt_to_tell_contradictions_tells_none() -> None:
    [reading] = TrainedReader(ToyNetwork()).read("Why did the mill burn?", [readable("The mill did not burn.")])
    assert reading.contradicts is None


def test_features_tell_what_the_question_names_and_the_passage_lacks() -> None:
    seen = look([0, 0], [0, 0])
    told = dict(zip(FEATURES, features("How big was Dunmore in 1999?", "", "Ellis grew.", seen), strict=True))
    assert (told["names_missing"], told["times_missing"], told["words_held"]) == (1.0, 1.0, 0.0)
    told = dict(zip(FEATURES, features("How big was Dunmore in 1999?", "Dunmore", "Big in 1999.", seen), strict=True))
    assert (told["names_missing"], told["times_missing"], told["words_held"]) == (0.0, 0.0, 1.0)


def test_the_combination_is_logistic() -> None:
    told = combined([1.0, 2.0], {"weights": [0.5, -1.0], "bias": [0.25]})
    assert told == pytest.approx(1 / (1 + math.exp(1.25)))


def test_the_best_sentence_of_a_passage_scores_its_probability_of_an_answer() -> None:
    text = "The hen sits here. The fox RUNS there."
    [reading] = TrainedReader(ToyNetwork()).read("does the fox run", [readable(text)])
    assert text[reading.start : reading.end] == "RUNS"
    assert reading.answerable == pytest.approx(1 / (1 + math.exp(-2)))
    assert reading.sentence_scores[1] == reading.answerable > reading.sentence_scores[0] > 0


def test_sentences_compare_across_passages() -> None:
    passages = [readable("No match HERE."), readable("The fox RUNS.")]
    first, second = TrainedReader(ToyNetwork()).read("fox", passages)
    assert max(first.sentence_scores) == first.answerable < second.answerable == max(second.sentence_scores)


def test_a_passage_without_sentences_does_not_answer() -> None:
    [reading] = TrainedReader(ToyNetwork()).read("fox", [readable("")])
    assert (reading.answerable, reading.start, reading.end, reading.sentence_scores) == (0.0, 0, 0, ())


def test_a_long_passage_is_read_in_windows_that_miss_nothing() -> None:
    network = ToyNetwork()
    text = " ".join(f"This is sentence number {i} of many in here." for i in range(60)) + " The fox RUNS."
    [reading] = TrainedReader(network).read("fox", [readable(text, "Title")])
    assert len(network.seen) > 3
    assert all(len(shown.split()) <= 120 for _, shown, _ in network.seen)
    assert " ".join(shown for _, shown, _ in network.seen) == text
    assert {heading for _, _, heading in network.seen} == {"Title"}
    assert text[reading.start : reading.end] == "RUNS."
    assert len(reading.sentence_scores) == 61
    assert max(reading.sentence_scores) == reading.sentence_scores[60] == reading.answerable


def test_the_plain_scorers_serve_where_no_model_is_installed(tmp_path: Path) -> None:
    settings = Settings(reader="auto")
    assert make_reader(settings, ToyEmbedder(), tmp_path).skill is Skill.PLAIN
    assert make_checker(settings, ToyEmbedder(), tmp_path).name == "plain"


def test_the_plain_scorers_serve_where_they_are_asked_for() -> None:
    assert make_reader(Settings(reader="plain"), ToyEmbedder()).skill is Skill.PLAIN


def test_weights_that_were_changed_are_refused(tmp_path: Path) -> None:
    for name, content in (("evidence.onnx", b"other weights"), ("tokenizer.json", b"{}")):
        (tmp_path / name).write_bytes(content)
    told = {"files": {"evidence.onnx": "0" * 64, "tokenizer.json": "0" * 64}}
    (tmp_path / "manifest.json").write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(ModelError, match="SHA-256"):
        EvidenceNetwork(tmp_path).look("a", "b")


@pytest.mark.integration
class TestTheShippedModel:
    PASSAGE = (
        "The lighthouse of Port Ellis was built by Ana Whitcombe between 1908 and 1911. It stands 41 metres tall. "
        "Until 1964 a keeper lived in it; since then it has worked by itself."
    )

    @pytest.fixture(scope="class")
    def network(self) -> EvidenceNetwork:
        assert is_installed()
        return EvidenceNetwork()

    def read(self, network: EvidenceNetwork, question: str, *passages: str) -> list[tuple[float, str]]:
        readings = TrainedReader(network).read(question, [readable(p) for p in passages])
        return [(r.answerable, p[r.start : r.end]) for r, p in zip(readings, passages, strict=True)]

    def test_it_finds_the_answering_words(self, network: EvidenceNetwork) -> None:
        [(_, answer)] = self.read(network, "Who built the lighthouse of Port Ellis?", self.PASSAGE)
        assert "Ana Whitcombe" in answer

    def test_it_prefers_the_passage_that_answers(self, network: EvidenceNetwork) -> None:
        other = "The harbour of Port Ellis was dug in 1870. Its fish market opens at six in the morning."
        (right, _), (wrong, _) = self.read(network, "how tall is the lighthouse", self.PASSAGE, other)
        assert right > wrong

    def test_a_reading_does_not_depend_on_what_is_read_beside_it(self, network: EvidenceNetwork) -> None:
        alone = self.read(network, "Who built it?", self.PASSAGE)
        beside = self.read(network, "Who built it?", "A short one.", self.PASSAGE, self.PASSAGE)
        assert beside[1] == beside[2] == alone[0]

    def test_offsets_slice_the_passage_under_a_heading(self, network: EvidenceNetwork) -> None:
        seen = network.look("Who built it?", self.PASSAGE, "Lighthouses > Port Ellis")
        told = [self.PASSAGE[s:e] for s, e in seen.tokens[:4]]
        assert told == ["The", "lighthouse", "of", "Port"]

    def test_a_missing_file_is_named_with_the_way_out(self, tmp_path: Path) -> None:
        shutil.copy(MODELS / "manifest.json", tmp_path)
        with pytest.raises(ModelError, match="COTEJO_READER"):
            EvidenceNetwork(tmp_path).look("a", "b")
