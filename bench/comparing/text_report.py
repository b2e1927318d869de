"""The comparison for a terminal: columns as wide as what is in them."""

from __future__ import annotations

from . import wording
from .judgement import Judgement, Verdict

_COLOURS = {Verdict.WORSE: "\033[31m", Verdict.BETTER: "\033[32m", Verdict.UNDECIDED: "\033[33m"}
_PLAIN = "\033[0m"
_LEFT, _RIGHT = str.ljust, str.rjust


def write(judgement: Judgement, colour: bool = False) -> str:
    settings = judgement.settings
    blocks = [
        [
            f"OLD: {wording.printable(judgement.old.file)}",
            f"NEW: {wording.printable(judgement.new.file)}",
        ]
        + [wording.subject(settings)],
        _table(judgement, colour) if judgement.comparisons else [],
        [wording.thresholds(settings), wording.summary(judgement)],
    ]
    for heading, lines in wording.sections(judgement):
        width = max(len(name) for name, _ in lines)
        told = [f"  {name.ljust(width)}  {text}" if name else f"  {text}" for name, text in lines]
        blocks.insert(-1, [heading + ":", *told])
    return "\n\n".join("\n".join(lines) for lines in blocks if lines) + "\n"


def _table(judgement: Judgement, colour: bool) -> list[str]:
    settings = judgement.settings
    confidence = f"{wording.percent(settings.confidence)} interval"
    heads = ["name", "n", "OLD", "NEW", "ratio", confidence, "p (Holm)", "verdict"]
    justified = [_LEFT, _RIGHT, _RIGHT, _RIGHT, _RIGHT, _RIGHT, _RIGHT, _LEFT]
    rows = [
        [
            wording.printable(one.name),
            wording.repetitions(one),
            *(wording.quantity(median, settings) for median in one.medians),
            wording.ratio(one.ratio),
            wording.interval(one),
            wording.p_value(one.p_adjusted),
            wording.verdict(one, settings),
        ]
        for one in judgement.comparisons
    ]
    widths = [max(map(len, column)) for column in zip(heads, *rows)]
    lines = [
        [justify(cell, width) for justify, cell, width in zip(justified, row, widths)]
        for row in [heads, *rows]
    ]
    if colour:
        for line, one in zip(lines[1:], judgement.comparisons):
            if one.verdict in _COLOURS:
                line[-1] = _COLOURS[one.verdict] + line[-1].rstrip() + _PLAIN
    return ["  ".join(line).rstrip() for line in lines]
