"""bench/report: records, what the READMEs show of them, and how it ends."""

import json
import shutil
import unittest

from comparing import results

from .. import pages, picture, records, sets, tables
from .made_runs import Folder, of_program, times, without_new_rows

MARKERS = (
    f"# Title\n\n{pages._BEGIN}old\n{pages._END}\nbehind\n"  # pylint: disable=protected-access
)
NAME = "2026-11-23-0900-0123456"


class Report(Folder):
    """A tree with empty READMEs, and runs to be recorded."""

    def setUp(self):
        super().setUp()
        self.root = self.folder / "root"
        (self.root / "bench").mkdir(parents=True)
        for page in ("README.md", "bench/README.md"):
            (self.root / page).write_text(MARKERS, encoding="utf-8")
        self.plain = self.make_set("plain", [times(6), times(5), times(7)])

    def report(self, status, *arguments, says=()):
        return self.expect(status, "report", ["--root", self.root, *arguments], *says)

    def page(self, name="README.md"):
        return (self.root / name).read_text(encoding="utf-8")


class RecordTest(Report):
    def test_a_record_is_named_by_date_and_commit(self):
        for program in ("exchange", "http"):
            self.make_set(program, [times()], program=program)
            shutil.copy(self.folder / program / f"{program}-1.json", self.plain)
        native = self.make_set("native", [times(8)], compiler_flags=" -O2 -march=native -DNDEBUG")
        printed = self.report(0, "--record", self.plain, native)
        record = self.root / "bench" / "record" / NAME
        self.assertEqual(printed, f"{record}\n")
        self.assertEqual(self.names(record), ["o2", "o2-march-native"])
        runs = ["body-1.json", "body-2.json", "body-3.json", "exchange-1.json", "http-1.json"]
        self.assertEqual(self.names(record / "o2"), ["accepts.md", *runs])
        self.assertEqual(self.names(record.parent), [NAME, "ratios.svg"])

    def test_a_record_is_what_was_measured_without_the_machines_name(self):
        self.report(0, "--record", self.plain)
        file = self.root / "bench" / "record" / NAME / "o2" / "body-1.json"
        text = file.read_text(encoding="utf-8")
        for private in ("secret", "somewhere", "_mean", "allocations"):
            self.assertNotIn(private, text)
        old, new = (sets.read(folder) for folder in (self.plain, file.parent))
        self.assertEqual(old.medians, new.medians)
        self.assertEqual(old.counters, new.counters)
        self.assertEqual(old.strictness, new.strictness)

    def test_compare_reads_a_record(self):
        self.report(0, "--record", self.plain)
        folder = self.root / "bench" / "record" / NAME / "o2"
        told = self.expect(0, "compare", [folder / "body-1.json", folder / "body-1.json"])
        self.assertIn("no regression", told)

    def test_digits_beyond_the_fifth_are_dropped(self):
        entry = {"name": "a", "real_time": 123.456789, "cpu_time": 7, "counter": 1}
        text = records.trimmed(json.dumps({"context": {}, "benchmarks": [entry]}))
        (kept,) = json.loads(text)["benchmarks"]
        self.assertEqual(kept, {"name": "a", "real_time": 123.46, "cpu_time": 7})

    def test_counters_are_kept_of_the_rows_that_they_are_shown_of(self):
        shown = {"items_per_second": 2, "reader_bytes": 3}
        for name, kept in (("read/collection-of-1k/compact/model", shown), ("read/one/a/b", {})):
            entry = {"name": name, "cpu_time": 1, "bytes_per_second": 4, **shown}
            text = records.trimmed(json.dumps({"context": {}, "benchmarks": [entry]}))
            (told,) = json.loads(text)["benchmarks"]
            self.assertEqual(told, {"name": name, "cpu_time": 1, **kept})

    def test_the_newest_counts(self):
        self.report(0, "--record", self.plain)
        later = self.make_set("later", [times(9)], date="2026-11-23T10:01:00+01:00")
        self.report(0, "--record", later)
        found = records.newest(self.root / "bench" / "record")
        self.assertIn("0901", found[0].folder.parent.name)
        self.assertIn("9.00", self.page())

    def test_what_cant_be_measured_again_is_no_record(self):
        for context in ({"tree": "changed"}, {"commit": "unknown"}, {"tree": "unknown"}):
            changed = self.make_set("changed", [times()], **context)
            self.report(3, "--record", changed, says=["changes that are in no commit"])
        other = self.make_set("other", [times()], commit="f" * 40, compiler_flags="-O3")
        self.report(3, "--record", self.plain, other, says=["not of the commit of"])
        self.report(3, "--record", self.plain, self.plain, says=["two sets of runs with the flags"])
        undated = self.make_set("undated", [times()], date="yesterday")
        self.report(3, "--record", undated, says=["context: date: 'yesterday'"])
        self.assertFalse((self.root / "bench" / "record").exists())

    def test_a_record_is_never_replaced(self):
        self.report(0, "--record", self.plain)
        self.report(3, "--record", self.plain, says=[f"{NAME}: is there already"])


class PageTest(Report):
    def test_the_pages_show_the_newest_record(self):
        self.report(0, "--record", self.plain)
        self.report(0, "--check")
        page = self.page()
        self.assertTrue(page.startswith("# Title\n\n<!-- recorded"))
        self.assertTrue(page.endswith("-->\n\nbehind\n"))
        self.assertNotIn("old", page)
        self.assertIn("| `read/one/compact` | 100 ns | 6.00 |", page)
        self.assertIn("| *wrongly accepted, of 3 texts* | 0 | 1 | 0 | 2 |", page)
        self.assertIn("commit `0123456` with g++ 12.2.0 `-O2 -DNDEBUG`", page)
        self.assertIn("3.0.1 (stage 1 for icelake, On-Demand for fallback), on 4", page)
        self.assertIn("(A CPU) with a load of 0.5: medians of 3 runs of 3 interleaved", page)
        long = self.page("bench/README.md")
        self.assertIn("6.00 (5.00 to 7.00)", long)
        for heading in ("Refusals", "Growing collections", "Two threads"):
            self.assertIn(f"### {heading}, `-O2 -DNDEBUG`\n\n| ", long)
        self.assertIn("On 4 hardware threads of 2 cores.", long)

    def test_what_is_lax_is_said_beside_each_speed(self):
        self.report(0, "--record", self.plain)
        accepted = "| *wrongly accepted, of 3 texts* | 0 | 1 | 0 | 2 |"
        for page in ("README.md", "bench/README.md"):
            self.assertEqual(self.page(page).count(accepted), 1)
        targets_table = self.page("bench/README.md").partition("### Bodies")[0]
        self.assertIn("`model` none, `simdjson-ondemand` 1, `nlohmann` 2.", targets_table)

    def test_a_record_from_before_a_target_says_so(self):
        old = self.make_set("old", [without_new_rows(times(6))])
        self.report(0, "--record", old)
        self.report(0, "--check")
        page = self.page("bench/README.md")
        self.assertIn(
            "| `refuse/page-form/null` | views | `accepted-twin` | at most 3.0 | not recorded |",
            page,
        )
        for heading in ("Refusals", "Growing collections", "Two threads"):
            self.assertNotIn(heading, page)

    def test_whole_exchanges_have_tables_and_count_towards_targets(self):
        exchanges = of_program("exchange", times(6))
        self.make_set("exchange", [exchanges] * 3, program="exchange")
        bodies = self.make_set("bodies", [of_program("body", times(6))] * 3)
        for file in (self.folder / "exchange").glob("exchange-*.json"):
            shutil.copy(file, bodies)
        self.report(0, "--record", bodies)
        page = self.page("bench/README.md")
        self.assertIn("### Whole exchanges, `-O2 -DNDEBUG`\n\n| Strings borrowed (views) |", page)
        self.assertIn("\n| Writing | model |", page)
        name = "`write/exchange/response/page`"
        self.assertIn(f"| {name} | owning | the fastest | at least 2.0 | 6.00 to 6.00 |", page)
        self.assertRegex(page, rf"\| {name} \| 100 ns \| 6\.00 \(6\.00 to 6\.00\) ")
        self.assertNotIn("exchange", self.page())

    def test_writing_again_changes_nothing(self):
        self.report(0, "--record", self.plain)
        before = self.page(), self.page("bench/README.md")
        self.report(0)
        self.assertEqual(before, (self.page(), self.page("bench/README.md")))

    def test_each_difference_is_1_and_named(self):
        self.report(0, "--record", self.plain)
        for name in ("README.md", "bench/README.md", "bench/record/ratios.svg"):
            path = self.root / name
            text = path.read_text(encoding="utf-8")
            changed = (
                text.replace("<title>", "<title>x")
                if name.endswith("svg")
                else text.replace("6.00", "9.00")
            )
            self.assertNotEqual(changed, text)
            path.write_text(changed, encoding="utf-8")
            self.report(1, "--check", says=[f"{name}: not what the newest record shows"])
            self.assertEqual(path.read_text(encoding="utf-8"), changed)
            self.report(0)
            self.report(0, "--check")

    def test_a_new_record_makes_everything_differ(self):
        self.report(0, "--record", self.plain)
        old = self.root / "bench" / "record" / NAME
        new = old.with_name("2026-11-24-0000-0123456")
        shutil.copytree(old, new)
        file = new / "o2" / "body-1.json"
        slower = file.read_text(encoding="utf-8").replace('"cpu_time": 600.0', '"cpu_time": 900.0')
        file.write_text(slower, encoding="utf-8")
        says = ["README.md: not", "bench/README.md: not", "ratios.svg: not"]
        self.report(1, "--check", says=says)

    def test_what_cant_be_read_is_3(self):
        self.report(3, "--check", says=["record: no record"])
        self.report(0, "--record", self.plain)
        (self.root / "README.md").write_text("nothing", encoding="utf-8")
        self.report(3, says=["README.md: the markers are missing"])
        (self.root / "README.md").unlink()
        self.report(3, "--check", says=["README.md: No such file"])

    def test_without_gnuplot_nothing_is_written(self):
        self.pretend("gnuplot", "exit 1")
        self.report(3, "--record", self.plain, says=["gnuplot: no picture"])
        self.assertEqual(self.page(), MARKERS)

    def test_a_wrong_command_line_is_2(self):
        for arguments in (["--record"], ["--check", "--record", "x"], ["x"], ["--no-such"]):
            self.report(2, *arguments)

    def test_help_tells_the_statuses(self):
        self.assertIn("exit status", self.report(0, "--help"))


class TableTest(Report):
    def test_targets_that_are_missed_stand_out(self):
        slow = self.make_set("slow", [times(5), times(4)])
        told = tables.of_targets([sets.read(slow)])
        self.assertIn("| at least 4.5 | **4.00 to 5.00, not met** |", told)
        self.assertIn("| at least 1.4 | 4.00 to 5.00 |", told)

    def test_times_have_three_digits(self):
        for nanoseconds, text in ((24.56, "24.6 ns"), (1234, "1.23 \u00b5s"), (2.3e6, "2.3 ms")):
            self.assertEqual(tables._time(nanoseconds), text)  # pylint: disable=protected-access


class PictureTest(Report):
    def test_lax_libraries_are_told_apart(self):
        script = picture.script(sets.read(self.plain))
        self.assertIn("rapidjson: strict", script)
        self.assertIn("nlohmann: lax, accepts 2 of 3", script)
        self.assertIn("independent of the machine", script)

    def test_runs_without_peers_have_no_picture(self):
        alone = self.make_set("alone", [{"g/model": 1.0}])
        with self.assertRaisesRegex(results.Unreadable, "no row in which the model has a peer"):
            picture.script(sets.read(alone))

    @unittest.skipUnless(shutil.which("gnuplot"), "gnuplot isn't installed")
    def test_gnuplot_draws_it(self):
        svg = picture.draw(sets.read(self.plain))
        self.assertRegex(svg, "<svg[^>]*>\\s*<title>Peer.* independent of the machine")
        self.assertTrue(picture.is_of(svg, sets.read(self.plain)))
