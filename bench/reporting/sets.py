"""A set of runs: a folder with what the runs of one build left.

    body-1.json, body-2.json, ...   body_bench, as Google Benchmark writes it
    exchange-1.json, ...            exchange_bench; may be absent
    http-1.json, http-2.json, ...   http_bench; may be absent
    accepts.md                      what `body_bench --accepts` prints

Files of these names are whole; what is being written has another name.
"""

from __future__ import annotations

import dataclasses
import decimal
import pathlib
import re

from comparing import results

from . import ratios, strictness

BODY, EXCHANGE, HTTP = "body", "exchange", "http"
PROGRAMS = (BODY, EXCHANGE, HTTP)
_RUN = re.compile(rf"({'|'.join(PROGRAMS)})-([1-9][0-9]*)\.json")
# Differs between runs of one set by rights.
_VARYING = {"date", "load_avg", "mhz_per_cpu"}


@dataclasses.dataclass(frozen=True)
class RunSet:
    """`medians` by program and `counters` of body_bench by name, each a list of runs; the first
    run's context stands for all."""

    folder: pathlib.Path
    files: list[pathlib.Path]
    context: dict
    loads: list[float]
    repetitions: int
    medians: dict[str, list[dict[str, float]]]
    counters: dict[str, list[dict[str, float]]]
    strictness: strictness.Strictness

    @property
    def flags(self) -> str:
        return str(self.context.get("compiler_flags", "unknown flags")).strip()

    @property
    def rows(self) -> list[dict[str, float]]:
        """The medians of each run by name, of all programs that took part in it."""
        return [
            {
                name: at
                for each in self.medians.values()
                if run < len(each)
                for name, at in each[run].items()
            }
            for run in range(len(self.medians[BODY]))
        ]


def run_files(folder: pathlib.Path) -> list[pathlib.Path]:
    """Of all programs, in the order of the runs."""
    if not folder.is_dir():
        raise results.Unreadable(f"{folder}: no such folder")
    named = [(path, _RUN.fullmatch(path.name)) for path in folder.iterdir()]
    runs = [(match[1], int(match[2]), path) for path, match in named if match]
    return [path for _, _, path in sorted(runs)]


def read(folder: pathlib.Path) -> RunSet:
    """Raises Unreadable where a file can't be read, or the runs aren't of one build and commit."""
    files = run_files(folder)
    runs = {path: results.read(str(path)) for path in files}
    by_program = {
        program: [run for path, run in runs.items() if path.name.startswith(program)]
        for program in PROGRAMS
    }
    bodies = by_program[BODY]
    if not bodies:
        raise results.Unreadable(f"{folder}: no runs; bench/run makes them")
    for each in by_program.values():
        _hold_together(each)
    _hold_together([each[0] for each in by_program.values() if each], {"commit", "compiler_flags"})
    return RunSet(
        folder,
        files,
        bodies[0].context,
        [_load(run) for run in bodies],
        max(len(one.repetitions) for one in bodies[0].benchmarks.values()),
        {
            program: [ratios.medians(run) for run in each]
            for program, each in by_program.items()
            if each
        },
        {
            counter: [ratios.medians(run, counter) for run in bodies]
            for counter in (ratios.RATE, ratios.MEMORY)
        },
        _strictness(folder / strictness.FILE),
    )


def _hold_together(runs: list[results.Results], keys: set[str] | None = None) -> None:
    for run in runs[1:]:
        for key in sorted(keys or (set(runs[0].context) | set(run.context)) - _VARYING):
            if run.context.get(key) != runs[0].context.get(key):
                raise results.Unreadable(
                    f"{run.file}: {key} isn't that of {runs[0].file}: not one set of runs"
                )


def _load(run: results.Results) -> float:
    """The average of the minute before the run."""
    loads = run.context.get("load_avg")
    if not isinstance(loads, list) or not loads or not isinstance(loads[0], decimal.Decimal):
        raise results.Unreadable(f"{run.file}: context: load_avg: not an array of numbers")
    return float(loads[0])


def _strictness(path: pathlib.Path) -> strictness.Strictness:
    try:
        return strictness.parse(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise results.Unreadable(f"{path}: {getattr(error, 'strerror', None) or error}") from error
