"""What the pages say, in English and Spanish."""

from collections.abc import Mapping

from app.texts import components, evaluation, library, pages

LANGUAGES = {"en": "English", "es": "Español"}
TEXTS = pages.TEXTS | library.TEXTS | evaluation.TEXTS | components.TEXTS


class Words:
    """The texts of one language: `words("talk.new")`."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else "en"
        self._at = list(LANGUAGES).index(self.language)

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key with its values put in."""
        text = TEXTS[key][self._at]
        return text.format(**values) if values else text

    def for_components(self) -> Mapping[str, str]:
        """The texts that components show, placeholders still in."""
        return {key: texts[self._at] for key, texts in components.TEXTS.items()}


def language_of(locale: str | None) -> str:
    """The interface language nearest to a browser's: "es-MX" -> "es"."""
    language = (locale or "en").split("-")[0].lower()
    return language if language in LANGUAGES else "en"
