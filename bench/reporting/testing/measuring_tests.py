"""bench/run: what it runs, what it leaves, and how it ends."""

import json
import os
import signal
import subprocess
import sys
import unittest

from .made_runs import BENCH, Folder, times


class RunTest(Folder):
    def run_it(self, status, *arguments, says=()):
        """One run, unless another number is what is tested."""
        return self.expect(status, "run", ["build", "--no-build", "--runs=1", *arguments], *says)

    def kept_arguments(self, build):
        lines = (build / "bench" / "arguments").read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines]

    def test_a_measurement_leaves_whole_files_and_a_picture(self):
        build = self.make_build()
        printed = self.run_it(0, "--runs", "2", says=["run 1 of 2, body_bench", "run 2 of 2, http"])
        runs = [f"{name}-{run}.json" for name in ("body", "exchange", "http") for run in (1, 2)]
        self.assertEqual(self.names(build / "results"), ["accepts.md", *runs, "ratios.svg"])
        self.assertIn("32 of 32 targets met", printed)
        self.assertIn("so many are accepted: model none, simdjson-ondemand 1", printed)
        self.assertRegex(printed, r"1,000,000 +50\.0 ns +2 KiB +50\.0 ns +3\.34 MiB\n")
        self.assertRegex(printed, r"1,000,000 beside 100 +1\.00 \(1\.00 to 1\.00\) ")
        self.assertRegex(printed, r"\nmodel +1\.50 \(1\.50 to 1\.50\)\n")
        self.assertIn("on 4 hardware threads of 2 cores\n", printed)
        self.assertIn("load 0.5, 0.5", printed)

    def test_repetitions_are_interleaved(self):
        build = self.make_build()
        self.run_it(0, "--repetitions", "5", "--min-time", "0.5")
        for _, options in self.kept_arguments(build):
            self.assertEqual(options["benchmark_repetitions"], "5")
            self.assertEqual(options["benchmark_min_time"], "0.5")
            self.assertEqual(options["benchmark_enable_random_interleaving"], "true")
            self.assertEqual(options["benchmark_filter"], ".")

    def test_programs_take_turns(self):
        build = self.make_build()
        self.run_it(0, "--runs", "3")
        ran = [name for name, _ in self.kept_arguments(build)]
        self.assertEqual(ran, ["body_bench", "exchange_bench", "http_bench"] * 3)

    def test_rows_of_targets_need_two_programs(self):
        build = self.make_build()
        self.run_it(0, "--runs", "3", "--rows", "targets")
        ran = self.kept_arguments(build)
        self.assertEqual([name for name, _ in ran], ["body_bench", "exchange_bench"] * 3)
        self.assertIn("read/one/compact", ran[0][1]["benchmark_filter"])
        self.assertIn("read/exchange/response/page", ran[1][1]["benchmark_filter"])

    def test_the_commit_is_that_of_the_run(self):
        build = self.make_build()
        head = self.git("rev-parse", "HEAD")
        self.run_it(0)
        self.assertEqual(self.context(build), (head, "clean"))
        (self.folder / "tree" / "file").touch()
        self.run_it(0)
        self.assertEqual(self.context(build), (head, "changed"))
        self.git("add", "file")
        self.git("commit", "-q", "-m", "Second")
        self.run_it(0)
        self.assertEqual(self.context(build), (self.git("rev-parse", "HEAD"), "clean"))
        self.assertNotEqual(self.git("rev-parse", "HEAD"), head)

    def context(self, build):
        text = (build / "results" / "body-1.json").read_text(encoding="utf-8")
        context = json.loads(text)["context"]
        return context["commit"], context["tree"]

    def test_without_git_the_commit_is_unknown(self):
        build = self.make_build()
        self.pretend("git", "exit 128")
        self.run_it(0)
        self.assertEqual(self.context(build), ("unknown", "unknown"))

    def test_an_earlier_measurement_is_removed(self):
        build = self.make_build()
        (build / "results").mkdir()
        for name in ("body-7.json", "body-8.part", "mine.json"):
            (build / "results" / name).touch()
        self.run_it(0)
        left = self.names(build / "results")
        self.assertIn("mine.json", left)
        self.assertNotIn("body-7.json", left)
        self.assertNotIn("body-8.part", left)

    def test_several_builds_are_judged_each(self):
        self.make_build("build")
        self.make_build("other", told=times(2))
        self.assertEqual(
            self.expect(1, "run", ["build", "other", "--no-build", "--runs=1"]).count(
                "targets met"
            ),
            2,
        )

    def test_the_programs_are_built_first(self):
        build = self.make_build()
        self.pretend("cmake", 'echo "$@" >built')
        self.expect(0, "run", ["build", "--runs", "1"])
        built = (self.folder / "built").read_text(encoding="utf-8")
        programs = "body_bench exchange_bench http_bench"
        self.assertEqual(built, f"--build {build.name} --target {programs}\n")


class RunStatusTest(Folder):
    def run_it(self, status, *arguments, says=()):
        return self.expect(status, "run", ["build", "--no-build", "--runs=1", *arguments], *says)

    def test_a_target_that_is_missed_is_1(self):
        self.make_build(told=times(2))
        self.assertIn("NOT met", self.run_it(1))
        self.assertIn("NOT met", self.run_it(1, "--judge-only"))
        self.assertIn("NOT met", self.run_it(0, "--judge-only", "--measure-only"))

    def test_a_wrong_command_line_is_2(self):
        for arguments, says in (
            (["--runs", "0"], "isn't at least 1"),
            (["--runs", "x"], "invalid"),
            (["--repetitions", "-1"], "isn't at least 1"),
            (["--min-time", "0"], "is no time"),
            (["--min-time", "inf"], "is no time"),
            (["--rows", "some"], "invalid choice"),
            (["--run", "1"], "unrecognized arguments"),
        ):
            self.run_it(2, *arguments, says=[says])

    def test_what_is_no_build_folder_is_3(self):
        self.run_it(3, says=["CMakeCache.txt: No such file", "is build a build folder?"])
        self.run_it(3, "--judge-only", says=["results: no such folder"])
        self.assertFalse((self.folder / "build").exists())
        (self.folder / "build" / "results").mkdir(parents=True)
        self.run_it(3, "--judge-only", says=["results: no runs"])

    def test_a_build_that_fails_is_3(self):
        self.make_build()
        self.pretend("cmake", "exit 1")
        self.expect(3, "run", ["build"], "build: can't be built")

    def test_a_program_that_is_missing_is_3(self):
        build = self.make_build()
        (build / "bench" / "http_bench").unlink()
        self.run_it(3, says=["http_bench: No such file"])

    def test_a_program_that_fails_is_3_and_leaves_no_file_of_its(self):
        fails = 'out.write_text(text); print("body_bench: wrong", file=sys.stderr); sys.exit(1)'
        build = self.make_build(behaviour=fails)
        self.run_it(3, says=["body_bench ended with status 1", "run: body_bench: wrong"])
        self.assertEqual(self.names(build / "results"), [])

    def test_a_program_that_is_killed_is_3(self):
        build = self.make_build(
            behaviour="out.write_text(text[:99]); os.kill(os.getpid(), signal.SIGKILL)"
        )
        self.run_it(3, says=["body_bench was killed by signal 9"])
        self.assertEqual(self.names(build / "results"), [])

    def test_a_result_that_cant_be_read_is_3(self):
        build = self.make_build(behaviour="out.write_text(text[:-20]); sys.exit(0)")
        self.run_it(3, says=["not JSON"])
        self.assertEqual(self.names(build / "results"), [])

    def test_a_reader_that_refuses_a_twin_is_3(self):
        build = self.make_build()
        (build / "bench" / "accepts.md").write_text("nothing", encoding="utf-8")
        self.run_it(3, says=["not the table"])

    def test_runs_of_two_builds_are_no_set(self):
        build = self.folder / "build"
        self.make_set("build/results", [times(), times()])
        second = build / "results" / "body-2.json"
        second.write_text(
            second.read_text(encoding="utf-8").replace("-O2", "-O3"), encoding="utf-8"
        )
        self.run_it(3, "--judge-only", says=["body-2.json: compiler_flags isn't that of"])

    def test_a_picture_that_cant_be_drawn_is_told(self):
        build = self.make_build()
        self.pretend("gnuplot", "echo broken >&2; exit 1")
        self.run_it(0, says=["no picture: gnuplot", "broken"])
        self.assertNotIn("ratios.svg", self.names(build / "results"))

    def test_results_that_cant_be_written_are_3(self):
        build = self.make_build()
        (build / "results").touch()
        self.run_it(3, says=["build/results: File exists"])

    @unittest.skipUnless(os.path.exists("/dev/full"), "no /dev/full here")
    def test_output_that_cant_be_written_is_3(self):
        self.make_set("build/results", [times()])
        script = f"exec '{sys.executable}' '{BENCH / 'run'}' build --judge-only >/dev/full"
        ended = subprocess.run(
            ["sh", "-c", script], cwd=self.folder, stderr=subprocess.PIPE, check=False
        )
        self.assertEqual(ended.returncode, 3)
        self.assertIn(b"run: standard output: No space", ended.stderr)

    def test_ctrl_c_leaves_nothing_that_looks_whole(self):
        # The program says that it runs by opening a pipe, so that no clock is needed.
        started = str(self.folder / "started")
        os.mkfifo(started)
        waits = f"out.write_text(text); open({started!r}, 'w').close(); signal.pause()"
        build = self.make_build(behaviour=waits)
        # A script's `&` starts its commands with SIGINT ignored, and what is ignored stays so in
        # the programs that they start; what is handled is the default's again.
        ignored = signal.signal(signal.SIGINT, signal.default_int_handler)
        self.addCleanup(signal.signal, signal.SIGINT, ignored)
        process = self.start("run", "build", "--no-build", start_new_session=True)
        with open(started, encoding="utf-8"):
            pass
        os.killpg(process.pid, signal.SIGINT)
        _, complaint = process.communicate()
        self.assertEqual(process.returncode, 130, complaint)
        self.assertEqual(self.names(build / "results"), [])

    def test_help_tells_the_statuses(self):
        told = self.expect(0, "run", ["--help"])
        for word in ("exit status", "met in every run", "--measure-only", "gnuplot"):
            self.assertIn(word, told)
