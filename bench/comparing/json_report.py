"""The comparison for programs. bench/README.md documents the fields; VERSION rises when one of them
changes its meaning or goes, not when one is added."""

from __future__ import annotations

import json
import math

from .judgement import Comparison, Judgement, Settings, Verdict
from .results import Results

VERSION = 1


def write(judgement: Judgement) -> str:
    settings = judgement.settings
    document = {
        "schema": "bench-compare",
        "version": VERSION,
        "old": _file(judgement.old),
        "new": _file(judgement.new),
        "metric": settings.metric,
        "unit": "ns" if settings.is_time else None,
        "higher_is_better": settings.higher_is_better,
        "filter": settings.name_pattern.pattern if settings.name_pattern else None,
        "alpha": settings.alpha,
        "effect": settings.effect,
        "confidence": settings.confidence,
        "regression": judgement.has_regression,
        "counts": {
            **{settings.word(verdict): judgement.count(verdict) for verdict in Verdict},
            "failed": judgement.new_failures,
        },
        "comparisons": [_comparison(one, settings) for one in judgement.comparisons],
        "failures": [
            {"name": one.name, "old": one.old, "new": one.new, "regression": one.is_regression}
            for one in judgement.failures
        ],
        "not_compared": [{"name": one.name, "reason": one.reason} for one in judgement.uncompared],
        "notes": judgement.notes,
    }
    return json.dumps(document, indent=2, allow_nan=False) + "\n"


def _file(results: Results) -> dict:
    date = results.context.get("date")
    return {"file": results.file, "date": date if isinstance(date, str) else None}


def _comparison(one: Comparison, settings: Settings) -> dict:
    return {
        "name": one.name,
        "repetitions": {"old": one.sizes[0], "new": one.sizes[1]},
        "median": {"old": one.medians[0], "new": one.medians[1]},
        "ratio": _finite(one.ratio),
        "interval": {
            "estimate": _finite(one.interval.estimate),
            "low": _finite(one.interval.low),
            "high": _finite(one.interval.high),
        },
        "u": one.test.u,
        "p": one.test.p,
        "p_adjusted": one.p_adjusted,
        "method": "exact" if one.test.exact else "normal",
        "can_be_significant": one.can_be_significant,
        "verdict": settings.word(one.verdict),
        "regression": one.verdict is Verdict.WORSE,
    }


def _finite(number: float | None) -> float | None:
    """JSON has no infinity: null is what has no value, or none that is finite."""
    return None if number is None or math.isinf(number) else number
