"""Intervals and tests: bootstrap over questions, McNemar's exact test, Cohen's kappa. Pure, with a fixed seed."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from evals.metrics import Tally

RESAMPLES = 2000
SEED = 20191201
_Z = 1.959964  # 95 % of a normal distribution lie within


class Interval(NamedTuple):
    """The bounds of 95 % confidence."""

    low: float
    high: float


class Difference(NamedTuple):
    """How much a figure changed between two runs of the same questions."""

    value: float
    interval: Interval
    p: float


def ratio(tallies: Sequence[Tally]) -> float:
    """So much out of so much, summed; NaN out of nothing."""
    of = sum(tally.of for tally in tallies)
    return sum(tally.hit for tally in tallies) / of if of else math.nan


def bootstrap_ratio(tallies: Sequence[Tally], units: Sequence[str]) -> Interval:
    """The percentile bootstrap interval of the ratio. Whole units (dialogues) are drawn, for their turns depend.

    Where every tally is all or every one nothing, all resamples are alike and would promise certainty; Wilson's
    interval over the units stands in.
    """
    value = ratio(tallies)
    if math.isnan(value):
        return Interval(math.nan, math.nan)
    if all(tally.hit == 0 for tally in tallies) or all(tally.hit == tally.of for tally in tallies):
        count = len(set(units))
        return wilson(value * count, count)
    hits, ofs = _by_unit(tallies, units)
    return _percentiles(_ratios(_weights(len(hits)), hits, ofs))


def wilson(hits: float, count: float) -> Interval:
    """Wilson's score interval of a share (Wilson 1927)."""
    share = hits / count
    centre = share + _Z**2 / (2 * count)
    spread = _Z * math.sqrt(share * (1 - share) / count + _Z**2 / (4 * count**2))
    scale = 1 + _Z**2 / count
    return Interval(max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale))


def bootstrap_quantile(values: Sequence[float], quantile: float) -> tuple[float, Interval]:
    """A quantile of the values and its percentile bootstrap interval."""
    array = np.asarray(values, dtype=float)
    draws = np.random.default_rng(SEED).integers(0, len(array), (RESAMPLES, len(array)))
    return float(np.quantile(array, quantile)), _percentiles(np.quantile(array[draws], quantile, axis=1))


def paired_difference(before: Sequence[Tally], after: Sequence[Tally], units: Sequence[str]) -> Difference:
    """The change of the ratio, with the paired bootstrap: both runs are drawn with the same questions.

    `p` is twice the share of resamples on the far side of no change (at most 1).
    """
    value = ratio(after) - ratio(before)
    if math.isnan(value):
        return Difference(value, Interval(math.nan, math.nan), 1.0)
    first, second = _by_unit(before, units), _by_unit(after, units)
    weights = _weights(len(first[0]))
    changes = _ratios(weights, *second) - _ratios(weights, *first)
    changes = changes[~np.isnan(changes)]
    far = min(float(np.mean(changes <= 0)), float(np.mean(changes >= 0)))
    return Difference(value, _percentiles(changes), min(1.0, 2 * far))


def mcnemar(better: int, worse: int) -> float:
    """The exact two-sided p of McNemar's test: how odd the split is, were a change as likely for the better as not."""
    changed = better + worse
    if changed == 0:
        return 1.0
    tail = sum(math.comb(changed, k) for k in range(min(better, worse) + 1))
    return min(1.0, 2.0 * tail / float(2**changed))


def cohens_kappa(pairs: Sequence[tuple[bool, bool]]) -> float:
    """Agreement of two raters beyond chance (Cohen 1960); NaN without pairs or where chance alone always agrees."""
    if not pairs:
        return math.nan
    count = len(pairs)
    agreed = sum(one == other for one, other in pairs) / count
    yes_one, yes_other = sum(one for one, _ in pairs) / count, sum(other for _, other in pairs) / count
    chance = yes_one * yes_other + (1 - yes_one) * (1 - yes_other)
    return math.nan if chance == 1 else (agreed - chance) / (1 - chance)


_Array = NDArray[np.float64]


def _by_unit(tallies: Sequence[Tally], units: Sequence[str]) -> tuple[_Array, _Array]:
    names = {unit: at for at, unit in enumerate(dict.fromkeys(units))}
    hits, ofs = np.zeros(len(names)), np.zeros(len(names))
    for tally, unit in zip(tallies, units, strict=True):
        hits[names[unit]] += tally.hit
        ofs[names[unit]] += tally.of
    return hits, ofs


def _weights(count: int) -> _Array:
    """How often each unit is drawn, a resample a row."""
    drawn = np.random.default_rng(SEED).multinomial(count, [1 / count] * count, size=RESAMPLES)
    return drawn.astype(np.float64)


def _ratios(weights: _Array, hits: _Array, ofs: _Array) -> _Array:
    with np.errstate(invalid="ignore", divide="ignore"):
        ratios: _Array = (weights @ hits) / (weights @ ofs)
    return ratios


def _percentiles(values: _Array) -> Interval:
    low, high = np.nanquantile(values, [0.025, 0.975])
    return Interval(float(low), float(high))
