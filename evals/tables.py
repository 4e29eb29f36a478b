"""Lists and tables in plain Markdown, for the terminal and for files alike."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from evals.check import Fault


def markdown_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table whose columns are padded, so that it also reads well unrendered."""
    body = [[str(cell).replace("|", "\\|").replace("\n", " ") for cell in row] for row in (header, *rows)]
    widths = [max(len(row[column]) for row in body) for column in range(len(header))]
    padded = ((cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in body)
    lines = [f"| {' | '.join(cells)} |" for cells in padded]
    return "\n".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]])


def faults_list(faults: Iterable[Fault]) -> str:
    """One fault a line, errors first."""
    ordered = sorted(faults, key=lambda fault: fault.is_warning)
    return "\n".join(f"{'warning' if f.is_warning else 'error'}: {f.question_id}: {f.reason}" for f in ordered)


def counts_table(counts: Mapping[str, Counter[str]]) -> str:
    """How many questions each set has of each sort."""
    rows = sorted({row for counted in counts.values() for row in counted}, key=lambda row: (row.startswith("#"), row))
    total = [(row, *(str(counted[row]) for counted in counts.values())) for row in rows]
    return markdown_table(("questions", *counts), total)
