"""What a language model read and wrote while an answer was made; nothing where none ran."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

Counts = dict[str, dict[str, int]]


@contextmanager
def counted_tokens() -> Iterator[Callable[[], Counts]]:
    """A function that tells the tokens so far, by model. LangChain counts them for every provider alike."""
    from langchain_core.callbacks import get_usage_metadata_callback

    with get_usage_metadata_callback() as counter:
        yield lambda: {
            model: {"input": usage["input_tokens"], "output": usage["output_tokens"]}
            for model, usage in counter.usage_metadata.items()
        }


def cost(tokens: Counts, price_in: float, price_out: float) -> float:
    """What the tokens cost at prices a million tokens read and written."""
    return sum(used["input"] * price_in + used["output"] * price_out for used in tokens.values()) / 1e6
