"""Ratios, targets and what libraries accept."""

from comparing import results

from .. import ratios, strictness, targets
from .made_runs import ACCEPTS, Folder, times


class RatioTest(Folder):
    def test_views_are_compared_with_views_in_place(self):
        run = {
            "g/model": 10,
            "g/model-view": 5,
            "g/model-padded-view": 4,
            "g/a": 20,
            "g/a-view": 20,
        }
        views, owning = ratios.rows([run])
        self.assertEqual((views.kind, views.nanoseconds, views.peers["a"].runs), ("views", 4, (5,)))
        self.assertEqual((owning.kind, owning.nanoseconds), ("owning", 10))
        self.assertEqual(owning.peers["a"].runs, (2,))

    def test_without_a_view_in_place_the_other_one_counts(self):
        (row,) = ratios.rows([{"g/model-view": 5, "g/a-view": 20}])
        self.assertEqual(row.peers["a"].runs, (4,))

    def test_the_model_is_no_peer_and_limits_have_no_model(self):
        self.assertEqual(ratios.rows([{"g/model": 1, "g/model-view": 1, "limit/g/memcpy": 1}]), [])

    def test_each_run_has_its_ratio(self):
        (row,) = ratios.rows(
            [{"g/model": 1, "g/a": 3}, {"g/model": 2, "g/a": 4}, {"g/model": 1, "g/a": 9}]
        )
        ratio = row.peers["a"]
        self.assertEqual((ratio.runs, ratio.low, ratio.middle, ratio.high), ((3, 2, 9), 2, 3, 9))

    def test_a_name_that_one_run_lacks_is_left_out(self):
        self.assertEqual(ratios.rows([{"g/model": 1, "g/a": 3}, {"g/model": 1}]), [])

    def test_the_median_of_cpu_time_counts(self):
        folder = self.make_set("runs", [{"g/model": 100.0}])
        run = results.read(str(folder / "body-1.json"))
        self.assertEqual(ratios.medians(run), {"g/model": 100})

    def test_a_failed_row_is_no_time(self):
        run = results.Results("f", {}, {"g/a": results.Benchmark("g/a", failure="wrong result")})
        with self.assertRaisesRegex(results.Unreadable, "f: g/a failed: wrong result"):
            ratios.medians(run)


class TargetTest(Folder):
    def outcomes(self, *runs):
        return targets.judge(list(runs), "f")

    def test_all_are_met_at_their_limits(self):
        run = times(4.5)
        self.assertTrue(all(outcome.is_met for outcome in self.outcomes(run, run, run)))
        self.assertIn("9 of 9 targets met", targets.text(self.outcomes(run)))

    def test_one_run_below_the_limit_is_a_miss(self):
        slow = times(read__one__compact__simdjson_ondemand_view=449.0)
        found = self.outcomes(times(), slow, times())
        (missed,) = [outcome for outcome in found if not outcome.is_met]
        self.assertEqual(missed.target.group, "read/one/compact")
        told = targets.text(found)
        self.assertRegex(told, r"read/one/compact +views .* 4\.50 .* 4\.49 to 10.* NOT met\n")
        self.assertIn("8 of 9 targets met", told)

    def test_the_fastest_rival_counts(self):
        fast = times(write__one__page_form__rapidjson=399.0)
        (missed,) = [outcome for outcome in self.outcomes(fast) if not outcome.is_met]
        self.assertEqual(missed.ratio.runs, (3.99,))

    def test_what_has_no_limit_holds_nothing_up(self):
        slow = times(read__one__compact__simdjson_ondemand=1.0)
        self.assertTrue(all(outcome.is_met for outcome in self.outcomes(slow)))
        self.assertIn("no target", targets.text(self.outcomes(slow)))

    def test_a_row_that_is_missing_is_named(self):
        run = times()
        del run["read/one/compact/simdjson-ondemand-view"]
        with self.assertRaisesRegex(
            results.Unreadable, r"f: no rows of read/one/compact \(views\)"
        ):
            self.outcomes(run)

    def test_the_filter_finds_whole_groups(self):
        self.assertIn("read/one/compact|", targets.filter_of_rows())
        self.assertRegex("write/one/page-form/model", targets.filter_of_rows())
        self.assertNotRegex("limit/one/page-form/memcpy", targets.filter_of_rows())


class StrictnessTest(Folder):
    def test_what_is_wrongly_accepted_is_counted(self):
        told = strictness.parse(ACCEPTS, "f")
        self.assertEqual(told.texts, 3)
        self.assertEqual(
            told.accepted, {"model": 0, "simdjson-ondemand": 1, "rapidjson": 0, "nlohmann": 2}
        )
        self.assertTrue(told.is_lax("nlohmann"))
        self.assertFalse(told.is_lax("rapidjson"))

    def test_anything_else_is_refused(self):
        for text in (
            "",
            "words",
            "| a | b |\n|---|---|\n| c | d |\n",
            ACCEPTS + "| short | row |\n",
        ):
            with self.assertRaisesRegex(results.Unreadable, "^f: "):
                strictness.parse(text, "f")
