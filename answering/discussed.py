"""What a conversation dwells on: the passages that the last answer quotes, and those beside them.

A follow-up often asks of them more than its words say: "Did anyone object?" is understood by whoever has the page open
and remembers what was said.
"""

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass

from answering.follow_up.context import in_context
from answering.read import Candidate
from core.records import Evidence, Passage, Turn

_QUOTED_READ, _BESIDE_READ = 2, 2  # passages that are read closely


@dataclass(frozen=True, slots=True, kw_only=True)
class Discussed:
    """The passages that the last answer quotes, and those beside them; `evidence` has the quotes themselves.

    `asked` is the follow-up as it was typed, with the conversation in brackets; empty for a question without one.
    `sought`: the ids of the passages that a search for both wordings finds first.
    """

    asked: str = ""
    sought: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    quoted: tuple[Passage, ...] = ()
    beside: tuple[Passage, ...] = ()

    @property
    def passages(self) -> tuple[Passage, ...]:
        """All of them, the quoted ones first."""
        return (*self.quoted, *self.beside)

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents that the last answer quotes."""
        return tuple(dict.fromkeys(passage.doc_id for passage in self.quoted))

    def holds(self, candidate: Candidate) -> bool:
        """Whether a sentence stands in one of the passages."""
        return any(candidate.passage.passage_id == passage.passage_id for passage in self.passages)

    def told(self, candidate: Candidate) -> bool:
        """Whether the last answer has quoted a sentence."""
        return any(
            e.passage.doc_id == candidate.passage.doc_id and candidate.start < e.end and e.start < candidate.end
            for e in self.evidence
        )

    def foremost(self, found: Iterable[str]) -> tuple[str, ...]:
        """The ids of the few passages to read closely: the quoted ones, of those beside them the first found, `sought`.

        What a search finds first with both wordings may look unlikely where only one of them is read.
        """
        ordered = tuple(found)
        quoted = [passage.passage_id for passage in self.quoted if passage.passage_id in ordered]
        beside = {passage.passage_id for passage in self.beside}
        sought = [one for one in self.sought if one in ordered]
        return (*quoted[:_QUOTED_READ], *[one for one in ordered if one in beside][:_BESIDE_READ], *sought)


NOTHING = Discussed()  # for a question that stands alone


def discussed(
    question: str, history: Sequence[Turn], documents: Container[str], passages_of: Callable[[str], Sequence[Passage]]
) -> Discussed:
    """What a conversation dwells on when a follow-up is asked, as the documents that may be searched are today."""
    quoted: dict[str, Passage] = {}
    beside: dict[str, Passage] = {}
    for evidence in history[-1].quoted:
        doc_id = evidence.passage.doc_id
        passages = passages_of(doc_id) if doc_id in documents else ()
        for at, passage in enumerate(passages):
            if passage.start <= evidence.start < passage.end:
                quoted[passage.passage_id] = passage
                beside |= {p.passage_id: p for p in passages[max(0, at - 1) : at + 2]}
    return Discussed(
        asked=in_context(question, history),
        evidence=history[-1].quoted,
        quoted=tuple(quoted.values()),
        beside=tuple(passage for key, passage in beside.items() if key not in quoted),
    )
