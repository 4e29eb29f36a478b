"""What the card of a document knows, in our words, in the language of the question."""

from core.records import DocumentCard

_WORDS = {
    "en": {
        "authors": "was written by {}",
        "published": "was published {}",
        "publisher": "was published by {}",
        "licence": "carries these rights: {}",
        "language": "is written in {}",
        "url": "can be read at {}",
        "title": "is a document of this collection, published by {}",
    },
    "es": {
        "authors": "fue escrito por {}",
        "published": "se publicó {}",
        "publisher": "fue publicado por {}",
        "licence": "tiene estos derechos: {}",
        "language": "está escrito en {}",
        "url": "se puede leer en {}",
        "title": "es un documento de esta colección, publicado por {}",
    },
}
_LANGUAGES = {"en": {"en": "English", "es": "Spanish"}, "es": {"en": "inglés", "es": "español"}}
_MONTHS = {
    "en": "January February March April May June July August September October November December".split(),
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(),
}


def card_statement(field: str, card: DocumentCard, language: str = "en") -> str:
    """What a document's card says about a field, in our words; empty where the card does not know."""
    about = card.metadata
    language = language if language in _WORDS else "en"
    value = {
        "authors": (" y " if language == "es" else " and ").join(about.authors),
        "published": _date(about.published, language),
        "publisher": about.publisher,
        "licence": about.licence,
        "language": _LANGUAGES[language].get(about.language, about.language),
        "url": about.url,
        "title": about.publisher,
    }[field]
    return f"“{card.title}” {_WORDS[language][field].format(value)}." if value else ""


def _date(published: str, language: str) -> str:
    """A date as people write it: `in May 2001`, `on 3 May 2001`."""
    year, month, day = (*published.split("-"), "", "")[:3]
    if not month.isdigit() or not 1 <= int(month) <= 12:
        return f"{'en' if language == 'es' else 'in'} {published}" if published else ""
    name = _MONTHS[language][int(month) - 1]
    if language == "es":
        return f"el {int(day)} de {name} de {year}" if day.isdigit() else f"en {name} de {year}"
    return f"on {int(day)} {name} {year}" if day.isdigit() else f"in {name} {year}"
