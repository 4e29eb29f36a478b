"""The trained reader: reads question and passage together, and says whether, where and how surely it answers."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from answering.protocols import Readable, Reading, Skill
from answering.reading.features import best_span, combined, features
from answering.reading.network import Floats, Look, Network
from core.text import Span

_WINDOW_WORDS = 120  # what fits beside a question in what the network reads at once


@dataclass(frozen=True, slots=True, kw_only=True)
class _Window:
    """Some neighbouring sentences of a passage, by their numbers, and where their text stands in it."""

    first: int
    last: int
    start: int
    end: int


class TrainedReader:
    """Reads with the evidence model. The score of the best sentence of a passage is its probability of an answer.

    Thread-safe: whoever reads, no more than `threads` passages are read at a time.
    """

    skill = Skill.SMALL

    def __init__(self, network: Network, *, threads: int = 2) -> None:
        self._network = network
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="reader")

    @property
    def name(self) -> str:
        """Names the version of the weights."""
        return self._network.name

    def read(self, question: str, passages: Sequence[Readable]) -> list[Reading]:
        """One reading a passage, in order."""
        return list(self._threads.map(partial(self._read, question), passages))

    def read_closely(self, question: str, passages: Sequence[Readable]) -> list[Reading]:
        """The same: it has one way to read."""
        return self.read(question, passages)

    def _read(self, question: str, passage: Readable) -> Reading:
        parts = [self._read_window(question, passage, window) for window in _windows(passage)]
        if not parts:
            return Reading(answerable=0.0, start=0, end=0, sentence_scores=())
        best = max(parts, key=lambda part: part.answerable)
        scores = tuple(score for part in parts for score in part.sentence_scores)
        contradicts = max((part.contradicts for part in parts if part.contradicts is not None), default=None)
        return replace(best, sentence_scores=scores, contradicts=contradicts)

    def _read_window(self, question: str, passage: Readable, window: _Window) -> Reading:
        text = passage.text[window.start : window.end]
        look = self._network.look(question, text, passage.heading)
        values = features(question, passage.heading, text, look)
        answerable = combined(values, self._network.manifest["answerable"])
        (start, end), _, _ = best_span(look)
        spans = [(s - window.start, e - window.start) for s, e in passage.sentences[window.first : window.last + 1]]
        shares = sentence_shares(look, spans)
        top = max(shares) or 1.0
        return Reading(
            answerable=answerable,
            start=window.start + start,
            end=window.start + end,
            sentence_scores=tuple(answerable * share / top for share in shares),
            contradicts=None if look.contradicts is None else float(1 / (1 + np.exp(-look.contradicts))),
        )


def sentence_shares(look: Look, sentences: Sequence[Span]) -> list[float]:
    """How much of the answer falls on each sentence: the root of its share of starts times its share of ends."""
    starts, ends = _softmax(look.start), _softmax(look.end)
    shares = []
    for begin, finish in sentences:
        inside = [i for i, (s, e) in enumerate(look.tokens) if s < finish and e > begin]
        shares.append(float(np.sqrt(starts[inside].sum() * ends[inside].sum())) if inside else 0.0)
    return shares


def _softmax(logits: Floats) -> Floats:
    if not len(logits):
        return logits
    grown = np.exp(logits - logits.max())
    shares: Floats = grown / grown.sum()
    return shares


def _windows(passage: Readable) -> Iterator[_Window]:
    """Windows that tile the sentences of a passage; a passage of the usual length is one."""
    sentences = passage.sentences
    first, room = 0, _WINDOW_WORDS
    for number, (start, end) in enumerate(sentences):
        length = len(passage.text[start:end].split())
        if number > first and length > room:
            yield _window(sentences, first, number - 1)
            first, room = number, _WINDOW_WORDS
        room -= length
    if sentences:
        yield _window(sentences, first, len(sentences) - 1)


def _window(sentences: Sequence[Span], first: int, last: int) -> _Window:
    return _Window(first=first, last=last, start=sentences[first][0], end=sentences[last][1])
