"""What the model has to reach beside other libraries, and whether runs show that it does.

A target holds when each run's ratio is at least its limit: one lucky run of three isn't enough.
"""

from __future__ import annotations

import dataclasses

from comparing import results

from . import ratios

_ONDEMAND = ("simdjson-ondemand",)
_LIMITS = {
    "read/one/page-form": 4.5,
    "read/one/compact": 4.5,
    "read/collection/compact": 1.4,
    "read/collection/page-form": 1.4,
    "read/collection/shuffled": 1.0,
    "read/one/escapes-1k": 1.0,
    "read/one/non-ascii-1k": 1.0,
    "read/one/name-20k": 1.0,
}


@dataclasses.dataclass(frozen=True)
class Target:
    """The model's rivals in one row, of which the fastest counts. Without a limit the ratio is only
    shown."""

    group: str
    kind: str
    rivals: tuple[str, ...]
    limit: float | None


@dataclasses.dataclass(frozen=True)
class Outcome:
    target: Target
    ratio: ratios.Ratio

    @property
    def is_met(self) -> bool:
        return self.target.limit is None or self.ratio.low >= self.target.limit


# What owns its strings mostly allocates and copies them, which is the same work for all: it is
# shown beside the views, without a limit.
TARGETS = (
    *(Target(group, ratios.VIEWS, _ONDEMAND, limit) for group, limit in _LIMITS.items()),
    Target("write/one/page-form", ratios.OWNING, ("rapidjson", "nlohmann"), 4.0),
    *(Target(group, ratios.OWNING, _ONDEMAND, None) for group in _LIMITS),
)


def filter_of_rows() -> str:
    """A --benchmark_filter of the targets' groups, each with all of its peers."""
    return f"^({'|'.join(dict.fromkeys(target.group for target in TARGETS))})/"


def judge(runs: list[dict[str, float]], file: str) -> list[Outcome]:
    """Of the medians of several runs. Raises Unreadable where a target's row wasn't measured."""
    return [Outcome(target, _ratio(runs, target, file)) for target in TARGETS]


def _ratio(runs, target: Target, file: str) -> ratios.Ratio:
    each = []
    for run in runs:
        row = next(
            (one for one in ratios.rows([run]) if (one.group, one.kind) == _place(target)), None
        )
        missing = [rival for rival in target.rivals if row is None or rival not in row.peers]
        if missing:
            raise results.Unreadable(
                f"{file}: no rows of {target.group} ({target.kind}) for model and {missing[0]}"
            )
        each.append(min(row.peers[rival].middle for rival in target.rivals))
    return ratios.Ratio(tuple(each))


def _place(target: Target) -> tuple[str, str]:
    return target.group, target.kind


def text(outcomes: list[Outcome]) -> str:
    """For a terminal, one line a target."""
    heads = ["row", "kind", "beside", "at least"]
    heads += [f"run {index + 1}" for index in range(len(outcomes[0].ratio.runs))]
    lines = [[*heads, "spread", ""], *(_line(outcome) for outcome in outcomes)]
    widths = [max(map(len, column)) for column in zip(*lines)]
    told = ["  ".join(map(str.ljust, line, widths)).rstrip() for line in lines]
    return "\n".join([*told, "", summary(outcomes)]) + "\n"


def summary(outcomes: list[Outcome]) -> str:
    limited = [outcome for outcome in outcomes if outcome.target.limit is not None]
    met = sum(outcome.is_met for outcome in limited)
    return f"{met} of {len(limited)} targets met, each in every run"


def verdict(outcome: Outcome) -> str:
    if outcome.target.limit is None:
        return "no target"
    return "met" if outcome.is_met else "NOT met"


def _line(outcome: Outcome) -> list[str]:
    target, ratio = outcome.target, outcome.ratio
    limit = "-" if target.limit is None else f"{target.limit:.2f}"
    each = [f"{run:.2f}" for run in ratio.runs]
    spread = f"{ratio.low:.2f} to {ratio.high:.2f}"
    rivals = " and ".join(target.rivals)
    return [target.group, target.kind, rivals, limit, *each, spread, verdict(outcome)]
