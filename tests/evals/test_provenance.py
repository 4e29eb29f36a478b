import hashlib
from pathlib import Path

from core.settings import Settings
from evals.provenance import commit, corpus_checksum, machine, models_of, told_settings, weights
from tests.evals.toys import ScriptedAssistant, toy_index


def test_the_corpus_has_one_checksum_whatever_the_order() -> None:
    assert corpus_checksum({"a": "1", "b": "2"}) == corpus_checksum({"b": "2", "a": "1"})
    assert corpus_checksum({"a": "1"}) != corpus_checksum({"a": "2"})


def test_settings_are_told_without_keys(settings: Settings) -> None:
    told = told_settings(settings.model_copy(update={"language_model_key": "secret"}))
    assert "language_model_key" not in told
    assert told["passage_tokens"] == settings.passage_tokens


def test_weights_are_named_with_their_hash_and_a_card_or_what_was_built_is_not_one(tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "reader.onnx").write_bytes(b"weights")
    (tmp_path / "models" / "README.md").write_text("card", encoding="utf-8")
    (tmp_path / "models" / "built").mkdir()
    (tmp_path / "models" / "built" / "made.safetensors").write_bytes(b"made of others")
    assert weights(tmp_path / "models") == {"models/reader.onnx": hashlib.sha256(b"weights").hexdigest()[:12]}


def test_models_are_named_by_their_part(settings: Settings) -> None:
    assistant = ScriptedAssistant(settings.model_copy(update={"language_model": "ollama:toy"}), {}, toy_index(settings))
    named = models_of(assistant)
    assert (named["embedding"], named["reader"], named["language model"]) == ("toy toy-1", "plain", "ollama:toy")


def test_machine_and_code_are_named() -> None:
    assert machine().keys() == {"system", "processor", "cores", "python"}
    assert "\n" not in commit()
