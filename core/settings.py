"""The settings: frozen, bounded, read from `COTEJO_` variables or `.env`. Builds nothing, imports nothing of ours."""

import hashlib
import os
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from core.errors import SettingsError

PREFIX = "COTEJO_"
ROOT = Path(__file__).resolve().parent.parent
_NOT_PART_OF_AN_ANSWER = {
    "library",
    "data",
    "evaluation",
    "mirror",
    "language_model_key",
    "chroma_url",
    "database_url",
    "editors",
    "threads",
}

OptionalPath = Annotated[Path | None, BeforeValidator(lambda value: value or None)]


class Settings(BaseSettings):
    """Every knob, with its bounds and one sentence each."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=".env", extra="ignore", frozen=True)

    # Where things are
    library: Path = Field(ROOT / "corpus", description="The folder of documents.")
    data: Path = Field(ROOT / ".cotejo", description="The folder of the index and of all that can be made again.")
    evaluation: Path = Field(
        ROOT / "evals", description="The folder of evaluation runs, labels and your own question sets."
    )
    mirror: OptionalPath = Field(None, description="A folder with copies of originals that are not redistributed.")
    chroma_url: str = Field("", description="A Chroma server for the vectors; empty keeps them in the data folder.")
    database_url: str = Field("", description="Where conversations are kept, as a SQLAlchemy URL; empty means SQLite.")

    editors: str = Field(
        "", description="Who may change the library where sign-in is configured, by e-mail; empty means all signed in."
    )

    # Ingest
    fetch: bool = Field(True, description="Whether absent originals are fetched from their links.")
    fetch_seconds: float = Field(10.0, gt=0, le=120, description="Longest wait for one link, in seconds.")
    max_file_mb: int = Field(50, ge=1, le=2000, description="Largest file that is read, in megabytes.")
    max_pages: int = Field(2000, ge=1, description="Most pages of one document.")
    max_file_seconds: float = Field(120.0, gt=0, description="Longest time that one file may take to read, in seconds.")
    passage_tokens: int = Field(160, ge=32, le=2000, description="Longest passage, in tokens of the embedding model.")
    lock_seconds: float = Field(60.0, ge=0, description="How long a second writer waits for the first, in seconds.")

    # Models
    embedding_model: str = Field(
        "all-MiniLM-L6-v2", description="Sentence-transformers model; the default one comes with the installation."
    )
    reader: Literal["auto", "small", "plain"] = Field(
        "auto",
        description="Who judges evidence: the deep reader where it was put together (`auto`), the small one alone, "
        "which is quicker, or plain similarity.",
    )
    threads: int = Field(2, ge=1, le=64, description="Processor threads for the small models.")

    # Retrieval and answering
    candidates: int = Field(40, ge=1, le=1000, description="Passages that each retriever offers to the fusion.")
    passages_read: int = Field(12, ge=1, le=100, description="Fused passages that are read closely.")
    sentences: int = Field(3, ge=1, le=10, description="Most quoted sentences in an answer to a factual question.")
    max_question_chars: int = Field(2000, ge=50, le=100_000, description="Longest question, in characters.")

    # A language model, if one is wanted
    language_model: str = Field(
        "",
        description="Models for the prose, the default first: openai:…, anthropic:…, ollama:…; empty means quotes.",
    )
    language_model_url: str = Field("", description="Address of an OpenAI-compatible server.")
    language_model_key: str = Field("", description="Key for that server, where it needs one.")
    language_model_seconds: float = Field(60.0, gt=0, description="Longest wait for the language model, in seconds.")
    show_unsupported: bool = Field(False, description="Show withheld sentences struck through, with the reason.")

    @property
    def settings_id(self) -> str:
        """A short hash of all that can change an answer."""
        told = self.model_dump_json(exclude=_NOT_PART_OF_AN_ANSWER)
        return hashlib.sha256(told.encode()).hexdigest()[:12]


def load_settings(**overrides: object) -> Settings:
    """The settings in force; a wrong or unknown `COTEJO_` variable raises `SettingsError` that names it."""
    _refuse_unknown_variables()
    try:
        return Settings(**overrides)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = PREFIX + "_".join(str(part) for part in first["loc"]).upper()
        raise SettingsError(
            f"{name}={first['input']!r} cannot be used: {first['msg']}. See `.env.example` for what it may be."
        ) from error


def _refuse_unknown_variables() -> None:
    """pydantic-settings passes over a misspelt variable in silence; a user would wonder why it does nothing."""
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    named = {name for name in os.environ if name.startswith(PREFIX)} | _variables_in_env_file()
    for name in sorted(named - known):
        near = get_close_matches(name, known, n=1)
        hint = f"Did you mean {near[0]}?" if near else "See `.env.example` for those that exist."
        raise SettingsError(f"There is no setting {name}, so it would have no effect. {hint}")


def _variables_in_env_file() -> set[str]:
    path = Path(".env")
    if not path.is_file():
        return set()
    lines = path.read_text(encoding="utf-8").splitlines()
    names = {line.split("=", 1)[0].strip() for line in lines if "=" in line}
    return {name for name in names if name.startswith(PREFIX)}
