"""Questions that a passage answers, and near misses that it does not: what answerability is learnt from."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from random import Random

from core.text import STOPWORDS, Span, content_words, fold, split_sentences
from training.perturb import PLACES, YEAR, Perturber, Swap, replace_all
from training.records import Asked, Exchange, Paragraph

WINDOW_WORDS = 100
ASKS_OF_AN_ACT = re.compile(
    r"^(what|who|whom|where|when|why) (?:did|does|do) (?:\w+ ){2}"
    r"|^(where|when|why) (?:was|were|is|are|has|have|had|will|can|could|would) (?:\w+ ){2}",
    re.I,
)
_TIME_WORD = re.compile(r"\b(?:when|year|date|day|month|time|century|long ago)\b", re.I)
_PLACE_WORD = re.compile(r"\b(?:where|country|city|state|place|town|location|area|region)\b", re.I)
_TIME_OR_PLACE = re.compile(rf"{YEAR.pattern}|\b(?:{'|'.join(PLACES)})\b")


class Readings:
    """Makes near misses and variations. All choices come from one generator, so that a seed gives the same set."""

    def __init__(self, rng: Random, names: Sequence[str], sorts: Mapping[str, frozenset[str]] | None = None) -> None:
        """`sorts`: what questions of all sorts have been asked about a sentence and are answered there."""
        self._rng, self._sorts = rng, sorts or {}
        self._perturb = Perturber(rng=rng, names=names)

    def window(self, asked: Asked, limit: int = WINDOW_WORDS) -> Asked:
        """The question on some neighbouring sentences around its answer, or around what it shares most words with."""
        text, sentences = asked.paragraph.text, asked.paragraph.sentences
        if not sentences or len(text.split()) <= limit:
            return asked
        inside = [i for i, s in enumerate(sentences) if any(_overlap(s, a) for a in asked.answers[:1])]
        first = min(inside, default=_closest(asked, sentences))
        last = max(inside, default=first)
        start, end = self._widened(text, sentences, first, last, limit)
        return asked.shifted(text[start:end], -start)

    def varied(self, asked: Asked, neighbours: Sequence[Paragraph]) -> Asked:
        """The same question, perhaps without its heading, with a stranger's sentence beside it, typed in a hurry."""
        rng = self._rng
        if rng.random() < 0.4:
            asked = replace(asked, paragraph=replace(asked.paragraph, heading=""))
        if neighbours and rng.random() < 0.2:
            asked = self._joined(asked, rng.choice(neighbours))
        return replace(asked, question=self._typed(asked.question))

    def narrowed(self, asked: Asked) -> Asked | None:
        """The question with the year or place of its answering sentence added: still answered."""
        text = asked.paragraph.text
        sentence = next((s for s in asked.paragraph.sentences if _overlap(s, asked.answers[0])), None)
        found = _TIME_OR_PLACE.finditer(text, *sentence) if sentence else ()
        told = [m.group() for m in found if not any(_overlap(m.span(), answer) for answer in asked.answers)]
        told = [words for words in told if fold(words) not in fold(asked.question)]
        return replace(asked, question=_with_ending(asked.question, self._rng.choice(told))) if told else None

    def near_miss(self, asked: Asked, neighbours: Sequence[Paragraph]) -> Asked | None:
        """The question where a passage much like its own does not answer it, or None if this way yields none."""
        ways: list[tuple[float, Callable[[Asked], Asked | None]]] = [
            (2.0, self._question_swapped),
            (2.5, self._question_mixed),
            (2.0, self._sort_changed),
            (2.0, self._passage_swapped),
            (2.0, self._sentence_removed),
            (0.7, self._misplaced),
            (5.0, lambda asked: self._elsewhere(asked, neighbours)),
        ]
        # A weighted order: the way with the greatest root of a random number comes first (Efraimidis, Spirakis 2006).
        order = sorted(ways, key=lambda way: self._rng.random() ** (1 / way[0]), reverse=True)
        return next(filter(None, (way(asked) for _, way in order[:5])), None)

    def swapped_throughout(self, asked: Asked) -> Asked | None:
        """Question and passage with one name changed in both: still answered, so that a swap alone tells nothing."""
        swap = self._shared_swap(asked)
        if swap is None or any(swap.old in asked.paragraph.text[s:e] for s, e in asked.answers):
            return None
        text, spans = replace_all(asked.paragraph.text, swap, asked.answers)
        heading, _ = replace_all(asked.paragraph.heading, swap)
        question, _ = replace_all(asked.question, swap)
        paragraph = replace(asked.paragraph, text=text, heading=heading)
        return replace(asked, paragraph=paragraph, question=question, answers=tuple(spans))

    def _question_swapped(self, asked: Asked) -> Asked | None:
        swap = self._perturb.swap_for(asked.question, asked.paragraph.heading + " " + asked.paragraph.text)
        if swap is None:
            return None
        return replace(asked.unanswered(), question=replace_all(asked.question, swap)[0])

    def _question_mixed(self, asked: Asked) -> Asked | None:
        """The hardest: every word of the question stands in the passage, but not in this relation."""
        text = asked.paragraph.text
        swap = self._perturb.swap_within(asked.question, text, text[slice(*asked.answers[0])])
        return replace(asked.unanswered(), question=replace_all(asked.question, swap)[0]) if swap else None

    def _sort_changed(self, asked: Asked) -> Asked | None:
        """What was done, asked as when, where or why, where the passage tells no such thing."""
        untold = [sort for sort in ("when", "where", "why") if sort not in self._told(asked.paragraph.text)]
        asks = ASKS_OF_AN_ACT.match(asked.question)
        if asks is None or not untold:
            return None
        rest = asked.question[asks.end(asks.lastindex or 1) :]
        return replace(asked.unanswered(), question=self._rng.choice(untold).capitalize() + rest)

    def _told(self, text: str) -> frozenset[str]:
        """The sorts of question that a text answers: all, where not all its sentences have been asked about."""
        sentences = [self._sorts.get(text[start:end]) for start, end in split_sentences(text)]
        if any(sorts is None for sorts in sentences):
            return frozenset(("where", "why") if not re.search(r"\d|century", text) else ("when", "where", "why"))
        return frozenset(sort for sorts in sentences if sorts for sort in sorts)

    def _passage_swapped(self, asked: Asked) -> Asked | None:
        swap = self._shared_swap(asked)
        if swap is None:
            return None
        paragraph = asked.paragraph
        text, heading = (replace_all(part, swap)[0] for part in (paragraph.text, paragraph.heading))
        return replace(asked, paragraph=replace(paragraph, text=text, heading=heading), answers=())

    def _shared_swap(self, asked: Asked) -> Swap | None:
        swap = self._perturb.swap_for(asked.question, asked.question + asked.paragraph.text)
        shared = swap is not None and re.search(rf"(?<!\w){re.escape(swap.old)}(?!\w)", asked.paragraph.text)
        return swap if shared else None

    def _sentence_removed(self, asked: Asked) -> Asked | None:
        text, sentences = asked.paragraph.text, asked.paragraph.sentences
        kept = [s for s in sentences if not any(_overlap(s, answer) for answer in asked.answers)]
        rest = " ".join(text[start:end] for start, end in kept)
        answer = fold(text[slice(*asked.answers[0])])
        if len(rest.split()) < 8 or answer in fold(rest):
            return None
        return asked.unanswered(rest)

    def _misplaced(self, asked: Asked) -> Asked | None:
        known = asked.paragraph.heading + " " + asked.paragraph.text
        strange = self._perturb.strange_place(known) if self._rng.random() < 0.5 else self._perturb.strange_year(known)
        return replace(asked.unanswered(), question=_with_ending(asked.question, strange))

    def _elsewhere(self, asked: Asked, neighbours: Sequence[Paragraph]) -> Asked | None:
        answer = fold(asked.paragraph.text[slice(*asked.answers[0])])
        wanted = set(content_words(asked.question))
        silent = [p for p in neighbours if answer not in fold(p.text)]
        if not silent or len(wanted) < 2:
            return None
        best = max(silent, key=lambda p: len(wanted & _word_set(p.text)) + self._rng.random())
        return self.window(replace(asked, paragraph=best, answers=()))

    def _joined(self, asked: Asked, stranger: Paragraph) -> Asked:
        sentences = stranger.sentences
        if not sentences or len(asked.paragraph.text.split()) > WINDOW_WORDS:
            return asked
        start, end = self._rng.choice(sentences)
        strange = stranger.text[start:end]
        if any(fold(asked.paragraph.text[s:e]) in fold(strange) for s, e in asked.answers):
            return asked
        if self._rng.random() < 0.5:
            return asked.shifted(f"{strange} {asked.paragraph.text}", len(strange) + 1)
        return asked.shifted(f"{asked.paragraph.text} {strange}", 0)

    def _typed(self, question: str) -> str:
        dice = self._rng.random()
        if dice < 0.10:
            kept = [word for word in question.rstrip("?").split() if fold(word) not in STOPWORDS]
            return " ".join(kept).lower() if len(kept) > 1 else question
        if dice < 0.30:
            return question.rstrip("? ").lower()
        return question.rstrip("? ") if dice < 0.38 else question

    def _widened(self, text: str, sentences: Sequence[Span], first: int, last: int, limit: int) -> Span:
        limit = self._rng.randint(limit // 4, limit)
        while True:
            ways = [(f, e) for f, e in ((first - 1, last), (first, last + 1)) if f >= 0 and e < len(sentences)]
            ways = [(f, e) for f, e in ways if len(text[sentences[f][0] : sentences[e][1]].split()) <= limit]
            if not ways:
                return sentences[first][0], sentences[last][1]
            first, last = self._rng.choice(ways)


def by_group(asked: Iterable[Asked]) -> dict[str, list[Paragraph]]:
    """The different paragraphs of each article."""
    groups: dict[str, dict[str, Paragraph]] = defaultdict(dict)
    for one in asked:
        groups[one.paragraph.group][one.paragraph.text] = one.paragraph
    return {group: list(paragraphs.values()) for group, paragraphs in groups.items()}


def exchanges_by_text(asked: Iterable[Asked]) -> dict[str, list[Exchange]]:
    """The questions on each text that it answers, with the sentence that does."""
    found: dict[str, list[Exchange]] = defaultdict(list)
    for one in asked:
        if one.answers:
            text = one.paragraph.text
            spans = [span for span in one.paragraph.sentences if _overlap(span, one.answers[0])]
            answer = text[slice(*spans[0])] if spans else ""
            found[text].append(Exchange(question=one.question, answer=answer))
    return found


def with_neighbour_sentences(questions: Sequence[tuple[str, Asked]], rng: Random) -> Iterator[Asked]:
    """QAMR's questions on one sentence, half of them put back among the sentences around it."""
    texts = {sentence_id: asked.paragraph.text for sentence_id, asked in questions}
    beside: dict[str, list[str]] = defaultdict(list)
    for sentence_id in sorted(texts, key=lambda i: [int(n) for n in i.split(":")[2:]]):
        beside[sentence_id.rsplit(":", 1)[0]].append(sentence_id)
    for sentence_id, asked in questions:
        around = beside[sentence_id.rsplit(":", 1)[0]]
        if len(around) < 2 or rng.random() < 0.5:
            yield asked
            continue
        before = "".join(texts[other] + " " for other in around[: around.index(sentence_id)])
        after = "".join(" " + texts[other] for other in around[around.index(sentence_id) + 1 :])
        yield asked.shifted(before + asked.paragraph.text + after, len(before))


def sorts_of(question: str) -> frozenset[str]:
    """Which of when, where and why a question asks."""
    named = (("when", _TIME_WORD), ("where", _PLACE_WORD), ("why", re.compile(r"\bwhy\b|\breason\b", re.I)))
    return frozenset(sort for sort, pattern in named if pattern.search(question))


def _closest(asked: Asked, sentences: Sequence[Span]) -> int:
    wanted = set(content_words(asked.question))
    shared = [len(wanted & set(content_words(asked.paragraph.text[s:e]))) for s, e in sentences]
    return shared.index(max(shared))


@lru_cache(maxsize=20_000)
def _word_set(text: str) -> frozenset[str]:
    return frozenset(content_words(text))


def _overlap(left: Span, right: Span) -> bool:
    return left[0] < right[1] and right[0] < left[1]


def _with_ending(question: str, ending: str) -> str:
    asks = question.rstrip().endswith("?")
    return f"{question.rstrip('? ')} in {ending}{'?' if asks else ''}"
