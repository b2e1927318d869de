"""How readers scale: with the number of objects, in time and in memory, and with threads.

Both are shown of the model and of the library that it is measured against first. A record from
before these rows were there has nothing to show, and no lines are made of it.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Callable

from . import ratios, sets

SIZES = {"100": 100, "1k": 1_000, "10k": 10_000, "100k": 100_000, "1M": 1_000_000}
SMALLEST, LARGEST = "100", "1M"
READERS = {"model": "model-padded-view", "simdjson-ondemand": "simdjson-ondemand-view"}
_THREADS = ("read/collection/compact/one-thread", "read/collection/compact/two-threads")
_ABOUT = re.compile(r"read/collection-of-|read/collection/compact/(one|two)-thread")

Quote = Callable[[str], str]


def is_about(name: str) -> bool:
    """Whether a row is one of those whose counters are shown."""
    return _ABOUT.match(name) is not None


def group_of(size: str) -> str:
    return f"read/collection-of-{size}/compact"


def per_object(run: dict[str, float], size: str, reader: str) -> float | None:
    """Nanoseconds, from the medians of one run; None where the row wasn't measured."""
    name = f"{group_of(size)}/{reader}"
    return run[name] / SIZES[size] if name in run else None


def growth(run: dict[str, float], reader: str) -> float | None:
    """The time per object of the largest collection, in times of that of the smallest: 1 is linear
    growth."""
    ends = [per_object(run, size, reader) for size in (LARGEST, SMALLEST)]
    return None if None in ends else ends[0] / ends[1]


def lines_of_sizes(runs: sets.RunSet, quote: Quote = str) -> list[list[str]]:
    """A table, heads first: of each collection, nanoseconds per object and the bytes that a reader
    holds, medians over the runs; then the growth, with its spread. Empty where it wasn't
    measured."""
    told = [line for size in SIZES if (line := _line_of(runs, size))]
    if not told:
        return []
    heads = ["objects"]
    for library in READERS:
        heads += [f"{quote(library)}, each", "it holds"]
    return [heads, *told, _line_of_growth(runs)]


def _line_of(runs: sets.RunSet, size: str) -> list[str] | None:
    line = [f"{SIZES[size]:,}"]
    for reader in READERS.values():
        each = [per_object(run, size, reader) for run in runs.medians[sets.BODY]]
        held = _of_each(runs.counters[ratios.MEMORY], f"{group_of(size)}/{reader}")
        if None in each:
            return None
        line.append(f"{statistics.median(each):.1f} ns")
        line.append(_bytes(statistics.median(held)) if held else "-")
    return line


def _line_of_growth(runs: sets.RunSet) -> list[str]:
    line = [f"{SIZES[LARGEST]:,} beside {SIZES[SMALLEST]:,}"]
    for reader in READERS.values():
        each = [growth(run, reader) for run in runs.medians[sets.BODY]]
        line += ["-" if None in each else _spread(ratios.Ratio(tuple(each))), ""]
    return line


def lines_of_threads(runs: sets.RunSet, quote: Quote = str) -> list[list[str]]:
    """A table, heads first: what two threads read in a second of real time, in times of what one
    reads. Empty where it wasn't measured."""
    told = []
    for library, reader in READERS.items():
        one, two = (_of_each(runs.counters[ratios.RATE], f"{group}/{reader}") for group in _THREADS)
        if one and two:
            gain = ratios.Ratio(tuple(after / before for before, after in zip(one, two)))
            told.append([quote(library), _spread(gain)])
    return [["reader", "two threads, in times of one"], *told] if told else []


def processors(context: dict) -> str:
    """What the threads could run on, as far as the machine tells."""
    cores = f" of {context['cpu_cores']} cores" if "cpu_cores" in context else ""
    return f"{context.get('num_cpus')} hardware threads{cores}"


def _of_each(runs: list[dict[str, float]], name: str) -> list[float]:
    """One value of each run, or none at all."""
    return [run[name] for run in runs] if all(name in run for run in runs) else []


def _spread(ratio: ratios.Ratio) -> str:
    return f"{ratio.middle:.2f} ({ratio.low:.2f} to {ratio.high:.2f})"


def _bytes(count: float) -> str:
    for factor, unit in ((2**30, "GiB"), (2**20, "MiB"), (2**10, "KiB")):
        if count >= factor:
            return f"{count / factor:.3g} {unit}"
    return f"{count:.0f} B"
