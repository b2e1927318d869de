"""What the contexts of two files say against comparing them."""

from __future__ import annotations

import math

# Differ from run to run, or are told in another way.
_NO_MATTER = {"date", "executable", "load_avg", "mhz_per_cpu", "json_schema_version"}
# Clocks are measured, and so differ a little on one machine.
_CLOCK_TOLERANCE = 0.05
_SHOWN_MAX = 120


def notes(old: dict, new: dict) -> list[str]:
    """One line for each key of weight that differs, Google Benchmark's and the program's own alike,
    and for what disturbs in either file."""
    told = [
        _difference(key, old, new) for key in dict.fromkeys([*old, *new]) if _differs(key, old, new)
    ]
    for name, context in (("OLD", old), ("NEW", new)):
        told.extend(f"{name}: {disturbance}" for disturbance in _disturbances(context))
    return told


def _differs(key: str, old: dict, new: dict) -> bool:
    if key == "mhz_per_cpu" and _is_number(old.get(key)) and _is_number(new.get(key)):
        clocks = sorted((float(old[key]), float(new[key])))
        return clocks[0] * (1 + _CLOCK_TOLERANCE) < clocks[1]
    return key not in _NO_MATTER and old.get(key) != new.get(key)


def _disturbances(context: dict) -> list[str]:
    found = []
    if context.get("cpu_scaling_enabled") is True:
        found.append("the clock of the CPU was scaled, so times drift")
    loads = context.get("load_avg")
    processors = context.get("num_cpus")
    if isinstance(loads, list) and loads and _is_number(loads[0]) and _is_number(processors):
        # The benchmark before this one was a load too, of one processor.
        if float(loads[0]) > max(1.0, float(processors) / 2):
            found.append(f"the load average was {float(loads[0]):.1f} on {processors} processors")
    return found


def _is_number(value) -> bool:
    try:
        return not isinstance(value, (bool, str)) and math.isfinite(value)
    except TypeError:
        return False


def _difference(key: str, old: dict, new: dict) -> str:
    if any(isinstance(context.get(key), (list, dict)) for context in (old, new)):
        return f"{key}: not the same"
    return f"{key}: {_shown(key, old)} in OLD, {_shown(key, new)} in NEW"


def _shown(key: str, context: dict) -> str:
    if key not in context:
        return "absent"
    value = context[key]
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    text = " ".join(str(value).split()) or "empty"
    return text if len(text) <= _SHOWN_MAX else text[:_SHOWN_MAX] + "..."
