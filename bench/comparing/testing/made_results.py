"""Files as Google Benchmark writes them, made by hand, and the program run on them."""

import json
import pathlib
import random
import subprocess
import sys
import tempfile
import unittest

from .. import judgement, results

PROGRAM = pathlib.Path(__file__).resolve().parents[2] / "compare"
CONTEXT = {
    "date": "2026-11-23T10:00:00+00:00",
    "host_name": "host",
    "executable": "body_bench",
    "num_cpus": 4,
    "mhz_per_cpu": 2300,
    "cpu_scaling_enabled": False,
    "caches": [{"type": "Data", "level": 1, "size": 49152, "num_sharing": 1}],
    "load_avg": [0.5, 0.25, 0.1],
    "library_build_type": "release",
    "compiler": "g++ 12.2.0",
}


def entry(name, time, index=0, count=1, **more):
    return {
        "name": name,
        "family_index": 0,
        "per_family_instance_index": 0,
        "run_name": name,
        "run_type": "iteration",
        "repetitions": count,
        "repetition_index": index,
        "threads": 1,
        "iterations": 1000,
        "real_time": time,
        "cpu_time": time,
        "time_unit": "ns",
        **more,
    }


def entries(name, times, **more):
    return [entry(name, time, index, len(times), **more) for index, time in enumerate(times)]


def failed(name, message="wrong result"):
    return entry(name, 0, error_occurred=True, error_message=message)


def document(*groups, **context):
    return {
        "context": {**CONTEXT, **context},
        "benchmarks": [one for group in groups for one in group],
    }


def spread(around, count=10, step=0.001):
    """So many different times around one, a thousandth apart."""
    return [around * (1 + step * (index - count / 2)) for index in range(count)]


def noisy(generator: random.Random, time, noise, count):
    return [time * generator.lognormvariate(0, noise) for _ in range(count)]


class Folder(unittest.TestCase):
    """A test with files of its own."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def write(self, name, content):
        """A document, or a file's text or octets as they are."""
        path = self.folder / name
        if isinstance(content, dict):
            content = json.dumps(content)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return str(path)

    def read(self, name, content):
        return results.read(self.write(name, content))

    def judge(self, old, new, **settings):
        return judgement.judge(
            self.read("old.json", old), self.read("new.json", new), judgement.Settings(**settings)
        )

    def run_program(self, *arguments, **how):
        """What ran: never with a traceback."""
        how = {"stdout": subprocess.PIPE, **how}
        command = [sys.executable, str(PROGRAM), *map(str, arguments)]
        ended = subprocess.run(
            command, stderr=subprocess.PIPE, encoding="utf-8", check=False, cwd=self.folder, **how
        )
        self.assertNotIn("Traceback", ended.stderr)
        return ended

    def expect(self, status, arguments, *says):
        """That it ends so, with these words on standard error."""
        ended = self.run_program(*arguments)
        self.assertEqual(ended.returncode, status, ended.stdout + ended.stderr)
        for text in says:
            self.assertIn(text, ended.stderr)
        return ended
