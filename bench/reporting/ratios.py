"""What peers take in times of what the model takes, from runs that are files of Google Benchmark.

A row's name is `<group>/<peer>`. Peers of one group do the same work on the same bytes, so only
they are compared, and only those of one kind: views with views, what owns its strings with what
owns its strings. What Google Benchmark adds to a name, such as `/real_time/threads:2`, is no part
of it here.
"""

from __future__ import annotations

import dataclasses
import re
import statistics

from comparing import results

METRIC = "cpu_time"  # What other programs on the machine take isn't in it.
RATE, MEMORY = "items_per_second", "reader_bytes"  # Counters that some rows are shown by.
VIEWS, OWNING = "views", "owning"
KINDS = (VIEWS, OWNING)
_MODELS = {VIEWS: ("model-padded-view", "model-view"), OWNING: ("model",)}
_SETTINGS = re.compile(
    "(/(real_time|process_time|manual_time|(iterations|repeats|threads|min_time):[^/]+))+$"
)
# These have tables of their own: their peers don't all do the same, or aren't compared by METRIC.
_APART = re.compile("refuse/|read/collection-of-|.*/(one-thread|two-threads)$")


@dataclasses.dataclass(frozen=True)
class Ratio:
    """One value of each run: a ratio of the medians of the run's repetitions."""

    runs: tuple[float, ...]

    @property
    def middle(self) -> float:
        return statistics.median(self.runs)

    @property
    def low(self) -> float:
        return min(self.runs)

    @property
    def high(self) -> float:
        return max(self.runs)


@dataclasses.dataclass(frozen=True)
class Row:
    """A group's peers of one kind, by the names of their libraries, and the model's own time."""

    group: str
    kind: str
    nanoseconds: float
    peers: dict[str, Ratio]


def library(peer: str) -> str:
    return peer.removesuffix("-view")


def kind(peer: str) -> str:
    return VIEWS if peer.endswith("-view") else OWNING


def plain(name: str) -> str:
    """Without what Google Benchmark adds for a row's settings."""
    return _SETTINGS.sub("", name)


def medians(run: results.Results, metric: str = METRIC) -> dict[str, float]:
    """By name, in the order of registration; names without such a counter are left out. Raises
    Unreadable where a row failed: beside a wrong result no number means anything."""
    told = {}
    for name, benchmark in run.benchmarks.items():
        if benchmark.failure is not None:
            raise results.Unreadable(f"{run.file}: {name} failed: {benchmark.failure}")
        values = run.values(name, metric) if benchmark.repetitions else None
        if not values:
            continue
        if plain(name) in told:
            raise results.Unreadable(f"{run.file}: {plain(name)} was measured in two ways")
        told[plain(name)] = statistics.median(values)
        if told[plain(name)] == 0 and metric in results.TIMES:
            raise results.Unreadable(f"{run.file}: {name}: a time of 0")
    return told


def ratio(runs: list[dict[str, float]], numerator: str, denominator: str) -> Ratio:
    return Ratio(tuple(run[numerator] / run[denominator] for run in runs))


def median(runs: list[dict[str, float]], name: str) -> float:
    return statistics.median(run[name] for run in runs)


def rows(runs: list[dict[str, float]]) -> list[Row]:
    """Of the medians of several runs: each group and kind in which the model has a peer. Names that
    a run lacks are left out, and groups that have tables of their own."""
    groups = dict.fromkeys(name.rpartition("/")[0] for name in runs[0])
    found = []
    for each in KINDS:
        for group in groups:
            row = None if _APART.match(group) else row_of(runs, group, each)
            if row is not None:
                found.append(row)
    return found


def model_of(names, group: str, wanted: str) -> str | None:
    """The name of the model's row that peers of a kind are compared with."""
    candidates = (f"{group}/{model}" for model in _MODELS[wanted])
    return next((name for name in candidates if name in names), None)


def row_of(runs: list[dict[str, float]], group: str, wanted: str) -> Row | None:
    """One group's peers of one kind; None where the model has none."""
    names = [name for name in runs[0] if all(name in run for run in runs)]
    model = model_of(names, group, wanted)
    peers = {}
    for name in names:
        its_group, _, peer = name.rpartition("/")
        if its_group == group and kind(peer) == wanted and library(peer).split("-")[0] != "model":
            peers[peer] = name
    if model is None or not peers:
        return None
    told = {library(peer): ratio(runs, name, model) for peer, name in peers.items()}
    return Row(group, wanted, median(runs, model), told)
