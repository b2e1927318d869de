"""Reads what Google Benchmark writes with --benchmark_out_format=json.

`read` gives a file's context and its benchmarks by name, each with its repetitions; aggregates are
left out, since they hide what a test needs. Whatever a file holds, it is read or `Unreadable`
says where it is wrong.
"""

from __future__ import annotations

import dataclasses
import decimal
import json
import math
import pathlib

TIMES = ("real_time", "cpu_time")
_POWER_OF_TEN_TO_NANOSECONDS = {"ns": 0, "us": 3, "ms": 6, "s": 9}
_AGGREGATE_SUFFIXES = ("_mean", "_median", "_stddev", "_cv", "_BigO", "_RMS")
_LARGEST = 1e300  # Sums of two are finite still.
# Beside counters, what an entry has as numbers.
_NO_COUNTERS = {
    *TIMES,
    "family_index",
    "per_family_instance_index",
    "repetition_index",
    "repetitions",
    "threads",
    "iterations",
}


class Unreadable(Exception):
    """What is wrong with a file, and where; for the user."""


@dataclasses.dataclass
class Benchmark:
    """What one file tells of one name: its repetitions as they stand there, in the file's order.

    `failure` and `skipped` are messages of Google Benchmark's; a benchmark that fails in one
    repetition has failed.
    """

    name: str
    repetitions: list = dataclasses.field(default_factory=list)
    failure: str | None = None
    skipped: str | None = None


@dataclasses.dataclass
class Results:
    file: str
    context: dict
    benchmarks: dict[str, Benchmark]

    def values(self, name: str, metric: str) -> list[float] | None:
        """The metric of each repetition, times in nanoseconds; None where the name has no such
        counter. Raises Unreadable for a time that is absent, a counter that only some repetitions
        have, and what isn't a number from 0."""
        entries = self.benchmarks[name].repetitions
        having = [entry for _, entry in entries if metric in entry]
        if not having and metric not in TIMES:
            return None
        return [_number(f"{self.file}: {place}", entry, metric) for place, entry in entries]

    def counters(self) -> list[str]:
        """What --metric can name beside the times."""
        return sorted(
            {
                key
                for benchmark in self.benchmarks.values()
                for _, entry in benchmark.repetitions
                for key, value in entry.items()
                if isinstance(value, (float, decimal.Decimal)) and key not in _NO_COUNTERS
            }
        )


def read(path: str) -> Results:
    document = _parse(path, _text(path))
    if not isinstance(document, dict):
        raise Unreadable(f"{path}: the whole: {_kind(document)}, not an object with `benchmarks`")
    entries = document.get("benchmarks")
    if not isinstance(entries, list):
        raise Unreadable(f"{path}: benchmarks: {_kind(entries)}, not an array")
    context = document.get("context", {})
    if not isinstance(context, dict):
        raise Unreadable(f"{path}: context: {_kind(context)}, not an object")
    return Results(path, context, _benchmarks(path, entries))


def _text(path: str) -> str:
    try:
        content = pathlib.Path(path).read_bytes()
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise Unreadable(f"{path}: {error.strerror or error}") from error
    except ValueError as error:  # Not UTF-8, or a zero byte in the path.
        raise Unreadable(f"{path}: {error}") from error
    if not text.strip():
        raise Unreadable(f"{path}: the file is empty")
    return text


def _parse(path: str, text: str):
    """Numbers become Decimal, so that converting their unit neither makes nor breaks a tie."""
    try:
        return json.loads(text, parse_float=decimal.Decimal, parse_int=decimal.Decimal)
    except json.JSONDecodeError as error:
        ended = " (the file ends too early)" if error.pos >= len(text.rstrip()) else ""
        place = f"line {error.lineno}, column {error.colno}"
        raise Unreadable(f"{path}: {place}: not JSON: {error.msg}{ended}") from error
    except decimal.DecimalException as error:
        raise Unreadable(f"{path}: the exponent of a number is too large") from error
    except RecursionError as error:
        raise Unreadable(f"{path}: nested too deeply") from error


def _benchmarks(path: str, entries: list) -> dict[str, Benchmark]:
    placed = []
    for index, entry in enumerate(entries):
        if not isinstance(entry, dict):
            raise Unreadable(f"{path}: benchmarks[{index}]: {_kind(entry)}, not an object")
        placed.append((f"benchmarks[{index}] ({_name(path, index, entry)})", entry))
    names = {entry["name"] for _, entry in placed}
    benchmarks = {}
    for place, entry in sorted(placed, key=lambda one: _registered(one[1])):
        if _is_aggregate(entry, names):
            continue
        name = entry["name"]
        _take(benchmarks.setdefault(name, Benchmark(name)), f"{path}: {place}", place, entry)
    if not benchmarks and entries:
        raise Unreadable(
            f"{path}: only aggregates, which can't be tested; "
            "write it without --benchmark_report_aggregates_only"
        )
    if not benchmarks:
        raise Unreadable(f"{path}: benchmarks: no entries; did its filter match nothing?")
    return benchmarks


def _registered(entry: dict) -> tuple[float, float]:
    """A key that sorts entries as the program registered them: interleaved repetitions come in any
    order, and so would the rows of a report. Old versions have no such numbers; there they stay."""
    keys = (entry.get(key) for key in ("family_index", "per_family_instance_index"))
    family, instance = (key if isinstance(key, decimal.Decimal) else math.inf for key in keys)
    return family, instance


def _name(path: str, index: int, entry: dict) -> str:
    name = entry.get("name")
    if not isinstance(name, str) or not name:
        raise Unreadable(f"{path}: benchmarks[{index}]: name: {_kind(name)}, not a text")
    return name


def _is_aggregate(entry: dict, names: set[str]) -> bool:
    """Before Google Benchmark 1.5 entries had no run_type; there the names tell."""
    if "run_type" in entry:
        return entry["run_type"] == "aggregate"
    for suffix in _AGGREGATE_SUFFIXES:
        base = entry["name"][: -len(suffix)]
        if entry["name"].endswith(suffix):
            return base in names or {base + "_mean", base + "_stddev"} <= names
    return False


def _take(benchmark: Benchmark, where: str, place: str, entry: dict) -> None:
    for flag, message in (("error_occurred", "error_message"), ("skipped", "skip_message")):
        if not isinstance(entry.get(flag, False), bool):
            raise Unreadable(f"{where}: {flag}: {_kind(entry[flag])}, neither true nor false")
        if not isinstance(entry.get(message, ""), str):
            raise Unreadable(f"{where}: {message}: {_kind(entry[message])}, not a text")
    if entry.get("error_occurred"):
        benchmark.failure = benchmark.failure or entry.get("error_message") or "without a message"
    elif entry.get("skipped"):
        benchmark.skipped = benchmark.skipped or entry.get("skip_message") or "without a message"
    else:
        benchmark.repetitions.append((place, entry))


def _number(where: str, entry: dict, metric: str) -> float:
    if metric not in entry:
        raise Unreadable(f"{where}: {metric}: absent")
    value = entry[metric]
    if not isinstance(value, (float, decimal.Decimal)):
        raise Unreadable(f"{where}: {metric}: {_kind(value)}, not a number")
    power = _power_of_ten(where, entry) if metric in TIMES else 0
    if isinstance(value, decimal.Decimal):
        try:
            number = float(value.scaleb(power))
        except decimal.DecimalException as error:
            raise Unreadable(f"{where}: {metric}: {value:.6g} is out of range") from error
    else:
        number = value  # NaN or an infinity, which JSON lacks but Google Benchmark writes.
    if not math.isfinite(number):
        raise Unreadable(f"{where}: {metric}: {value:.6g} is not finite")
    if number > _LARGEST:
        raise Unreadable(f"{where}: {metric}: {value:.6g} is out of range")
    if number < 0:
        raise Unreadable(f"{where}: {metric}: {value:.6g} is negative")
    return number


def _power_of_ten(where: str, entry: dict) -> int:
    unit = entry.get("time_unit", "ns")
    if not isinstance(unit, str):
        raise Unreadable(f"{where}: time_unit: {_kind(unit)}, not a text")
    if unit not in _POWER_OF_TEN_TO_NANOSECONDS:
        raise Unreadable(f"{where}: time_unit: {unit!r} is none of ns, us, ms, s")
    return _POWER_OF_TEN_TO_NANOSECONDS[unit]


def _kind(value) -> str:
    if value is None:
        return "absent or null"
    if isinstance(value, bool):
        return "true" if value else "false"
    kinds = {str: "a text", list: "an array", dict: "an object"}
    return kinds.get(type(value), "a number")
