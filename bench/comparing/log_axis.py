"""A logarithmic axis of ratios: equally far left and right of 1 are halves and doubles."""

from __future__ import annotations

import dataclasses
import math

_LABEL_WIDTH = 46  # What the labels of two ticks need between them.
_INTERVAL_REACH = 2.0  # How far beyond all ratios an interval may stretch the axis.
_LEAST = 1e-9
_STEPS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0)


@dataclasses.dataclass(frozen=True)
class LogAxis:
    """From the ratio `low` at x = `left` to `high` at `right`."""

    low: float
    high: float
    left: float
    right: float

    def position(self, ratio: float) -> float:
        """Beyond its ends, the end."""
        if ratio <= self.low:
            return self.left
        if ratio >= self.high:
            return self.right
        return self._unclipped(ratio)

    def holds(self, ratio: float) -> bool:
        return self.low <= ratio <= self.high

    def ticks(self) -> list[float]:
        """As many as have room, at round ratios; 1 is one of them."""
        for ticks in self._candidates():
            places = [self._unclipped(tick) for tick in ticks]
            if all(after - before >= _LABEL_WIDTH for before, after in zip(places, places[1:])):
                return ticks
        return [1.0]

    def _unclipped(self, ratio: float) -> float:
        share = math.log(ratio / self.low) / math.log(self.high / self.low)
        return self.left + share * (self.right - self.left)

    def _candidates(self):
        """The denser first."""
        if self.high / self.low < 10:
            for step in _STEPS:
                first, last = math.ceil(self.low / step), math.floor(self.high / step)
                if last - first < 100:
                    yield [round(count * step, 3) for count in range(max(1, first), last + 1)]
        first, last = math.floor(math.log10(self.low)), math.ceil(math.log10(self.high))
        for digits in ((1, 2, 5), (1, 3)):
            ticks = [digit * 10.0**power for power in range(first, last + 1) for digit in digits]
            yield [tick for tick in ticks if self.holds(tick)]
        for every in range(1, last - first + 1):
            ticks = [10.0**power for power in range(first, last + 1) if power % every == 0]
            yield [tick for tick in ticks if self.holds(tick)]


def around(ratios: list[float], ends: list[float], effect: float, left: float, right: float):
    """An axis that shows 1, the band of the effect, the ratios, and the ends of their intervals
    as far as these don't squeeze all else."""
    shown = [ratio for ratio in ratios if _LEAST < ratio < 1 / _LEAST]
    reach = [1.0, *shown]
    low, high = min(reach) / _INTERVAL_REACH, max(reach) * _INTERVAL_REACH
    band = (1 + max(effect, 0.001)) ** 1.5
    reach += [min(max(end, low), high) for end in ends] + [band, 1 / band]
    low, high = min(reach), max(reach)
    margin = (high / low) ** 0.03
    return LogAxis(low / margin, high * margin, left, right)
