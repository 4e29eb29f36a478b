"""Further questions after an answer, made of the headings nearby and offered only when the documents answer them."""

from collections.abc import Callable, Iterator

from answering.question import language_of
from core.records import Answer, Hit
from core.text import content_words

_MOST_TRIED = 8
_MOST_WORDS = 12
_WORDING = {
    "en": "What do the documents say about {}?",
    "es": "¿Qué dicen los documentos sobre {}?",
}


def suggestions(answer: Answer, hits: tuple[Hit, ...], answers: Callable[[str], bool], limit: int) -> tuple[str, ...]:
    """At most `limit` questions, on sections that were near this question but are not cited in its answer.

    `answers` tells whether the documents answer a question; each that is offered has been asked.
    """
    wording = _WORDING[language_of(answer.question)]
    offered: list[str] = []
    for heading in list(_headings(answer, hits))[:_MOST_TRIED]:
        question = wording.format(_inside_a_sentence(heading))
        if len(offered) < limit and answers(question):
            offered.append(question)
    return tuple(offered)


def _headings(answer: Answer, hits: tuple[Hit, ...]) -> Iterator[str]:
    """The last headings of passages that were found, without those of the cited passages, each once."""
    cited = {evidence.passage.heading_path[-1:] for evidence in answer.evidence}
    asked = set(content_words(answer.question))
    seen: set[str] = set()
    for hit in hits:
        path = hit.passage.heading_path
        if len(path) < 2 or path[-1:] in cited or path[-1] in seen or set(content_words(path[-1])) <= asked:
            continue
        seen.add(path[-1])
        if len(path[-1].split()) <= _MOST_WORDS:
            yield path[-1]


def _inside_a_sentence(heading: str) -> str:
    """A heading without its capital, where its first word is an ordinary one."""
    first, _, rest = heading.partition(" ")
    ordinary = first.istitle() and first.lower() in _OPENERS
    return f"{first.lower()} {rest}".strip() if ordinary else heading


_OPENERS = frozenset(
    "the a an what who where when why how which two three four first other from before after deployment legal figures "
    "size numbers attacks cases results reform law laws money programmes violence murders killings growth measures "
    "el la los las un una qué quién cuándo cómo por".split()
)
