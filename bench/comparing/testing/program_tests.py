"""The program as it is called: exit statuses, options, and output that can't be written."""

import json
import os
import pathlib
import pty
import stat
import subprocess
import sys
import unittest
import xml.etree.ElementTree

from .made_results import PROGRAM, Folder, document, entries, entry, failed, spread


class Program(Folder):
    def setUp(self):
        super().setUp()
        self.old = self.write(
            "old.json", document(entries("a", spread(100)), entries("b", spread(7)))
        )
        self.slow = self.write(
            "slow.json", document(entries("a", spread(120)), entries("b", spread(7)))
        )


class StatusTest(Program):
    def test_no_regression_is_0(self):
        self.assertIn("no regression", self.expect(0, [self.old, self.old]).stdout)
        self.assertIn("1 faster", self.expect(0, [self.slow, self.old]).stdout)

    def test_a_regression_is_1(self):
        self.assertIn("1 slower", self.expect(1, [self.old, self.slow]).stdout)
        broken = self.write("broken.json", document([failed("a")], entries("b", spread(7))))
        self.assertIn("1 failed", self.expect(1, [self.old, broken]).stdout)

    def test_a_wrong_command_line_is_2(self):
        both = [self.old, self.slow]
        for arguments, says in (
            ([], "required: OLD.json, NEW.json"),
            ([self.old], "required: NEW.json"),
            ([*both, "third"], "unrecognized arguments"),
            ([*both, "--no-such"], "unrecognized arguments"),
            ([*both, "--alp", "0.1"], "unrecognized arguments"),
            ([*both, "--filter", "("], "is no regular expression"),
            ([*both, "--alpha", "0"], "isn't between 0 and 1"),
            ([*both, "--alpha", "5"], "isn't between 0 and 1"),
            ([*both, "--alpha", "nan"], "isn't between 0 and 1"),
            ([*both, "--alpha", "x"], "invalid"),
            ([*both, "--confidence", "95"], "isn't between"),
            ([*both, "--effect", "-1"], "no relative change"),
            ([*both, "--effect", "inf"], "no relative change"),
            ([*both, "--format", "html"], "invalid choice"),
            ([*both, "--output", "r.html"], "no format ends in .html"),
            ([*both, "--output", "a.md", "--output", "a.md"], "same file twice"),
            ([*both, "--format", "svg", "--output", "a", "--output", "b"], "for one --output"),
            ([*both, "--higher-is-better"], "not of cpu_time"),
        ):
            self.assertEqual(self.expect(2, arguments, says).stdout, "")

    def test_what_cant_be_read_is_3_and_named(self):
        empty = self.write("empty.json", "")
        text = self.write("text.json", "BM_a 100 ns")
        cut = self.write("cut.json", json.dumps(document(entries("a", [1])))[:-20])
        mean = self.write("mean.json", document([entry("a_mean", 1, run_type="aggregate")]))
        negative = self.write("negative.json", document(entries("a", [1, -1])))
        for path, says in (
            (empty, "the file is empty"),
            (text, "line 1, column 1: not JSON"),
            (cut, "not JSON"),
            (mean, "only aggregates"),
            (negative, "benchmarks[1] (a): cpu_time: -1 is negative"),
            (str(self.folder), "Is a directory"),
            (str(self.folder / "none.json"), "No such file"),
        ):
            for arguments in ([path, self.old], [self.old, path]):
                self.assertEqual(self.expect(3, arguments, f"compare: {path}: ", says).stdout, "")

    def test_nothing_in_common_is_3(self):
        other = self.write("other.json", document(entries("c", [1])))
        self.expect(3, [self.old, other], "nothing to compare")
        self.expect(
            3, [self.old, self.slow, "--filter", "^none$"], "no name in either file matches"
        )
        self.expect(3, [self.old, self.slow, "--metric", "none"], "no name has none")

    def test_a_name_cant_command_the_terminal_of_an_error(self):
        bad = self.write("bad.json", document([entry("\x1b[31m", -1)]))
        self.assertNotIn("\x1b", self.expect(3, [bad, bad], "\\x1b[31m").stderr)

    def test_help_tells_verdicts_and_statuses(self):
        told = self.expect(0, ["--help"]).stdout
        for word in ("slower", "faster", "same", "undecided", "exit status", "Holm", "cpu_time"):
            self.assertIn(word, told)


class OptionTest(Program):
    def test_the_filter_is_found_anywhere_in_a_name(self):
        found = json.loads(
            self.expect(0, [self.old, self.slow, "--filter", "b", "--format", "json"]).stdout
        )
        self.assertEqual([one["name"] for one in found["comparisons"]], ["b"])

    def test_thresholds_decide(self):
        both = [self.old, self.slow]
        self.expect(0, [*both, "--effect", "0.25"])
        self.expect(0, [*both, "--alpha", "0.000001"])
        narrow, wide = (
            json.loads(self.run_program(*both, "--format", "json", "--confidence", level).stdout)
            for level in ("0.5", "0.99")
        )
        one, other = narrow["comparisons"][0]["interval"], wide["comparisons"][0]["interval"]
        self.assertLess(one["high"] / one["low"], other["high"] / other["low"])

    def test_metrics_have_their_direction(self):
        more = {"items_per_second": 5, "misses": 5, "real_time": 50}
        old = self.write("o.json", document(entries("a", spread(1), **more)))
        less = {"items_per_second": 4, "misses": 4, "real_time": 40}
        new = self.write("n.json", document(entries("a", spread(1), **less)))
        for status, metric, *options in (
            (0, "cpu_time"),
            (0, "real_time"),
            (1, "items_per_second"),
            (0, "items_per_second", "--no-higher-is-better"),
            (0, "misses"),
            (1, "misses", "--higher-is-better"),
        ):
            self.expect(status, [old, new, "--metric", metric, *options])
        self.expect(1, [new, old, "--metric", "real_time"])


class OutputTest(Program):
    def test_endings_choose_the_format_and_each_file_is_complete(self):
        names = ["r.txt", "r.md", "r.json", "r.svg"]
        arguments = [word for name in names for word in ("--output", name)]
        printed = self.expect(1, [self.old, self.slow, "--output", "-", *arguments]).stdout
        text, markdown, told, picture = (
            (self.folder / name).read_text(encoding="utf-8") for name in names
        )
        self.assertEqual(text, printed)
        self.assertTrue(markdown.startswith("**1 slower"))
        self.assertTrue(json.loads(told)["regression"])
        self.assertTrue(xml.etree.ElementTree.fromstring(picture).tag.endswith("svg"))
        for form, content in zip(
            ("text", "markdown", "json", "svg"), (text, markdown, told, picture)
        ):
            self.assertEqual(
                self.expect(1, [self.old, self.slow, "--format", form]).stdout, content
            )

    def test_a_format_beats_an_ending(self):
        self.expect(1, [self.old, self.slow, "--format", "json", "--output", "r.html"])
        json.loads((self.folder / "r.html").read_text())

    def test_a_file_is_replaced_as_a_whole_with_its_mode_and_through_links(self):
        target = self.folder / "r.md"
        target.write_text("before")
        target.chmod(0o640)
        (self.folder / "link.md").symlink_to(target)
        self.expect(1, [self.old, self.slow, "--output", "link.md"])
        self.assertIn("slower", target.read_text())
        self.assertEqual(stat.S_IMODE(target.stat().st_mode), 0o640)
        self.assertTrue((self.folder / "link.md").is_symlink())
        self.assertEqual(
            sorted(os.listdir(self.folder)), ["link.md", "old.json", "r.md", "slow.json"]
        )

    def test_a_new_file_has_the_mode_that_others_get(self):
        (self.folder / "other").write_text("")
        self.expect(1, [self.old, self.slow, "--output", "r.md"])
        self.assertEqual(
            (self.folder / "r.md").stat().st_mode, (self.folder / "other").stat().st_mode
        )

    def test_what_cant_be_written_is_3_and_leaves_nothing(self):
        both = [self.old, self.slow]
        self.expect(3, [*both, "--output", "none/r.md"], "compare: none/r.md: No such file")
        (self.folder / "r.md").mkdir()
        self.expect(3, [*both, "--output", "r.md"], "compare: r.md: Is a directory")
        self.assertEqual(sorted(os.listdir(self.folder)), ["old.json", "r.md", "slow.json"])

    @unittest.skipUnless(pathlib.Path("/dev/full").exists(), "there is no /dev/full")
    def test_a_full_disk_is_3(self):
        both = [self.old, self.slow]
        self.expect(3, [*both, "--output", "/dev/full"], "/dev/full: No space left")
        for arguments in (both, ["--help"]):
            with open("/dev/full", "wb") as full:
                ended = self.run_program(*arguments, stdout=full)
            self.assertEqual(ended.returncode, 3)
            self.assertIn("standard output: No space left", ended.stderr)

    def test_a_reader_that_went_away_is_3(self):
        reading, writing = os.pipe()
        os.close(reading)
        with os.fdopen(writing, "wb") as closed:
            ended = self.run_program(self.old, self.slow, stdout=closed)
        self.assertEqual(
            (ended.returncode, ended.stderr), (3, "compare: standard output: Broken pipe\n")
        )

    def test_no_standard_output_at_all_is_3(self):
        command = f"'{sys.executable}' '{PROGRAM}' old.json slow.json >&-"
        ended = subprocess.run(
            ["sh", "-c", command],
            cwd=self.folder,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
        self.assertEqual(
            (ended.returncode, ended.stderr), (3, "compare: standard output: closed\n")
        )

    def test_other_encodings_of_the_terminal_dont_matter(self):
        odd = self.write("odd.json", document(entries("größe \ud800", spread(1))))
        environment = {**os.environ, "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
        ended = self.run_program(odd, odd, env=environment)
        self.assertIn("größe \\ud800", ended.stdout)


class ColourTest(Program):
    def printed_to_terminal(self, **environment):
        mine = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
        outer, inner = pty.openpty()
        with os.fdopen(outer, "rb", 0) as reader, os.fdopen(inner, "wb") as terminal:
            self.run_program(
                self.old, self.slow, stdout=terminal, env={**mine, "TERM": "xterm", **environment}
            )
            return reader.read(100000)

    def test_a_terminal_gets_colours_unless_it_declines_them(self):
        self.assertIn(b"\x1b[31mslower\x1b[0m", self.printed_to_terminal())
        self.assertNotIn(b"\x1b", self.printed_to_terminal(NO_COLOR="1"))
        self.assertNotIn(b"\x1b", self.printed_to_terminal(TERM="dumb"))
        self.assertNotIn("\x1b", self.run_program(self.old, self.slow).stdout)
