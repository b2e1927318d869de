"""The tests that kill mutants, the fast ones first.

A program is linked with a mutant's objects in front of the libraries, whose own objects of the same
names the linker then leaves out.
"""
import collections
import re

from .limited_run import run_limited
from .problem import Unusable

# `program`: a target of the build. `arguments`: {corpus} is the project's. `areas`: the folders of
# model/ (or its files) whose mutants it is asked about; the others can't be seen by it, or are by one
# before. `is_slow`: only what the others leave is tried on it.
Killer = collections.namedtuple("Killer", "name program arguments areas is_slow", defaults=[False])

BODY, HTTP, EXCHANGE, PAGE, TABLES = "body", "http", "exchange", "page", "tables"
GTEST = ["--gtest_fail_fast", "--gtest_brief=1"]

KILLERS = [
    Killer("rule table", "model_tests", [*GTEST, "--gtest_filter=RuleTable.*"],
           {BODY, HTTP, EXCHANGE, TABLES}),
    Killer("body_tests", "body_tests", GTEST, {BODY, EXCHANGE, TABLES}),
    Killer("http_tests", "http_tests", GTEST, {HTTP, TABLES}),
    Killer("exchange_tests", "exchange_tests", GTEST, {EXCHANGE, BODY, HTTP, TABLES}),
    Killer("page_tests", "page_tests", GTEST, {PAGE}),
    Killer("replay bodies", "replay", ["--first", "{corpus}/body"], {BODY, TABLES}),
    Killer("replay messages", "replay", ["--first", "{corpus}/http", "{corpus}/exchange"],
           {HTTP, EXCHANGE, TABLES}),
    Killer("replay pages", "replay", ["--first", "{corpus}/pages"], {PAGE}),
    Killer("replay regressions", "replay", ["--first", "{corpus}/regressions"],
           {BODY, HTTP, EXCHANGE, PAGE, TABLES}),
    Killer("model_tests", "model_tests", GTEST, {BODY, HTTP, EXCHANGE, TABLES}),
    Killer("exhaustive", "exhaustive", ["--length", "3"], {BODY, HTTP, EXCHANGE, PAGE, TABLES}, True),
    Killer("service_commands", "service_commands", GTEST, {EXCHANGE, HTTP, BODY}),
    Killer("rapidcheck bodies", "rapidcheck_laws", [*GTEST, "--gtest_filter=*/body_*"],
           {BODY, TABLES}, True),
    Killer("rapidcheck messages", "rapidcheck_laws", [*GTEST, "--gtest_filter=*/http_*"], {HTTP},
           True),
    Killer("rapidcheck exchanges", "rapidcheck_laws",
           [*GTEST, "--gtest_filter=*/exchange_*:*/service_*"], {EXCHANGE, BODY, HTTP}, True),
    Killer("rapidcheck pages", "rapidcheck_laws", [*GTEST, "--gtest_filter=*/page_*"], {PAGE}, True),
]

# The drivers' own numbers, said here so that no environment changes what a run finds.
ENVIRONMENT = {"CONNECTORGROUP_SEED": "20170807", "CONNECTORGROUP_CASES": "1000",
               "GTEST_COLOR": "no"}

# What a program may take: so many times the processor time that it takes unmutated.
PATIENCE, LEAST_SECONDS = 8, 10

BROKEN = re.compile(r"^\[  FAILED  \] ([^\s,]+)|^law broken: (\S+)|(assertion failed: .+)$",
                    re.MULTILINE)

# `outcome`: "killed", "survived", or "invalid" where no program comes of it.
Verdict = collections.namedtuple("Verdict", "outcome by detail", defaults=["", ""])


def area_of(file):
    """The folder below model/, or "tables" for what lies in model/ itself."""
    parts = file.split("/")
    return parts[1] if len(parts) > 2 else TABLES


def killers_of(*files):
    areas = {area_of(file) for file in files}
    return [killer for killer in KILLERS if areas & killer.areas]


def programs_of(files):
    return sorted({killer.program for killer in killers_of(*files)})


class Judge:
    """Links and runs killers. Its worker's folder is the only place that anything is written to."""

    def __init__(self, tree, linker_flags, stopping):
        self._tree = tree
        self._stopping = stopping
        self._linker_flags = linker_flags
        self._limits = {}

    def prepare(self, killers, folder, limits, progress):
        """Runs them unmutated: they must pass, and mutants get a multiple of their time. `limits` are
        those that are known of the same programs; gives all."""
        self._limits = dict(limits)
        for killer in killers:
            if killer.name in self._limits:
                continue
            progress(f"unmutated: {killer.name}")
            program = self._tree.folder / self._tree.output_of(killer.program)
            run = self._run(killer, program, folder, None)
            if run.ended != "passed":
                raise Unusable(f"{killer.name} fails without any mutant ({run.ended}):\n"
                               f"{run.output[-2000:]}")
            self._limits[killer.name] = max(LEAST_SECONDS, int(run.cpu_seconds * PATIENCE) + 1)
        return self._limits

    def judge(self, killers, objects, folder):
        """What the first killer that fails says, or that all pass. Each program is linked once.
        `objects`: source -> path."""
        linked = {}
        for killer in killers:
            if killer.program not in linked:
                linked[killer.program], error = self._tree.link(
                    killer.program, objects, self._linker_flags, folder / killer.program)
                if error:
                    return Verdict("invalid", killer.program, error)
            run = self._run(killer, linked[killer.program], folder, self._limits[killer.name])
            if run.ended != "passed":
                return Verdict("killed", killer.name, detail_of(run))
        return Verdict("survived")

    def _run(self, killer, program, folder, cpu_seconds):
        corpus = str(self._tree.root / "corpus")
        arguments = [argument.format(corpus=corpus) for argument in killer.arguments]
        environment = {**ENVIRONMENT, "CONNECTORGROUP_FAILURES": str(folder / "failures")}
        return run_limited([str(program), *arguments], folder, environment, self._stopping,
                           cpu_seconds)


def detail_of(run):
    """What failed, as the program says it; else how it ended."""
    found = BROKEN.search(run.output)
    name = next((group for group in found.groups() if group), "") if found else ""
    if run.ended == "failed":
        return name or "failed"
    return f"{run.ended} in {name}" if name else run.ended
