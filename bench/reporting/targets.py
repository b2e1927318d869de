"""What the model has to reach, and whether runs show that it does.

A target holds when it holds in each run: one lucky run of three isn't enough.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from comparing import results

from . import columns, ratios, refusals, scaling, sets

_ONDEMAND = ("simdjson-ondemand",)
_LEADS = {
    "read/one/page-form": 4.5,
    "read/one/compact": 4.5,
    "read/collection/compact": 1.4,
    "read/collection/page-form": 1.4,
    "read/collection/shuffled": 1.0,
    "read/one/escapes-1k": 1.0,
    "read/one/non-ascii-1k": 1.0,
    "read/one/name-20k": 1.0,
}
# Whole messages, framing and body together, each with the kind of its rows.
_EXCHANGES = {
    "read/exchange/request/short-token": ratios.VIEWS,
    "read/exchange/request/one-of-64": ratios.VIEWS,
    "read/exchange/response/page": ratios.VIEWS,
    "read/exchange/response/one-of-64": ratios.VIEWS,
    "write/exchange/request/short-token": ratios.OWNING,
    "write/exchange/request/one-of-64": ratios.OWNING,
    "write/exchange/response/page": ratios.OWNING,
    "write/exchange/response/one-of-64": ratios.OWNING,
}
_EXCHANGE_LEAD = 2.0
_REFUSAL_PRICE = 3.0
_LIMIT_OF_WRITING = "limit/write/page-form"
_WRITING_PRICE = 1.3
# Not 1: the texts of the smallest collections stay in the caches from one reading to the next, that
# of the largest comes from memory.
_GROWTH = 1.5


@dataclasses.dataclass(frozen=True)
class Bound:
    """Of a ratio, in every run."""

    limit: float
    is_upper: bool = False

    def holds(self, ratio: ratios.Ratio) -> bool:
        return ratio.high <= self.limit if self.is_upper else ratio.low >= self.limit

    def __str__(self) -> str:
        return f"{'at most' if self.is_upper else 'at least'} {self.limit:.1f}"


@dataclasses.dataclass(frozen=True)
class Target:
    """A ratio of times of one run, and its bound. Without a bound the ratio is only shown."""

    group: str
    kind: str
    beside: tuple[str, ...]
    bound: Bound | None

    def ratio(self, run: dict[str, float]) -> float | None:
        """Of the medians of one run; None where it lacks a row."""
        raise NotImplementedError

    def groups(self) -> tuple[str, ...]:
        """Of the rows that it needs."""
        return (self.group,)

    def told_beside(self, between: str, quote: Callable[[str], str] = str) -> str:
        """What the model is measured beside, in words."""
        return between.join(map(quote, self.beside))

    def may_lack(self, run: dict[str, float]) -> bool:
        """Whether a run that has all rows may have no ratio all the same."""
        del run
        return False


class Lead(Target):
    """What the fastest of the model's rivals takes, in times of what the model takes."""

    def ratio(self, run: dict[str, float]) -> float | None:
        row = ratios.row_of([run], self.group, self.kind)
        if row is None or any(rival not in row.peers for rival in self.beside):
            return None
        return min(row.peers[rival].middle for rival in self.beside)


class LeadOfAll(Target):
    """What the fastest of all libraries that have such a row takes, in times of what the model
    takes. Where none of them was installed, there is none."""

    def ratio(self, run: dict[str, float]) -> float | None:
        row = ratios.row_of([run], self.group, self.kind)
        return None if row is None else min(peer.middle for peer in row.peers.values())

    def told_beside(self, between: str, quote: Callable[[str], str] = str) -> str:
        return "the fastest"

    def may_lack(self, run: dict[str, float]) -> bool:
        names = [name for name in run if name.rpartition("/")[0] == self.group]
        return names == [ratios.model_of(names, self.group, self.kind)]


class Refusal(Target):
    """What the model takes to refuse a text, in times of what it takes to accept its twin."""

    def ratio(self, run: dict[str, float]) -> float | None:
        return refusals.price(run, self.group)


class Price(Target):
    """What the model takes, in times of what a part of its work takes alone."""

    def ratio(self, run: dict[str, float]) -> float | None:
        (limit,) = self.beside
        model = ratios.model_of(run, self.group, self.kind)
        return None if model is None or limit not in run else run[model] / run[limit]

    def groups(self) -> tuple[str, ...]:
        return (self.group, *(limit.rpartition("/")[0] for limit in self.beside))


class Growth(Target):
    """What the model takes for an object of the largest collection, in times of what it takes for
    one of the smallest."""

    def ratio(self, run: dict[str, float]) -> float | None:
        return scaling.growth(run, scaling.READERS["model"])

    def groups(self) -> tuple[str, ...]:
        return (scaling.group_of(scaling.SMALLEST), self.group)


@dataclasses.dataclass(frozen=True)
class Outcome:
    """`ratio` is None where a run lacks a row: then nothing is known."""

    target: Target
    ratio: ratios.Ratio | None

    @property
    def is_missed(self) -> bool:
        bound = self.target.bound
        return bound is not None and self.ratio is not None and not bound.holds(self.ratio)

    @property
    def is_met(self) -> bool:
        bound = self.target.bound
        return bound is not None and self.ratio is not None and bound.holds(self.ratio)


# What owns its strings mostly allocates and copies them, which is the same work for all: it is
# shown beside the views, without a bound.
TARGETS = (
    *(Lead(group, ratios.VIEWS, _ONDEMAND, Bound(least)) for group, least in _LEADS.items()),
    Lead("write/one/page-form", ratios.OWNING, ("rapidjson", "nlohmann"), Bound(4.0)),
    Price(
        "write/one/page-form",
        ratios.OWNING,
        (f"{_LIMIT_OF_WRITING}/memcpy-and-utf8-validation",),
        Bound(_WRITING_PRICE, is_upper=True),
    ),
    *(
        LeadOfAll(group, kind, (), Bound(_EXCHANGE_LEAD))
        for group, kind in _EXCHANGES.items()
    ),
    *(
        Refusal(group, ratios.VIEWS, ("accepted-twin",), Bound(_REFUSAL_PRICE, is_upper=True))
        for group in refusals.GROUPS
    ),
    Growth(
        scaling.group_of(scaling.LARGEST),
        ratios.VIEWS,
        (f"collection-of-{scaling.SMALLEST}",),
        Bound(_GROWTH, is_upper=True),
    ),
    *(Lead(group, ratios.OWNING, _ONDEMAND, None) for group in _LEADS),
)


# Which programs have the rows of targets.
PROGRAMS = (sets.BODY, sets.EXCHANGE)


def filter_of_rows() -> str:
    """A --benchmark_filter of the targets' groups, each with all of its peers."""
    groups = dict.fromkeys(group for target in TARGETS for group in target.groups())
    return f"^({'|'.join(groups)})/"


def found(runs: list[dict[str, float]]) -> list[Outcome]:
    """Of the medians of several runs, whatever they have."""
    outcomes = []
    for target in TARGETS:
        each = [target.ratio(run) for run in runs]
        ratio = None if None in each else ratios.Ratio(tuple(each))
        outcomes.append(Outcome(target, ratio))
    return outcomes


def judge(runs: list[dict[str, float]], file: str) -> list[Outcome]:
    """The same of runs that are due to have all rows. Raises Unreadable where one wasn't
    measured."""
    outcomes = found(runs)
    for outcome in outcomes:
        target = outcome.target
        if outcome.ratio is None and not all(target.may_lack(run) for run in runs):
            beside = target.told_beside(" and ")
            raise results.Unreadable(
                f"{file}: no rows of {target.group} ({target.kind}) for model and {beside}"
            )
    return outcomes


def text(outcomes: list[Outcome]) -> str:
    """For a terminal, one line a target."""
    runs = next(len(outcome.ratio.runs) for outcome in outcomes if outcome.ratio is not None)
    heads = ["row", "kind", "beside", "target", *(f"run {index + 1}" for index in range(runs))]
    lines = [[*heads, "spread", ""], *(_line(outcome, runs) for outcome in outcomes)]
    return f"{columns.aligned(lines)}\n{summary(outcomes)}\n"


def summary(outcomes: list[Outcome]) -> str:
    bound = [outcome for outcome in outcomes if outcome.target.bound is not None]
    met = sum(outcome.is_met for outcome in bound)
    return f"{met} of {len(bound)} targets met, each in every run"


def verdict(outcome: Outcome) -> str:
    if outcome.ratio is None:
        return "not recorded"
    if outcome.target.bound is None:
        return "no target"
    return "met" if outcome.is_met else "NOT met"


def _line(outcome: Outcome, runs: int) -> list[str]:
    target, ratio = outcome.target, outcome.ratio
    each = ["-"] * (runs + 1)
    if ratio is not None:
        each = [*(f"{run:.2f}" for run in ratio.runs), f"{ratio.low:.2f} to {ratio.high:.2f}"]
    bound = "-" if target.bound is None else str(target.bound)
    beside = target.told_beside(" and ")
    return [target.group, target.kind, beside, bound, *each, verdict(outcome)]
