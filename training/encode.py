"""Examples to token arrays with their targets, and arrays to batches of like length."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from answering.reading.network import HEADING_MARK
from core.text import Span
from training.records import Asked, Example, Premise

if TYPE_CHECKING:
    from tokenizers import Tokenizer

MAX_QUESTION_CHARS = 400
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoded:
    """One example in tokens. `starts` and `ends` mark where an answer may begin and end; the first token means nowhere.

    `answerable` is -1 for a claim, `label` is -1 for a question, and `premise` where nothing is known of it.
    """

    ids: Ints
    types: Ints
    starts: Ints
    ends: Ints
    answerable: int
    premise: int
    label: int


def encode(tokenizer: "Tokenizer", examples: Sequence[Example]) -> list[Encoded]:
    """The examples in tokens; those whose answer was cut off are left out."""
    pairs = [_pair(example) for example in examples]
    encodings = tokenizer.encode_batch([(first, heading + text) for first, heading, text in pairs])
    made = (_encoded(*row) for row in zip(examples, pairs, encodings, strict=True))
    return [one for one in made if one is not None]


def _pair(example: Example) -> tuple[str, str, str]:
    if isinstance(example, Asked):
        heading = example.paragraph.heading
        return example.question[:MAX_QUESTION_CHARS], heading + HEADING_MARK if heading else "", example.paragraph.text
    return example.claim[: 2 * MAX_QUESTION_CHARS], "", example.evidence


def _encoded(example: Example, pair: tuple[str, str, str], encoding: "object") -> Encoded | None:
    ids, types = np.array(encoding.ids), np.array(encoding.type_ids)  # type: ignore[attr-defined]
    starts, ends = np.zeros_like(ids), np.zeros_like(ids)
    if not isinstance(example, Asked):
        return Encoded(
            ids=ids, types=types, starts=starts, ends=ends, answerable=-1, premise=-1, label=int(example.label)
        )
    offsets = encoding.offsets  # type: ignore[attr-defined]
    tokens = [(i, s, e) for i, (s, e) in enumerate(offsets) if types[i] == 1 and e > s]
    for answer in example.answers:
        _mark(tokens, answer, len(pair[1]), example.whole_sentences, starts, ends)
    if example.answers and not (starts.any() and ends.any()):
        return None
    if not example.answers:
        starts[0] = ends[0] = 1
    premise = Premise.STANDS if example.is_answered else example.premise
    answerable = int(example.is_answered)
    return Encoded(
        ids=ids, types=types, starts=starts, ends=ends, answerable=answerable, premise=int(premise), label=-1
    )  # fmt: skip


def _mark(
    tokens: Sequence[tuple[int, int, int]], answer: Span, shift: int, whole: bool, starts: Ints, ends: Ints
) -> None:
    start, end = answer[0] + shift, answer[1] + shift
    inside = [index for index, s, e in tokens if s < end and e > start]
    if not inside or tokens[-1][2] < end - 1:
        return
    if whole:
        starts[inside] = ends[inside] = 1
    else:
        starts[inside[0]] = ends[inside[-1]] = 1


def batches(examples: Sequence[Encoded], budget: int, rng: Random) -> Iterator[list[Encoded]]:
    """Batches of like length, of at most `budget` tokens with their padding, in random order."""
    order = sorted(examples, key=lambda one: len(one.ids) + rng.random() * 8)
    made: list[list[Encoded]] = [[]]
    for one in order:
        longest = max(len(one.ids), *(len(other.ids) for other in made[-1]), 0)
        if made[-1] and longest * (len(made[-1]) + 1) > budget:
            made.append([])
        made[-1].append(one)
    rng.shuffle(made)
    yield from made


def padded(rows: Sequence[Ints]) -> Ints:
    """The rows as one array, short ones filled up with zeros."""
    array = np.zeros((len(rows), max(map(len, rows))), dtype=np.int64)
    for index, row in enumerate(rows):
        array[index, : len(row)] = row
    return array
