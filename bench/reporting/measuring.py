"""Runs the benchmark programs of a build folder, and leaves a set of runs (sets.py).

A file has its own name only once its program has ended well and the file can be read; until then it
ends in .part. What an earlier measurement left is removed first: no set is of two measurements.
"""

from __future__ import annotations

import dataclasses
import pathlib
import re
import subprocess
from collections.abc import Callable

from comparing import output, results

from . import sets, strictness, targets

PICTURE = "ratios.svg"
PROGRAMS = {program: f"{program}_bench" for program in sets.PROGRAMS}
_SHOWN_LINES = 20


class Unrunnable(Exception):
    """What couldn't be built or run, and why; for the user."""


@dataclasses.dataclass(frozen=True)
class Settings:
    """`rows` is `all`, or `targets`: then what no target needs is left out, programs as well."""

    runs: int = 3
    repetitions: int = 9
    seconds: float = 0.01  # At least, of each repetition.
    rows: str = "all"

    @property
    def programs(self) -> list[str]:
        if self.rows == "all":
            return list(PROGRAMS)
        return [program for program in PROGRAMS if program in targets.PROGRAMS]


def build(folder: pathlib.Path, settings: Settings) -> None:
    """Brings the programs up to date with the tree, so that the tree's commit is theirs."""
    wanted = [PROGRAMS[program] for program in settings.programs]
    # To standard error: standard output is for the ratios.
    ended = _run(["cmake", "--build", str(folder), "--target", *wanted], stdout=2)
    if ended.returncode != 0:
        raise Unrunnable(f"{folder}: can't be built")


def measure(
    folder: pathlib.Path, into: pathlib.Path, settings: Settings, tell: Callable[[str], None]
) -> None:
    """All programs in each run, one behind the other. `tell` gets a line before each."""
    tree = _tree(_source(folder))
    _clear(into)
    for run in range(1, settings.runs + 1):
        for program in settings.programs:
            tell(f"{folder}: run {run} of {settings.runs}, {PROGRAMS[program]}")
            _measure_once(folder, into / f"{program}-{run}.json", program, settings, tree)
    output.write_file(str(into / strictness.FILE), _accepts(folder))


def _clear(into: pathlib.Path) -> None:
    try:
        into.mkdir(parents=True, exist_ok=True)
        for path in [*sets.run_files(into), *into.glob("*.part")]:
            path.unlink()
        for name in (strictness.FILE, PICTURE):
            (into / name).unlink(missing_ok=True)
    except OSError as error:
        raise output.Unwritable(f"{into}: {error.strerror or error}") from error


def _measure_once(
    folder: pathlib.Path, file: pathlib.Path, program: str, settings: Settings, tree: str
) -> None:
    part = file.with_suffix(".part")
    try:
        ended = _run(
            [
                str(_program(folder, program)),
                f"--benchmark_repetitions={settings.repetitions}",
                "--benchmark_enable_random_interleaving=true",
                f"--benchmark_min_time={settings.seconds:g}",
                f"--benchmark_filter={_filter(settings)}",
                f"--benchmark_context={tree}",
                f"--benchmark_out={part}",
                "--benchmark_out_format=json",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        if ended.returncode != 0:
            raise Unrunnable(_reason(folder, program, ended))
        results.read(str(part))
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def _filter(settings: Settings) -> str:
    return targets.filter_of_rows() if settings.rows == "targets" else "."


def _reason(folder: pathlib.Path, program: str, ended: subprocess.CompletedProcess) -> str:
    status = ended.returncode
    how = f"ended with status {status}" if status > 0 else f"was killed by signal {-status}"
    # Beside its context, which Google Benchmark prints there.
    lines = [line for line in ended.stderr.splitlines() if line.startswith(PROGRAMS[program])]
    lines = lines or ended.stderr.splitlines()[-_SHOWN_LINES:]
    return "\n".join([f"{folder}: {PROGRAMS[program]} {how}", *lines])


def _accepts(folder: pathlib.Path) -> str:
    ended = _run(
        [str(_program(folder, sets.BODY)), "--accepts"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    if ended.returncode != 0:
        raise Unrunnable(_reason(folder, sets.BODY, ended) + "\n" + ended.stdout.rstrip())
    strictness.parse(ended.stdout, "body_bench --accepts")
    return ended.stdout


def _program(folder: pathlib.Path, program: str) -> pathlib.Path:
    # As a path with a folder, which no search in PATH replaces.
    return (folder / "bench" / PROGRAMS[program]).absolute()


def _source(folder: pathlib.Path) -> pathlib.Path:
    """The tree that a build folder builds."""
    cache = folder / "CMakeCache.txt"
    try:
        text = cache.read_text(encoding="utf-8")
    except OSError as error:
        raise Unrunnable(f"{cache}: {error.strerror}; is {folder} a build folder?") from error
    found = re.search(r"^CMAKE_HOME_DIRECTORY:INTERNAL=(.+)$", text, re.MULTILINE)
    if not found:
        raise Unrunnable(f"{cache}: no CMAKE_HOME_DIRECTORY")
    return pathlib.Path(found[1])


def _tree(source: pathlib.Path) -> str:
    """Commit and state of the tree, asked now: what was configured once grows old."""
    commit = _git(source, "rev-parse", "HEAD")
    changes = _git(source, "status", "--porcelain")
    if commit is None or changes is None:
        return "commit=unknown,tree=unknown"
    return f"commit={commit},tree={'changed' if changes else 'clean'}"


def _git(source: pathlib.Path, *arguments: str) -> str | None:
    """None where there is no git, or the tree isn't its."""
    try:
        ended = _run(["git", "-C", str(source), *arguments], stdout=subprocess.PIPE)
    except Unrunnable:
        return None
    return ended.stdout.strip() if ended.returncode == 0 else None


def _run(command: list[str], **how) -> subprocess.CompletedProcess:
    try:
        return subprocess.run(command, check=False, encoding="utf-8", errors="replace", **how)
    except OSError as error:
        raise Unrunnable(f"{command[0]}: {error.strerror}") from error
