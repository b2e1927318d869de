"""What is read from a file, and what is said of a file that can't be."""

import json

from .. import results
from .made_results import Folder, document, entries, entry, failed, spread


def old_entry(name, time):
    """As Google Benchmark wrote them before 1.5."""
    return {"name": name, "iterations": 10, "real_time": time, "cpu_time": time, "time_unit": "ns"}


class ReadTest(Folder):
    def values(self, content, name="a", metric="cpu_time"):
        return self.read("r.json", content).values(name, metric)

    def test_repetitions_of_a_name_come_together(self):
        self.assertEqual(self.values(document(entries("a", [3, 1, 2]))), [3, 1, 2])

    def test_units_are_converted(self):
        units = [entry("a", 2, time_unit=unit) for unit in ("ns", "us", "ms", "s")]
        self.assertEqual(self.values(document(units)), [2, 2e3, 2e6, 2e9])

    def test_converting_units_makes_no_difference_between_equal_times(self):
        same = [entry("a", 1.005, time_unit="us"), entry("a", 1005)]
        self.assertEqual(self.values(document(same)), [1005, 1005])

    def test_aggregates_are_left_out(self):
        aggregate = entry("a_mean", 9, run_type="aggregate", aggregate_name="mean", run_name="a")
        read = self.read("r.json", document(entries("a", [1, 2]), [aggregate]))
        self.assertEqual(list(read.benchmarks), ["a"])

    def test_aggregates_of_old_versions_are_left_out_by_their_names(self):
        names = ["a", "a", "a_mean", "a_stddev", "b_mean", "b_stddev", "c_mean"]
        read = self.read("r.json", document([old_entry(name, 1) for name in names]))
        self.assertEqual(list(read.benchmarks), ["a", "c_mean"])

    def test_names_come_in_the_order_in_which_the_program_has_them(self):
        interleaved = [entry("b", 1, family_index=1), entry("a", 1), entry("b", 1, family_index=1)]
        read = self.read("r.json", document(interleaved))
        self.assertEqual(list(read.benchmarks), ["a", "b"])

    def test_a_benchmark_that_fails_once_has_failed(self):
        read = self.read("r.json", document(entries("a", [1, 2]), [failed("a")]))
        self.assertEqual(read.benchmarks["a"].failure, "wrong result")

    def test_a_counter_that_isnt_compared_may_be_anything(self):
        content = json.dumps(document([entry("a", 1, allocations=0)])).replace(": 0}", ": NaN}")
        self.assertEqual(self.values(content), [1])

    def test_a_name_without_the_counter_has_none(self):
        self.assertIsNone(self.values(document([entry("a", 1)]), metric="allocations"))
        self.assertEqual(self.values(document([entry("a", 1, c=7)]), metric="c"), [7])

    def test_a_byte_order_mark_and_other_scripts_are_read(self):
        content = json.dumps(document([entry("größe", 1)]), ensure_ascii=False)
        self.assertEqual(self.values(("\ufeff" + content).encode(), "größe"), [1])


class UnreadableTest(Folder):
    def expect_unreadable(self, content, *says, metric="cpu_time"):
        path = self.write("r.json", content)
        with self.assertRaises(results.Unreadable) as raised:
            results.read(path).values("a", metric)
        for text in (path, *says):
            self.assertIn(text, str(raised.exception))

    def test_what_isnt_json_is_placed(self):
        self.expect_unreadable("", "is empty")
        self.expect_unreadable(" \n", "is empty")
        self.expect_unreadable("name,iterations\n", "line 1, column 1")
        self.expect_unreadable('{\n  "context": {},\n  oops}', "line 3, column 3")
        self.expect_unreadable(b"\xff\xfe{}", "utf-8")
        self.expect_unreadable("[" * 100000, "nested too deeply")
        self.expect_unreadable('{"benchmarks": []} {}', "Extra data")

    def test_what_ends_too_early_says_so(self):
        content = json.dumps(document(entries("a", [1, 2])), indent=1)
        for end in (5, len(content) // 2, len(content) - 2):
            self.expect_unreadable(content[:end], "not JSON", "line ")
        self.expect_unreadable(content[:-2], "the file ends too early")

    def test_wrong_kinds_are_placed(self):
        self.expect_unreadable("[]", "the whole: an array")
        self.expect_unreadable("3", "the whole: a number")
        self.expect_unreadable("{}", "benchmarks: absent")
        self.expect_unreadable('{"benchmarks": {}}', "benchmarks: an object")
        self.expect_unreadable('{"benchmarks": [], "context": 1}', "context: a number")
        self.expect_unreadable('{"benchmarks": [7]}', "benchmarks[0]: a number")
        self.expect_unreadable('{"benchmarks": [{}]}', "benchmarks[0]: name: absent")
        self.expect_unreadable(document([entry(3, 1)]), "benchmarks[0]: name: a number")
        self.expect_unreadable(document([entry("a", 1, error_occurred=1)]), "error_occurred")
        self.expect_unreadable(document([entry("a", 1, skip_message=1)]), "skip_message")

    def test_nothing_measured_says_so(self):
        self.expect_unreadable(document(), "no entries")
        aggregate = entry("a_mean", 1, run_type="aggregate")
        self.expect_unreadable(document([aggregate]), "only aggregates")

    def test_numbers_that_cant_be_used_are_placed(self):
        place = "benchmarks[1] (a): cpu_time: "

        def second(**more):
            return document([entry("a", 1), {**entry("a", 1), **more}])

        self.expect_unreadable(second(cpu_time=-1), place + "-1 is negative")
        self.expect_unreadable(second(cpu_time="1"), place + "a text")
        self.expect_unreadable(second(cpu_time=None), place + "absent or null")
        self.expect_unreadable(second(cpu_time=True), place + "true")
        self.expect_unreadable(second(cpu_time=float("nan")), place + "nan is not finite")
        self.expect_unreadable(second(cpu_time=float("inf")), place + "inf is not finite")
        absent = second()
        del absent["benchmarks"][1]["cpu_time"]
        self.expect_unreadable(absent, place + "absent")
        self.expect_unreadable(second(time_unit="min"), "time_unit: 'min' is none of")
        self.expect_unreadable(second(time_unit=3), "time_unit: a number")

    def test_numbers_beyond_all_measure_are_told(self):
        for text in ("1e400", "1e301", "1e9999999", "1" * 5000, "1e99999999999999999999"):
            content = json.dumps(document([entry("a", 77)])).replace("77", text)
            self.expect_unreadable(content)

    def test_a_counter_that_some_repetitions_lack_is_told(self):
        content = document([entry("a", 1, c=1), entry("a", 1)])
        self.expect_unreadable(content, "benchmarks[1] (a): c: absent", metric="c")

    def test_files_that_arent_there_or_arent_files(self):
        for path, says in (
            (str(self.folder / "none.json"), "No such file"),
            (str(self.folder), "directory"),
            ("a\0b", "null"),
        ):
            with self.assertRaisesRegex(results.Unreadable, says):
                results.read(path)


class CountersTest(Folder):
    def test_they_are_the_numbers_that_google_benchmark_doesnt_write_itself(self):
        content = document([entry("a", 1, bytes_per_second=3, label="x", family_index=1)])
        self.assertEqual(self.read("r.json", content).counters(), ["bytes_per_second"])
        self.assertEqual(self.read("r.json", document(entries("a", spread(1)))).counters(), [])
