"""What a collection says of itself: `collection.yaml` in the library folder, or nothing."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from core.errors import SettingsError
from core.yaml_text import load_yaml

NAME = "collection.yaml"


class Starter(BaseModel):
    """A question to start with, and what kind of question it is."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: str = ""
    question: str


class About(BaseModel):
    """A collection in one language."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str = "Cotejo"
    lead: str = ""
    answers: str = ""
    does_not: str = ""
    starters: tuple[Starter, ...] = ()


def read_collection(library: Path, language: str) -> About:
    """What the collection says of itself in a language, else in English; raises `SettingsError` for a broken file."""
    import yaml

    path = library / NAME
    if not path.is_file():
        return About()
    try:
        told = load_yaml(path.read_text(encoding="utf-8")) or {}
        return About.model_validate(told.get(language) or told.get("en") or {})
    except (yaml.YAMLError, ValidationError, AttributeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{str(path)!r} cannot be used: {error}. Mend it, or remove it to do without.") from error
