"""A paragraph and its questions that every test of the makers can use."""

from training.records import Asked, Paragraph

LIGHTHOUSE = Paragraph(
    group="ellis",
    heading="Port Ellis",
    text=(
        "The lighthouse of Port Ellis was built by Ana Whitcombe in 1911. It stands 41 metres tall. "
        "In 1964 the last keeper left for Canada. Since then the lamp has worked by itself, and few people visit it."
    ),
)
HARBOUR = Paragraph(
    group="ellis", heading="", text="The harbour was dug in 1870 by hand. Its lighthouse shop opens at six each day."
)


def asked(question: str, answer: str) -> Asked:
    """A question on the lighthouse with the first place of its answer."""
    start = LIGHTHOUSE.text.index(answer)
    return Asked(paragraph=LIGHTHOUSE, question=question, answers=((start, start + len(answer)),))


WHO_BUILT = asked("Who built the lighthouse of Port Ellis in 1911?", "Ana Whitcombe")
HOW_TALL = asked("How tall does the lighthouse stand?", "41 metres")


def told(one: Asked) -> list[str]:
    """The answers as words."""
    return [one.paragraph.text[start:end] for start, end in one.answers]
