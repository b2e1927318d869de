"""The tests in pieces: what each sees of the mutants, and what it takes.

A mutant is only tried on the pieces that saw it make a difference when they were recorded: no other can
fail.
"""
import collections
import re

from .build_tree import run_quietly
from .killers import ENVIRONMENT
from .limited_run import run_limited
from .problem import Unusable
from .workers import each

# As switch.h has them.
REACHED, DIFFERS = 1, 2

FILES_OF_A_PIECE = 20
# What `replay` takes of a folder.
REPLAYED = {".json", ".http", ".md"}

# A piece of a killer: `part` are the names of its tests, or its files; none: it has no pieces.
Unit = collections.namedtuple("Unit", "killer part")
# `reached`: the numbers whose place it runs. `differs`: the numbers that make a difference in it.
Recorded = collections.namedtuple("Recorded", "unit reached differs cpu_seconds")


def units_of(killer, program, root):
    """Its pieces. `program`: its path."""
    if killer.program == "replay":
        files = files_below([argument for argument in killer.arguments if argument[0] != "-"], root)
        return [Unit(killer, tuple(files[at:at + FILES_OF_A_PIECE]))
                for at in range(0, len(files), FILES_OF_A_PIECE)]
    if any(argument.startswith("--gtest") for argument in killer.arguments):
        return [Unit(killer, (name,)) for name in tests_of(killer, program)]
    return [Unit(killer, ())]


def files_below(arguments, root):
    folders = [root / argument.format(corpus="corpus") for argument in arguments]
    return sorted(str(path) for folder in folders for path in folder.rglob("*")
                  if path.suffix in REPLAYED and path.name != "README.md")


def tests_of(killer, program):
    """The names of its tests, as GoogleTest lists them."""
    listed = run_quietly([str(program), *killer.arguments, "--gtest_list_tests"])
    if listed.returncode != 0:
        raise Unusable(f"{killer.name} doesn't list its tests:\n{listed.stdout[-2000:]}")
    names, suite = [], ""
    for line in listed.stdout.splitlines():
        name = line.split("#")[0].strip()
        if re.match(r"\S+\.$", name) and not line.startswith(" "):
            suite = name
        elif line.startswith("  ") and suite:
            names.append(suite + name)
    return names


def arguments_of(killer, parts, root):
    """What the program is started with for these pieces."""
    arguments = [argument.format(corpus=root / "corpus") for argument in killer.arguments]
    if not parts:
        return arguments
    if killer.program == "replay":
        return [argument for argument in killer.arguments if argument[0] == "-"] + parts
    return [argument for argument in arguments if not argument.startswith("--gtest_filter")] + [
        "--gtest_filter=" + ":".join(parts)]


class Recorder:
    def __init__(self, programs, root, folder_of, jobs, stopping):
        self._programs = programs  # program -> path
        self._root = root
        self._folder_of = folder_of
        self._jobs = jobs
        self._stopping = stopping

    def record(self, units, count):
        """Yields a Recorded for each unit, as they come. `count`: the largest number."""
        for _, recorded in each(units, lambda unit, worker: self._record(unit, count, worker),
                                self._jobs, self._stopping):
            yield recorded

    def _record(self, unit, count, worker):
        folder = self._folder_of(worker)
        record = folder / "record"
        record.write_bytes(bytes(count + 1))
        command = [str(self._programs[unit.killer.program]),
                   *arguments_of(unit.killer, list(unit.part), self._root)]
        run = run_limited(command, folder, {**environment(folder), "MUTATION_RECORD": str(record)},
                          self._stopping)
        if run.ended != "passed":
            raise Unusable(f"{unit.killer.name} fails without any mutant ({run.ended}):\n"
                           f"{run.output[-2000:]}")
        seen = record.read_bytes()
        return Recorded(unit, {number for number, byte in enumerate(seen) if byte & REACHED},
                        {number for number, byte in enumerate(seen) if byte & DIFFERS},
                        run.cpu_seconds)


def environment(folder):
    return {**ENVIRONMENT, "CONNECTORGROUP_FAILURES": str(folder / "failures")}


# One run of a killer's program, on some of its pieces.
Batch = collections.namedtuple("Batch", "killer parts cpu_seconds")

# Most mutants are killed by any test that sees them, and some never end: the first runs of a killer
# are short ones, so that its limit is low. Seconds of processor time that runs of it take together.
STEPS = [0.1, 0.5, 2.5]

# What a run may take: so many times the time of its pieces when they were recorded, and a second.
PATIENCE = 5


def batches_of(recorded):
    """The pieces that a mutant is tried on, in the order of their killers, the fast ones first."""
    by_killer = {}
    for piece in recorded:
        by_killer.setdefault(piece.unit.killer.name, []).append(piece)
    for pieces in by_killer.values():
        steps = [[] for _ in range(len(STEPS) + 1)]
        seconds = 0.0
        for piece in sorted(pieces, key=lambda piece: piece.cpu_seconds):
            seconds += piece.cpu_seconds
            steps[sum(seconds > step for step in STEPS)].append(piece)
        for some in steps:
            if some:
                yield Batch(pieces[0].unit.killer, [part for piece in some for part in piece.unit.part],
                            sum(piece.cpu_seconds for piece in some))


def limit_of(batch):
    return 1 + int(batch.cpu_seconds * PATIENCE)
