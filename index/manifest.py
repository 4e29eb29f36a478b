"""What an index was built with. Opening it with anything else is an error, not a surprise."""

from pydantic import BaseModel, ConfigDict

from core.errors import IndexMismatchError
from core.settings import Settings
from index.embed import Embedder

SCHEMA_VERSION = 2


class IndexManifest(BaseModel):
    """The settings that scores and passages depend on."""

    model_config = ConfigDict(frozen=True)

    schema_version: int = SCHEMA_VERSION
    embedding_model: str
    embedding_fingerprint: str
    distance: str = "cosine"
    passage_tokens: int

    @classmethod
    def for_settings(cls, settings: Settings, embedder: Embedder) -> "IndexManifest":
        """The manifest that these settings would write."""
        return cls(
            embedding_model=embedder.name,
            embedding_fingerprint=embedder.fingerprint,
            passage_tokens=settings.passage_tokens,
        )

    def check_against(self, wanted: "IndexManifest") -> None:
        """Raises `IndexMismatchError` for the first field that differs."""
        for field in type(self).model_fields:
            here, there = getattr(self, field), getattr(wanted, field)
            if here != there:
                raise IndexMismatchError(field=field, in_index=here, in_settings=there)
