"""The figures, dates and names of a claim that its evidence does not hold. A rule, the same every time."""

import re

from core.text import fold

_FIGURE = re.compile(r"\d+(?:[.,\u00a0 ]\d{3})*(?:[.,]\d+)?")


def missing_facts(claim: str, evidence: str) -> tuple[str, ...]:
    """The figures of the claim, as written, that do not stand in the evidence."""
    held = {_plain(figure) for figure in _FIGURE.findall(fold(evidence))}
    return tuple(figure for figure in _FIGURE.findall(claim) if _plain(figure) not in held)


def _plain(figure: str) -> str:
    return re.sub(r"[.,\u00a0 ](?=\d{3}\b)", "", figure)
