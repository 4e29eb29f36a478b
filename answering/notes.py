"""Our plain words about how an answer was made, in the language of the question."""

from typing import Literal

Note = Literal["silent", "plain", "digest", "differ", "quotations", "nothing", "not_carried", "cut_short"]

_TEXTS: dict[Note, tuple[str, str]] = {
    "silent": ("The documents do not say: {parts}", "Los documentos no dicen: {parts}"),
    "plain": (
        "Judged by plain similarity, since the evidence model is not installed.",
        "Juzgado solo por semejanza, porque el modelo de evidencia no está instalado.",
    ),
    "digest": (
        "“{title}” is a digest; the original, “{original}”, is not in the library.",
        "«{title}» es un resumen; el original, «{original}», no está en la biblioteca.",
    ),
    "differ": (
        "The documents differ: {one} [{first}] in “{here}”, {other} [{second}] in “{there}”.",
        "Los documentos difieren: {one} [{first}] en «{here}», {other} [{second}] en «{there}».",
    ),
    "quotations": ("These are the quotations themselves.", "Estas son las citas mismas."),
    "nothing": ("The language model wrote nothing.", "El modelo de lenguaje no escribió nada."),
    "not_carried": (
        "No sentence of the language model is carried by a passage.",
        "Ningún pasaje sostiene lo que escribió el modelo de lenguaje.",
    ),
    "cut_short": (
        "The language model went on and was cut short.",
        "El modelo de lenguaje se alargó y fue interrumpido.",
    ),
}


def note(name: Note, language: str, **values: object) -> str:
    """A note in Spanish for a Spanish question, else in English."""
    return _TEXTS[name][language == "es"].format(**values)
