"""The statistics: Mann-Whitney's U, the interval that belongs to it, and Holm's correction.

Nothing is drawn at random, and nothing depends on the order of the values.

The distribution of U is exact where both samples have at most EXACT_SIZE_MAX values, with ties as
without: it is that of all ways to deal the pooled values, ties included, to the two samples.
Beyond, it is the normal approximation with corrections for ties and continuity, which is no good
for few values with ties: for 2 2 2 beside 3 3 3 it says 0.047, where 2 of 20 ways are as extreme.
"""

from __future__ import annotations

import dataclasses
import functools
import math
import statistics

EXACT_SIZE_MAX = 25


@dataclasses.dataclass(frozen=True)
class RankTest:
    u: float  # Pairs whose new value is the larger, ties counted half.
    p: float  # Two-sided.
    exact: bool


@dataclasses.dataclass(frozen=True)
class Interval:
    """Of the factor between two samples: what new values are, in times of old ones.

    `estimate` is Hodges and Lehmann's: the median of the ratios of all pairs. `low` and `high` are
    None where the samples are too small for any interval of that confidence.
    """

    estimate: float
    low: float | None
    high: float | None


def mann_whitney(old: list[float], new: list[float]) -> RankTest:
    """Whether values of one sample tend to be larger. Neither sample may be empty."""
    doubled_ranks, ties = _doubled_ranks(old + new)
    doubled_sum = sum(doubled_ranks[len(old) :])
    u = doubled_sum / 2 - len(new) * (len(new) + 1) / 2
    if max(len(old), len(new)) <= EXACT_SIZE_MAX:
        return RankTest(u, _exact_p(tuple(sorted(doubled_ranks)), len(new), doubled_sum), True)
    return RankTest(u, _normal_p(len(old), len(new), u, ties), False)


def smallest_p(old_size: int, new_size: int) -> float:
    """The least that samples of these sizes can give, when all of one are beyond the other."""
    return min(1.0, 2 / math.comb(old_size + new_size, old_size))


def ratio_interval(old: list[float], new: list[float], confidence: float) -> Interval:
    """Without ties, and where mann_whitney is exact, it lacks 1 if and only if p is at most
    1 - confidence; with ties it is the wider of what may be meant.

    It holds the factors by which OLD could be multiplied so that the test finds no difference.
    """
    ratios = sorted(divide(n, o) for n in new for o in old)
    middle = len(ratios) // 2
    estimate = ratios[middle]
    if len(ratios) % 2 == 0 and ratios[middle - 1] != estimate:
        # The middle of logarithms, so that exchanged samples give the inverse.
        estimate = math.sqrt(ratios[middle - 1]) * math.sqrt(estimate)
    cut = _pairs_cut(len(old), len(new), confidence)
    if cut == 0:
        return Interval(estimate, None, None)
    return Interval(estimate, ratios[cut - 1], ratios[-cut])


def divide(new: float, old: float) -> float:
    """The ratio of two values from 0; nothing in times of nothing is 1."""
    if old == 0:
        return 1.0 if new == 0 else math.inf
    return new / old


def holm(p_values: list[float]) -> list[float]:
    """Each p adjusted for all of them: at most alpha for none of what is equal, but with
    probability alpha. Adjusted values keep the order, and end at 1."""
    order = sorted(range(len(p_values)), key=p_values.__getitem__)
    adjusted = [0.0] * len(p_values)
    least = 0.0
    for step, index in enumerate(order):
        least = max(least, min(1.0, (len(p_values) - step) * p_values[index]))
        adjusted[index] = least
    return adjusted


def repetitions_needed(alpha: float, names: int) -> int:
    """The least number of values in each sample with which one of `names` can be significant,
    whatever the others say."""
    size = 1
    while smallest_p(size, size) * names > alpha:
        size += 1
    return size


def _doubled_ranks(values: list[float]) -> tuple[list[int], list[int]]:
    """Twice the rank of each value, which is whole even where ties share one; and how many share,
    for each distinct value."""
    order = sorted(range(len(values)), key=values.__getitem__)
    ranks = [0] * len(values)
    ties = []
    start = 0
    while start < len(order):
        end = start
        while end < len(order) and values[order[end]] == values[order[start]]:
            end += 1
        for index in order[start:end]:
            ranks[index] = start + 1 + end
        ties.append(end - start)
        start = end
    return ranks, ties


def _exact_p(doubled_ranks: tuple[int, ...], size: int, doubled_sum: int) -> float:
    counts = _sum_counts(doubled_ranks, size)
    tail = min(sum(counts[: doubled_sum + 1]), sum(counts[doubled_sum:]))
    return min(1.0, 2 * tail / math.comb(len(doubled_ranks), size))


@functools.lru_cache(maxsize=256)
def _sum_counts(ranks: tuple[int, ...], size: int) -> list[int]:
    """In how many ways `size` of the ranks have each sum, from 0.

    Dynamic programming over the ranks. The counts of one size are the digits of one long integer,
    each wide enough for their total, so that a step for all sums is one shift and one addition.
    """
    digit_bytes = math.comb(len(ranks), size).bit_length() // 8 + 1
    ways = [1] + [0] * size
    for rank in ranks:
        for taken in range(size, 0, -1):
            ways[taken] += ways[taken - 1] << (8 * digit_bytes * rank)
    digits = ways[size].to_bytes((sum(ranks) + 1) * digit_bytes, "little")
    return [
        int.from_bytes(digits[start : start + digit_bytes], "little")
        for start in range(0, len(digits), digit_bytes)
    ]


def _normal_p(old_size: int, new_size: int, u: float, ties: list[int]) -> float:
    total = old_size + new_size
    tied = sum(count**3 - count for count in ties) / (total * (total - 1))
    variance = old_size * new_size / 12 * (total + 1 - tied)
    if variance == 0:  # All values are equal.
        return 1.0
    distance = max(0.0, abs(u - old_size * new_size / 2) - 0.5)
    return math.erfc(distance / math.sqrt(2 * variance))


@functools.lru_cache(maxsize=256)
def _pairs_cut(old_size: int, new_size: int, confidence: float) -> int:
    """Which of the sorted ratios, counted from either end, is the interval's; 0 where none can."""
    both_tails = round(1 - confidence, 12)  # 1 - 0.9 isn't quite 0.1.
    if max(old_size, new_size) > EXACT_SIZE_MAX:
        deviation = math.sqrt(old_size * new_size * (old_size + new_size + 1) / 12)
        z = statistics.NormalDist().inv_cdf(1 - both_tails / 2)
        return max(0, math.floor(old_size * new_size / 2 + 0.5 - z * deviation))
    ranks = tuple(range(1, old_size + new_size + 1))
    counts = _sum_counts(ranks, new_size)[new_size * (new_size + 1) // 2 :]
    cut = 0
    below = counts[0]
    while 2 * below / math.comb(len(ranks), new_size) <= both_tails:
        cut += 1
        below += counts[cut]
    return cut
