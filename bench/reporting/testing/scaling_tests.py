"""Refusals, sizes and threads: what is made of their rows."""

from .. import refusals, scaling, sets, tables
from .made_runs import Folder, times, without_new_rows

NULL = "refuse/page-form/null"


class RefusalTest(Folder):
    def table(self, *runs):
        return tables.of_refusals(sets.read(self.make_set("runs", runs)))

    def test_a_refusal_is_told_in_times_of_its_twin(self):
        name = f"{NULL}/model-padded-view"
        told = self.table({**times(), name: 200.0}, {**times(), name: 400.0})
        self.assertIn("| Refused | accepted twin | model refuses, in times of that |\n", told)
        self.assertIn(f"| `{NULL}` | 100 ns | 3.00 (2.00 to 4.00) |\n", told)
        self.assertEqual(told.count("| `refuse/"), len(refusals.GROUPS))

    def test_another_library_is_told_in_times_of_the_model(self):
        told = self.table({**times(), f"{NULL}/a-view": 50.0})
        self.assertIn("| `a`, in times of the model |\n", told)
        self.assertIn(f"| `{NULL}` | 100 ns | 1.00 (1.00 to 1.00) | 0.50 (0.50 to 0.50) |\n", told)
        accepting = "| `refuse/collection/cut-off` | 100 ns | 1.00 (1.00 to 1.00) | accepts |\n"
        self.assertIn(accepting, told)

    def test_a_price_needs_both_texts(self):
        run = times()
        self.assertEqual(refusals.price(run, NULL), 1)
        del run[f"{NULL}/accepted-twin-view"]
        self.assertIsNone(refusals.price(run, NULL))
        self.assertEqual(self.table(without_new_rows(times())), "")


class ScalingTest(Folder):
    def runs(self, *runs, **context):
        return sets.read(self.make_set("runs", runs, **context))

    def test_time_and_memory_are_told_by_size(self):
        name = "read/collection-of-1M/compact/model-padded-view"
        lines = scaling.lines_of_sizes(self.runs({**times(), name: 60e6}, {**times(), name: 70e6}))
        self.assertEqual(lines[0][:3], ["objects", "model, each", "it holds"])
        self.assertEqual(lines[1], ["100", "50.0 ns", "2 KiB", "50.0 ns", "3.34 MiB"])
        self.assertEqual(lines[5][:3], ["1,000,000", "65.0 ns", "2 KiB"])
        growth = ["1,000,000 beside 100", "1.30 (1.20 to 1.40)", "", "1.00 (1.00 to 1.00)", ""]
        self.assertEqual(lines[6], growth)
        self.assertEqual(len(lines), 7)

    def test_a_size_that_a_run_lacks_is_left_out(self):
        run = times()
        del run["read/collection-of-1k/compact/simdjson-ondemand-view"]
        sizes = [line[0] for line in scaling.lines_of_sizes(self.runs(times(), run))]
        self.assertNotIn("1,000", sizes)
        self.assertIn("10,000", sizes)

    def test_growth_needs_both_ends(self):
        run = times()
        del run["read/collection-of-100/compact/model-padded-view"]
        self.assertIsNone(scaling.growth(run, "model-padded-view"))
        self.assertEqual(scaling.growth(run, "simdjson-ondemand-view"), 1)
        last = scaling.lines_of_sizes(self.runs(run))[-1]
        self.assertEqual(last[1:4], ["-", "", "1.00 (1.00 to 1.00)"])

    def test_threads_are_compared_by_what_they_read_together(self):
        lines = scaling.lines_of_threads(self.runs(times(), times()), quote=str.upper)
        self.assertEqual(lines[1], ["MODEL", "1.50 (1.50 to 1.50)"])
        self.assertEqual([line[0] for line in lines], ["reader", "MODEL", "SIMDJSON-ONDEMAND"])

    def test_processors_are_told_as_far_as_known(self):
        self.assertEqual(
            scaling.processors({"num_cpus": 8, "cpu_cores": 4}), "8 hardware threads of 4 cores"
        )
        self.assertEqual(scaling.processors({"num_cpus": 8}), "8 hardware threads")

    def test_an_old_record_shows_nothing(self):
        old = self.runs(times(), without_new_rows(times()))
        self.assertEqual(scaling.lines_of_sizes(old), [])
        self.assertEqual(scaling.lines_of_threads(old), [])
        self.assertEqual(tables.of_threads(old), "")

    def test_bytes_have_three_digits(self):
        for count, text in (
            (999, "999 B"),
            (19160, "18.7 KiB"),
            (8.5e8, "811 MiB"),
            (2**31, "2 GiB"),
        ):
            self.assertEqual(scaling._bytes(count), text)  # pylint: disable=protected-access
