"""Numbers and sentences that the reports share."""

from __future__ import annotations

import math

from .judgement import Comparison, Judgement, Settings, Verdict

_TIME_UNITS = ((1e9, "s"), (1e6, "ms"), (1e3, "us"), (1, "ns"))
_PREFIXES = ((1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k"), (1, ""))


def printable(text: str) -> str:
    """On one line and harmless to a terminal or to XML, whatever a file holds."""
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
        for character in text
    )


def percent(part: float) -> str:
    return f"{part * 100:.6g} %"


def quantity(value: float, settings: Settings) -> str:
    """Four digits and a unit that suits the size."""
    units = _TIME_UNITS if settings.is_time else _PREFIXES
    factor, unit = next((one for one in units if abs(value) >= one[0]), units[-1])
    return f"{_digits(value / factor)} {unit}".rstrip()


def ratio(value: float) -> str:
    if math.isinf(value):
        return "infinite"
    return f"{value:.3f}" if 0.01 <= value < 1000 or value == 0 else f"{value:.2e}"


def interval(comparison: Comparison) -> str:
    if comparison.interval.low is None:
        return "-"
    return f"{ratio(comparison.interval.low)} to {ratio(comparison.interval.high)}"


def p_value(value: float) -> str:
    return "<0.0001" if value < 0.0001 else f"{value:.4f}"


def repetitions(comparison: Comparison) -> str:
    old, new = comparison.sizes
    return str(old) if old == new else f"{old}, {new}"


def verdict(comparison: Comparison, settings: Settings) -> str:
    word = settings.word(comparison.verdict)
    if comparison.verdict is Verdict.UNDECIDED and not comparison.can_be_significant:
        return word + " (too few repetitions)"
    return word


def subject(settings: Settings) -> str:
    better = "above" if settings.higher_is_better else "below"
    return (
        f"{printable(settings.metric)}: medians, and NEW / OLD, "
        f"which is {settings.word(Verdict.BETTER)} {better} 1"
    )


def thresholds(settings: Settings) -> str:
    upper = 1 + settings.effect
    return (
        f"A difference counts when p is at most {settings.alpha:g} and the ratio is at most "
        f"{1 / upper:.4g} or at least {upper:.4g} (an effect of {percent(settings.effect)})."
    )


def summary(judgement: Judgement) -> str:
    counts = [
        f"{judgement.count(one)} {judgement.settings.word(one)}"
        for one in (Verdict.WORSE, Verdict.BETTER, Verdict.SAME, Verdict.UNDECIDED)
    ]
    if judgement.new_failures:
        counts.append(f"{judgement.new_failures} failed")
    outcome = "regression" if judgement.has_regression else "no regression"
    return f"{', '.join(counts)}: {outcome}"


def sections(judgement: Judgement) -> list[tuple[str, list[tuple[str, str]]]]:
    """What isn't in the table: headings, each with names and what is said of them."""
    failures = []
    for failure in judgement.failures:
        told = [
            f"failed in {file}: {printable(message)}"
            for file, message in (("OLD", failure.old), ("NEW", failure.new))
            if message is not None
        ]
        failures.append((printable(failure.name), "; ".join(told)))
    uncompared = [(printable(one.name), printable(one.reason)) for one in judgement.uncompared]
    notes = [("", printable(note)) for note in judgement.notes]
    found = (("Failed", failures), ("Not compared", uncompared), ("Notes", notes))
    return [(heading, lines) for heading, lines in found if lines]


def _digits(value: float) -> str:
    if value == 0 or not math.isfinite(value):
        return f"{value:g}"
    if value >= 1e6 or value < 1e-3:
        return f"{value:.3e}"
    return f"{value:.{max(0, 3 - math.floor(math.log10(value)))}f}"
