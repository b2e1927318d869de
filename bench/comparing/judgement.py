"""What two files say of each other: a verdict for each name that both measured.

A name is worse (or better) when both are true: the difference is significant after Holm's
correction, and the ratio of the medians is at least the effect away from 1. It is the same when the
interval is within the effect. All else is undecided: small differences that may be none, large ones
that may be chance.
"""

from __future__ import annotations

import dataclasses
import enum
import math
import re
import statistics

from . import context_notes, rank_test
from .results import TIMES, Benchmark, Results, Unreadable


class Verdict(enum.Enum):
    WORSE = enum.auto()
    BETTER = enum.auto()
    SAME = enum.auto()
    UNDECIDED = enum.auto()


@dataclasses.dataclass(frozen=True)
class Settings:
    """What is compared, and from where on a difference counts."""

    metric: str = "cpu_time"
    higher_is_better: bool = False
    name_pattern: re.Pattern | None = None
    alpha: float = 0.05
    effect: float = 0.05
    confidence: float = 0.95

    @property
    def is_time(self) -> bool:
        return self.metric in TIMES

    def word(self, verdict: Verdict) -> str:
        """Times and rates are faster and slower; other counters only better and worse."""
        speed = self.is_time or self.metric.endswith("_per_second")
        words = {
            Verdict.WORSE: "slower" if speed else "worse",
            Verdict.BETTER: "faster" if speed else "better",
        }
        return words.get(verdict, verdict.name.lower())


@dataclasses.dataclass
class Comparison:
    """One name that both files measured; `p_adjusted` and `verdict` depend on all of them."""

    name: str
    sizes: tuple[int, int]  # Repetitions in OLD and in NEW.
    medians: tuple[float, float]
    ratio: float  # Of the medians, NEW / OLD.
    test: rank_test.RankTest
    interval: rank_test.Interval
    p_adjusted: float = 1.0
    can_be_significant: bool = True
    verdict: Verdict = Verdict.UNDECIDED


@dataclasses.dataclass
class Failure:
    """A name that failed in one file or in both, with Google Benchmark's message."""

    name: str
    old: str | None
    new: str | None

    @property
    def is_regression(self) -> bool:
        """What worked and doesn't any more is the worst of slowdowns."""
        return self.old is None and self.new is not None


@dataclasses.dataclass
class Uncompared:
    name: str
    reason: str


@dataclasses.dataclass
class Judgement:
    old: Results
    new: Results
    settings: Settings
    comparisons: list[Comparison] = dataclasses.field(default_factory=list)
    failures: list[Failure] = dataclasses.field(default_factory=list)
    uncompared: list[Uncompared] = dataclasses.field(default_factory=list)
    notes: list[str] = dataclasses.field(default_factory=list)

    def count(self, verdict: Verdict) -> int:
        return sum(comparison.verdict == verdict for comparison in self.comparisons)

    @property
    def new_failures(self) -> int:
        return sum(failure.is_regression for failure in self.failures)

    @property
    def has_regression(self) -> bool:
        return self.count(Verdict.WORSE) + self.new_failures > 0


def judge(old: Results, new: Results, settings: Settings) -> Judgement:
    """Raises Unreadable where a value can't be used, or nothing can be compared."""
    judgement = Judgement(old, new, settings)
    for name in dict.fromkeys([*old.benchmarks, *new.benchmarks]):
        if settings.name_pattern is None or settings.name_pattern.search(name):
            _sort_in(judgement, name)
    if not judgement.comparisons and not judgement.new_failures:
        raise Unreadable(_why_nothing_matched(judgement))
    _decide(judgement.comparisons, settings)
    judgement.notes = _notes(judgement)
    return judgement


def _sort_in(judgement: Judgement, name: str) -> None:
    old = judgement.old.benchmarks.get(name)
    new = judgement.new.benchmarks.get(name)
    reason = _why_uncompared(old, new)
    if reason:
        judgement.uncompared.append(Uncompared(name, reason))
    elif old.failure or new.failure:
        judgement.failures.append(Failure(name, old.failure, new.failure))
    else:
        _compare(judgement, name)


def _why_uncompared(old: Benchmark | None, new: Benchmark | None) -> str | None:
    if old is None or new is None:
        file, one = ("NEW", new) if old is None else ("OLD", old)
        return f"only in {file}" + (f", where it failed: {one.failure}" if one.failure else "")
    for file, one in (("OLD", old), ("NEW", new)):
        if one.skipped:
            return f"skipped in {file}: {one.skipped}"
    return None


def _compare(judgement: Judgement, name: str) -> None:
    settings = judgement.settings
    old = judgement.old.values(name, settings.metric)
    new = judgement.new.values(name, settings.metric)
    if old is None or new is None:
        without = [file for file, values in (("OLD", old), ("NEW", new)) if values is None]
        reason = f"has no {settings.metric} in {' and '.join(without)}"
        judgement.uncompared.append(Uncompared(name, reason))
        return
    medians = (statistics.median(old), statistics.median(new))
    judgement.comparisons.append(
        Comparison(
            name,
            (len(old), len(new)),
            medians,
            rank_test.divide(medians[1], medians[0]),
            rank_test.mann_whitney(old, new),
            rank_test.ratio_interval(old, new, settings.confidence),
        )
    )


def _why_nothing_matched(judgement: Judgement) -> str:
    message = "nothing to compare: "
    settings = judgement.settings
    if settings.name_pattern and not judgement.uncompared and not judgement.failures:
        return message + f"no name in either file matches {settings.name_pattern.pattern!r}"
    lacking = [one for one in judgement.uncompared if one.reason.startswith("has no ")]
    if lacking:
        known = sorted({*judgement.old.counters(), *judgement.new.counters(), *TIMES})
        return (
            message + f"no name has {settings.metric} in both files; there are {', '.join(known)}"
        )
    return message + "no name was measured in both files"


def _decide(comparisons: list[Comparison], settings: Settings) -> None:
    adjusted = rank_test.holm([comparison.test.p for comparison in comparisons])
    # As if each name showed the clearest difference that its repetitions can show.
    clearest = rank_test.holm([rank_test.smallest_p(*one.sizes) for one in comparisons])
    for comparison, p_adjusted, least in zip(comparisons, adjusted, clearest):
        comparison.p_adjusted = p_adjusted
        comparison.can_be_significant = least <= settings.alpha
        comparison.verdict = _verdict(comparison, settings)


def _verdict(comparison: Comparison, settings: Settings) -> Verdict:
    upper = 1 + settings.effect
    interval = comparison.interval
    if interval.low is not None and 1 / upper <= interval.low and interval.high <= upper:
        return Verdict.SAME
    if comparison.p_adjusted > settings.alpha:
        return Verdict.UNDECIDED
    # The medians of odd samples can differ one way while their values tend the other way.
    half_of_pairs = math.prod(comparison.sizes) / 2
    rises = comparison.ratio >= upper and comparison.test.u > half_of_pairs
    falls = comparison.ratio <= 1 / upper and comparison.test.u < half_of_pairs
    if not rises and not falls:
        return Verdict.UNDECIDED
    return Verdict.BETTER if rises == settings.higher_is_better else Verdict.WORSE


def _notes(judgement: Judgement) -> list[str]:
    notes = context_notes.notes(judgement.old.context, judgement.new.context)
    hopeless = [one for one in judgement.comparisons if not one.can_be_significant]
    if hopeless:
        names = len(judgement.comparisons)
        needed = rank_test.repetitions_needed(judgement.settings.alpha, names)
        few = " and ".join(map(str, min(hopeless, key=lambda one: sum(one.sizes)).sizes))
        notes.append(
            f"{len(hopeless)} of {names} names cannot be significant: {few} repetitions are too "
            f"few; each file needs at least {needed} of each name "
            f"(--benchmark_repetitions={needed})"
        )
    by_real_time = [
        one
        for one in judgement.comparisons
        if {"real_time", "manual_time"} & {*one.name.split("/")}
    ]
    if judgement.settings.metric == "cpu_time" and by_real_time:
        notes.append(
            f"names that say of themselves that they measure real time: {len(by_real_time)}; "
            "--metric real_time compares it"
        )
    return notes
