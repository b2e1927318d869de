"""What it takes to refuse a text, beside accepting one of the same length."""

from __future__ import annotations

from collections.abc import Callable

from . import ratios

_MODEL, _TWIN = "model-padded-view", "accepted-twin-view"
TEXTS = (
    "page-form/trailing-comma",
    "page-form/member-missing",
    "page-form/number-for-boolean",
    "page-form/null",
    "page-form/member-twice",
    "page-form/text-behind",
    "name-20k/control-character",
    "name-20k/ill-formed-utf-8",
    "escapes-1k/bad-escape",
    "non-ascii-1k/noncharacter",
    "non-ascii-1k/ill-formed-utf-8",
    "collection/last-lacks-member",
    "collection/cut-off",
)
GROUPS = tuple(f"refuse/{text}" for text in TEXTS)


def price(run: dict[str, float], group: str) -> float | None:
    """The model's time for the refused text, in times of that for its accepted twin; None where
    they weren't measured."""
    names = [f"{group}/{reader}" for reader in (_MODEL, _TWIN)]
    return run[names[0]] / run[names[1]] if all(name in run for name in names) else None


def lines(
    runs: list[dict[str, float]],
    time: Callable[[float], str],
    cell: Callable[[ratios.Ratio], str],
) -> list[list[str]]:
    """A table, heads first: the accepted twin's time, the model's price, and what other libraries
    take to refuse the text, in times of what the model takes; `time` and `cell` word a time and a
    ratio. Empty where nothing was measured."""
    found = [ratios.row_of(runs, group, ratios.VIEWS) for group in GROUPS]
    rows = [row for row in found if row is not None and "accepted-twin" in row.peers]
    libraries = list(dict.fromkeys(name for row in rows for name in row.peers))
    libraries = [name for name in libraries if name != "accepted-twin"]
    if not rows:
        return []
    heads = ["Refused", "accepted twin", "model refuses, in times of that"]
    told = [[*heads, *(f"`{name}`, in times of the model" for name in libraries)]]
    for row in rows:
        twin = ratios.median(runs, f"{row.group}/{_TWIN}")
        paid = ratios.Ratio(tuple(price(run, row.group) for run in runs))
        cells = [cell(row.peers[name]) if name in row.peers else "accepts" for name in libraries]
        told.append([f"`{row.group}`", time(twin), cell(paid), *cells])
    return told
