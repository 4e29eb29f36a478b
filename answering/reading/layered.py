"""A quick reader for all the passages that were found, and a deep one for the few that matter."""

from collections.abc import Sequence

from answering.protocols import PassageReader, Readable, Reading, Skill


class LayeredReader:
    """Reads with one reader, and closely with another."""

    skill = Skill.DEEP

    def __init__(self, quick: PassageReader, deep: PassageReader) -> None:
        self._quick, self._deep = quick, deep

    @property
    def name(self) -> str:
        """Names both."""
        return f"{self._quick.name} {self._deep.name}"

    def read(self, question: str, passages: Sequence[Readable]) -> list[Reading]:
        """What the quick reader makes of them."""
        return self._quick.read(question, passages)

    def read_closely(self, question: str, passages: Sequence[Readable]) -> list[Reading]:
        """What the deep reader makes of them."""
        return self._deep.read(question, passages)
