"""Runs made by hand, build folders with programs that pretend, and the programs tried on them."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

from .. import refusals, scaling, targets

BENCH = pathlib.Path(__file__).resolve().parents[2]
COMMIT = "0123456789abcdef0123456789abcdef01234567"
CONTEXT = {
    "date": "2026-11-23T10:00:00+01:00",
    "host_name": "secret",
    "executable": "/somewhere/body_bench",
    "num_cpus": 4,
    "cpu_cores": 2,
    "load_avg": [0.5, 0.25, 0.1],
    "compiler": "g++ 12.2.0",
    "compiler_flags": "-O2 -DNDEBUG",
    "cpu": "A CPU",
    "simdjson_version": "3.0.1",
    "simdjson_implementation": "icelake",
    "simdjson_ondemand_implementation": "fallback",
    "commit": COMMIT,
    "tree": "clean",
}
ACCEPTS = """\
| text | rule | model | simdjson-ondemand | rapidjson | nlohmann |
|---|---|---|---|---|---|
| trailing comma | json.object.trailing-comma | refuses | refuses | refuses | refuses |
| leading zero | json.number.leading-zero | refuses | **accepts** | refuses | **accepts** |
| byte order mark | json.text.bom | refuses | refuses | refuses | **accepts** |
"""
_PEERS = ("simdjson-ondemand", "simdjson-ondemand-view", "rapidjson", "nlohmann")

# Writes the results that stand beside it, as Google Benchmark would, and keeps its arguments. What
# `behaviour` says it does before, in Python.
_PROGRAM = """\
#!{python}
import json, os, pathlib, signal, sys
here = pathlib.Path(__file__)
if sys.argv[1:] == ["--accepts"]:
    print((here.parent / "accepts.md").read_text(), end="")
    sys.exit(0)
options = dict(one[2:].split("=", 1) for one in sys.argv[1:])
with open(here.parent / "arguments", "a") as kept:
    kept.write(json.dumps([here.name, options]) + "\\n")
text = (here.parent / (here.name + ".json")).read_text()
out = pathlib.Path(options["benchmark_out"])
{behaviour}
document = json.loads(text)
for pair in options["benchmark_context"].split(","):
    key, value = pair.split("=")
    document["context"][key] = value
out.write_text(json.dumps(document))
"""


def times(factor=1000.0, **changed):
    """By name, such that all targets are met with a factor of at least 4.5: so many times the
    model's 100 ns does each peer take. A refusal takes as long as an acceptance, and each object of
    a collection as long as any other."""
    told = {}
    for target in targets.TARGETS:
        if isinstance(target, (targets.Lead, targets.LeadOfAll)):
            for model in ("model", "model-view", "model-padded-view"):
                told[f"{target.group}/{model}"] = 100.0
            for peer in _PEERS:
                told[f"{target.group}/{peer}"] = 100.0 * factor
    told["limit/write/page-form/memcpy-and-utf8-validation"] = 100.0
    for group in refusals.GROUPS:
        for reader in ("model-padded-view", "accepted-twin-view"):
            told[f"{group}/{reader}"] = 100.0
    for reader in scaling.READERS.values():
        for size, objects in scaling.SIZES.items():
            told[f"{scaling.group_of(size)}/{reader}"] = 50.0 * objects
        for threads in ("one-thread", "two-threads"):
            told[f"read/collection/compact/{threads}/{reader}"] = 100.0
    return {
        **told,
        **{name.replace("__", "/").replace("_", "-"): at for name, at in changed.items()},
    }


def without_new_rows(told):
    """What a record from before limits of writing, refusals, sizes, threads and exchanges were
    measured has."""
    return {
        name: at
        for name, at in told.items()
        if not name.startswith(("limit/write/", "refuse/")) and not scaling.is_about(name) and not is_exchange(name)
    }


def is_exchange(name):
    return name.split("/")[1] == "exchange"


def of_program(program, told):
    """Those of the rows that the program has; http_bench's stand for none of their own."""
    return {name: at for name, at in told.items() if is_exchange(name) == (program == "exchange")}


def counters(name):
    """Of the rows that are shown by them: two threads read 1.5 times what one reads."""
    if not scaling.is_about(name):
        return {}
    rate = 1.5e6 if "two-threads" in name else 1e6
    return {"items_per_second": rate, "reader_bytes": 2048.0 if "/model" in name else 3.5e6}


def registered(name):
    """As Google Benchmark writes it: with the settings of the row."""
    for part, settings in (
        ("/one-thread/", "/real_time/threads:1"),
        ("/two-threads/", "/real_time/threads:2"),
        ("collection-of-1M/", "/repeats:3"),
    ):
        if part in name:
            return name + settings
    return name


def document(by_name, repetitions=3, **context):
    entries = [
        {
            "name": registered(name),
            "family_index": family,
            "per_family_instance_index": 0,
            "run_name": registered(name),
            "run_type": "iteration",
            "repetitions": repetitions,
            "repetition_index": index,
            "threads": 1,
            "iterations": 1000,
            "real_time": 2 * at + 0.123456789,
            "cpu_time": at * (1 + (index - repetitions // 2) / 100),
            "time_unit": "ns",
            "allocations/object": 0,
            **counters(name),
        }
        for family, (name, at) in enumerate(by_name.items())
        for index in range(repetitions)
    ]
    mean = {**entries[0], "name": entries[0]["name"] + "_mean", "run_type": "aggregate"}
    return {"context": {**CONTEXT, **context}, "benchmarks": [*entries, mean]}


class Folder(unittest.TestCase):
    """A test with files of its own."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.environment = {**os.environ, "PATH": f"{self.folder / 'bin'}:{os.environ['PATH']}"}
        self.pretend("gnuplot", "cat >/dev/null; echo '<svg><title>Gnuplot</title></svg>'")

    def pretend(self, program, script):
        """A program of this name is found first."""
        self.write_program(self.folder / "bin" / program, f"#!/bin/sh\n{script}\n")

    @staticmethod
    def write_program(path, text):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)

    def make_set(self, name, runs, accepts=ACCEPTS, program="body", **context):
        """A folder of runs, each given by its times."""
        folder = self.folder / name
        folder.mkdir(parents=True, exist_ok=True)
        for index, by_name in enumerate(runs):
            path = folder / f"{program}-{index + 1}.json"
            path.write_text(json.dumps(document(by_name, **context)), encoding="utf-8")
        (folder / "accepts.md").write_text(accepts, encoding="utf-8")
        return folder

    def make_build(self, name="build", told=None, behaviour=""):
        """A build folder whose programs leave these times, each those of its rows."""
        build = self.folder / name
        for program in ("body", "exchange", "http"):
            text = _PROGRAM.format(python=sys.executable, behaviour=behaviour)
            self.write_program(build / "bench" / f"{program}_bench", text)
            made = json.dumps(document(of_program(program, told or times())))
            (build / "bench" / f"{program}_bench.json").write_text(made, encoding="utf-8")
        (build / "bench" / "accepts.md").write_text(ACCEPTS, encoding="utf-8")
        self.make_tree()
        cache = f"CMAKE_HOME_DIRECTORY:INTERNAL={self.folder / 'tree'}\n"
        (build / "CMakeCache.txt").write_text(cache, encoding="utf-8")
        return build

    def make_tree(self):
        """A git repository with one commit."""
        tree = self.folder / "tree"
        tree.mkdir(exist_ok=True)
        if not (tree / ".git").exists():
            self.git("init", "-q")
            self.git("commit", "-q", "--allow-empty", "-m", "First")
        return tree

    def git(self, *arguments):
        identity = ["-c", "user.name=A", "-c", "user.email=a@example.com"]
        command = ["git", *identity, "-C", str(self.folder / "tree"), *arguments]
        ended = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
        return ended.stdout.strip()

    def start(self, program, *arguments, **how):
        command = [sys.executable, str(BENCH / program), *map(str, arguments)]
        return subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            cwd=self.folder,
            env=self.environment,
            **how,
        )

    def expect(self, status, program, arguments, *says):
        """That it ends so, with these words on standard error, and never with a traceback; what it
        printed."""
        with self.start(program, *arguments) as process:
            printed, complaint = process.communicate()
        self.assertNotIn("Traceback", complaint)
        self.assertEqual(process.returncode, status, printed + complaint)
        for text in says:
            self.assertIn(text, complaint)
        return printed

    def names(self, folder):
        return sorted(path.name for path in folder.iterdir())
