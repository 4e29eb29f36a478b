import json
from pathlib import Path

import numpy as np
import pytest

from answering.protocols import Readable, Skill
from answering.reading import build as building
from answering.reading.build import CHANGED_BY, build, in_eight_bits, small_weights, tokenizer_told, unpack
from answering.reading.deep import DEEP, Built, DeepNetwork
from answering.reading.layered import LayeredReader
from answering.reading.network import MODELS
from answering.reading.reader import TrainedReader
from answering.reading.readers import make_reader
from core.errors import ModelError
from core.settings import Settings
from core.text import split_sentences
from tests.answering.toy_network import ToyNetwork
from tests.toys import ToyEmbedder

LAYER = "encoder.layer.4.attention.attn.q"


def readable(text: str) -> Readable:
    return Readable(heading="", text=text, sentences=tuple(split_sentences(text)))


def numbers(*shape: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).standard_normal(shape).astype(np.float32)


def test_a_row_in_eight_bits_is_within_half_a_step_of_what_it_was() -> None:
    rows = numbers(5, 40)
    small, scales = in_eight_bits(rows)
    assert small.dtype == np.int8
    assert np.abs(small).max() == 127
    assert (np.abs(small * scales[:, None] - rows) <= scales[:, None] * 0.5001).all()


def test_a_row_of_nothing_stays_nothing() -> None:
    small, scales = in_eight_bits(np.zeros((2, 3), dtype=np.float32))
    assert not small.any()
    assert np.isfinite(scales).all()


def test_a_changed_weight_is_the_packaged_one_and_its_change() -> None:
    weight, up, down = numbers(6, 8), numbers(6, 2, seed=1), numbers(2, 8, seed=2)
    made = dict(small_weights([(f"{LAYER}.weight", weight)], {f"{LAYER}.up": up, f"{LAYER}.down": down}))
    widened = made[f"{LAYER}.weight"].T * made[f"{LAYER}.weight.scale"][:, None]
    assert np.abs(widened - (weight + CHANGED_BY * up @ down)).max() < 0.05
    assert set(made) == {f"{LAYER}.weight", f"{LAYER}.weight.scale"}


def test_a_weight_without_a_change_is_the_packaged_one() -> None:
    weight = numbers(6, 8)
    made = dict(small_weights([(f"{LAYER}.weight", weight)], {}))
    assert np.abs(made[f"{LAYER}.weight"].T * made[f"{LAYER}.weight.scale"][:, None] - weight).max() < 0.02


def test_only_products_words_and_positions_are_handed_to_the_graph() -> None:
    base = {
        "embeddings.word_embeddings.weight": numbers(9, 4),
        "embeddings.position_embeddings.weight": numbers(3, 4),
        "encoder.layer.0.output.LayerNorm.weight": numbers(4),
        f"{LAYER}.bias": numbers(4),
        "pooler.dense.weight": numbers(4, 4),
    }
    made = dict(small_weights(base.items(), {}))
    assert {name: array.shape for name, array in made.items()} == {
        "embeddings.word_embeddings.weight": (9, 4),
        "embeddings.word_embeddings.weight.scale": (9, 1),
        "embeddings.position_embeddings.weight": (3, 4),
    }


def test_a_package_that_is_missing_is_named_with_the_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "PACKAGES", ("no-such-package-001",))
    with pytest.raises(ModelError, match=r"no-such-package-001.*make install"):
        unpack(tmp_path)


def test_what_was_built_for_other_changes_is_not_current(tmp_path: Path) -> None:
    from safetensors.numpy import save_file

    built = Built(tmp_path)
    assert not built.is_current()
    built.folder.mkdir()
    built.tokenizer.write_text("{}", encoding="utf-8")
    (tmp_path / "manifest.json").write_text(json.dumps({"files": {"changes.safetensors": "new"}}), encoding="utf-8")
    save_file({"a": numbers(1)}, built.weights, metadata={"changes": "old"})
    assert not built.is_current()
    save_file({"a": numbers(1)}, built.weights, metadata={"changes": "new"})
    assert built.is_current()


def test_a_layered_reader_reads_closely_with_the_deep_one() -> None:
    quick, deep = ToyNetwork(), ToyNetwork()
    reader = LayeredReader(TrainedReader(quick), TrainedReader(deep))
    reader.read("fox", [readable("The fox RUNS.")])
    assert (len(quick.seen), len(deep.seen)) == (1, 0)
    reader.read_closely("fox", [readable("The fox RUNS.")])
    assert (len(quick.seen), len(deep.seen)) == (1, 1)
    assert reader.skill is Skill.DEEP


def test_the_small_reader_serves_where_it_is_asked_for() -> None:
    assert make_reader(Settings(reader="small"), ToyEmbedder()).skill is Skill.SMALL


def test_the_small_reader_serves_where_the_deep_one_was_not_put_together(tmp_path: Path) -> None:
    for name in ("evidence.onnx", "tokenizer.json", "manifest.json"):
        (tmp_path / name).symlink_to(MODELS / name)
    assert make_reader(Settings(), ToyEmbedder(), tmp_path).skill is Skill.SMALL


@pytest.mark.integration
class TestTheShippedDeepReader:
    PASSAGE = (
        "The lighthouse of Port Ellis was built by Ana Whitcombe between 1908 and 1911. It stands 41 metres tall. "
        "Until 1964 a keeper lived in it; since then it has worked by itself."
    )

    @pytest.fixture(scope="class")
    def network(self) -> DeepNetwork:
        build()
        return DeepNetwork()

    def test_it_was_put_together_and_serves(self) -> None:
        build()
        assert make_reader(Settings(), ToyEmbedder()).skill is Skill.DEEP

    @pytest.mark.parametrize(
        ("question", "answer"),
        [("Who built the lighthouse?", "Ana Whitcombe"), ("How tall is it?", "41 metres"), ("until when?", "1964")],
    )
    def test_it_finds_the_answering_words(self, network: DeepNetwork, question: str, answer: str) -> None:
        [reading] = TrainedReader(network).read(question, [readable(self.PASSAGE)])
        assert answer in self.PASSAGE[reading.start : reading.end]

    def test_it_prefers_what_answers_to_what_sounds_alike(self, network: DeepNetwork) -> None:
        asked = "Who built the lighthouse of Port Ellis?"
        other = "The lighthouse of Port Ellis was sold in 1970. The lighthouse is admired by whoever builds ships."
        market = "The harbour of Port Ellis was dug in 1870. Its fish market opens at six in the morning."
        passages = [readable(self.PASSAGE), readable(other), readable(market)]
        right, alike, beside = (reading.answerable for reading in TrainedReader(network).read(asked, passages))
        assert right > alike
        assert right > 0.5 > beside

    @pytest.mark.parametrize(
        ("false", "true"),
        [
            ("Why did a keeper still live there in 1970?", "Until when did a keeper live there?"),
            ("Why did Ana Whitcombe never finish the lighthouse?", "When did Ana Whitcombe finish the lighthouse?"),
            ("Why was the lighthouse made only 14 metres tall?", "How tall was the lighthouse made?"),
        ],
    )
    def test_it_tells_what_denies_what_a_question_takes_for_true(
        self, network: DeepNetwork, false: str, true: str
    ) -> None:
        denied, borne_out = (network.look(question, self.PASSAGE).contradicts for question in (false, true))
        assert denied is not None
        assert borne_out is not None
        assert denied > borne_out

    def test_built_twice_is_built_once(self, network: DeepNetwork) -> None:
        before = Built(DEEP).weights.stat().st_mtime_ns
        build()
        assert Built(DEEP).weights.stat().st_mtime_ns == before

    def test_offsets_slice_the_passage_under_a_heading(self, network: DeepNetwork) -> None:
        seen = network.look("Who built it?", self.PASSAGE, "Lighthouses > Port Ellis")
        assert [self.PASSAGE[s:e] for s, e in seen.tokens[:4]] == ["The", "lighthouse", "of", "Port"]

    def test_a_text_too_long_is_read_as_far_as_it_goes(self, network: DeepNetwork) -> None:
        seen = network.look("Who built it?", self.PASSAGE * 30)
        assert 100 < len(seen.tokens) < 224


def test_the_second_text_is_marked_and_cut() -> None:
    told = tokenizer_told({"model": {}, "padding": {"strategy": "Fixed"}})
    assert told["truncation"]["strategy"] == "OnlySecond"
    assert told["padding"] is None
    kinds = [next(iter(part.values())) for part in told["post_processor"]["pair"]]
    assert [(k["id"], k["type_id"]) for k in kinds] == [
        ("<s>", 0), ("A", 0), ("</s>", 0), ("</s>", 0), ("B", 1), ("</s>", 1),
    ]  # fmt: skip
