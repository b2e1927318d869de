"""Ratios, targets and what libraries accept."""

from comparing import results

from .. import ratios, strictness, targets
from .made_runs import ACCEPTS, Folder, times, without_new_rows


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

    def test_what_has_a_table_of_its_own_is_left_out(self):
        for group in (
            "refuse/page-form/null",
            "read/collection-of-100/compact",
            "read/collection/compact/one-thread",
            "read/collection/compact/two-threads",
        ):
            run = {f"{group}/model-padded-view": 1, f"{group}/a-view": 2}
            self.assertEqual(ratios.rows([run]), [])
            self.assertEqual(ratios.row_of([run], group, ratios.VIEWS).peers["a"].runs, (2,))

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

    def test_settings_are_no_part_of_a_name(self):
        for settings in ("", "/repeats:3", "/iterations:7", "/real_time/threads:2"):
            self.assertEqual(ratios.plain(f"g/a{settings}"), "g/a")
        self.assertEqual(ratios.plain("limit/one/page-form/memcpy"), "limit/one/page-form/memcpy")

    def test_a_row_of_two_settings_is_refused(self):
        twice = {
            name: results.Benchmark(name, [(name, {"cpu_time": 1.0})])
            for name in ("g/a/threads:1", "g/a/threads:2")
        }
        with self.assertRaisesRegex(results.Unreadable, "f: g/a was measured in two ways"):
            ratios.medians(results.Results("f", {}, twice))

    def test_only_names_that_have_a_counter_are_told(self):
        entries = [("place", {"cpu_time": 1.0, "reader_bytes": at}) for at in (1.0, 2.0, 0.0)]
        rows = {
            "g/a": results.Benchmark("g/a", entries),
            "g/b": results.Benchmark("g/b", [("place", {"cpu_time": 1.0})]),
        }
        run = results.Results("f", {}, rows)
        self.assertEqual(ratios.medians(run, ratios.MEMORY), {"g/a": 1})
        self.assertEqual(ratios.medians(run), {"g/a": 1, "g/b": 1})

    def test_a_failed_row_is_no_time(self):
        run = results.Results("f", {}, {"g/a": results.Benchmark("g/a", failure="wrong result")})
        with self.assertRaisesRegex(results.Unreadable, "f: g/a failed: wrong result"):
            ratios.medians(run)


class TargetTest(Folder):
    def outcomes(self, *runs):
        return targets.judge(list(runs), "f")

    def missed(self, *runs):
        return [outcome for outcome in self.outcomes(*runs) if outcome.is_missed]

    def test_all_are_met_at_their_limits(self):
        run = times(4.5)
        self.assertEqual(self.missed(run, run, run), [])
        self.assertIn("32 of 32 targets met", targets.text(self.outcomes(run)))

    def test_one_run_below_the_limit_is_a_miss(self):
        slow = times(read__one__compact__simdjson_ondemand_view=449.0)
        (missed,) = self.missed(times(), slow, times())
        self.assertEqual(missed.target.group, "read/one/compact")
        told = targets.text(self.outcomes(times(), slow, times()))
        self.assertRegex(told, r"read/one/compact +views .* at least 4\.5 .* 4\.49 to .* NOT met\n")
        self.assertIn("31 of 32 targets met", told)

    def test_a_refusal_may_take_three_times_its_twin_and_no_more(self):
        dear = times(refuse__page_form__null__model_padded_view=300.0)
        self.assertEqual(self.missed(dear, dear), [])
        dearer = times(refuse__page_form__null__model_padded_view=301.0)
        (missed,) = self.missed(dear, dearer)
        self.assertEqual(missed.ratio.runs, (3, 3.01))
        told = targets.text(self.outcomes(dear, dearer))
        self.assertRegex(told, r"page-form/null +views +accepted-twin +at most 3\.0 .* NOT met\n")

    def test_writing_may_take_little_more_than_copying_and_validating(self):
        dear = times(write__one__page_form__model=130.0)
        self.assertEqual(self.missed(dear), [])
        (missed,) = self.missed(dear, times(write__one__page_form__model=131.0))
        self.assertEqual(missed.ratio.runs, (1.3, 1.31))
        self.assertIn("limit/write/page-form/memcpy", targets.text(self.outcomes(dear)))

    def test_what_another_library_takes_to_refuse_doesnt_count(self):
        run = times(refuse__page_form__null__simdjson_ondemand_view=1.0)
        self.assertEqual(self.missed(run), [])

    def test_an_object_of_the_largest_collection_may_take_half_as_much_again(self):
        name = "read/collection-of-1M/compact/model-padded-view"
        slow = {**times(), name: 75.0e6}
        self.assertEqual(self.missed(slow), [])
        (missed,) = self.missed(slow, {**times(), name: 75.5e6})
        self.assertEqual(missed.ratio.runs, (1.5, 1.51))
        self.assertEqual(missed.target.group, "read/collection-of-1M/compact")

    def test_the_fastest_rival_counts(self):
        fast = times(write__one__page_form__rapidjson=399.0)
        (missed,) = self.missed(fast)
        self.assertEqual(missed.ratio.runs, (3.99,))

    def test_the_fastest_of_all_rivals_counts_of_whole_exchanges(self):
        group = "write/exchange/request/one-of-64"
        rival = f"{group}/beast+nlohmann"
        self.assertEqual(self.missed({**times(), rival: 200.0}), [])
        (missed,) = self.missed(times(), {**times(), rival: 199.0})
        self.assertEqual((missed.target.group, missed.ratio.low), (group, 1.99))
        told = targets.text(self.outcomes({**times(), rival: 199.0}))
        self.assertRegex(told, rf"{group} +owning +the fastest +at least 2\.0 .* NOT met\n")

    def test_where_no_library_is_there_none_is_missed(self):
        group = "read/exchange/response/page"
        alone = {
            name: at
            for name, at in times().items()
            if not name.startswith(f"{group}/") or name == f"{group}/model-view"
        }
        self.assertEqual(self.missed(alone), [])
        self.assertIn("31 of 32 targets met", targets.text(self.outcomes(alone)))

    def test_what_has_no_limit_holds_nothing_up(self):
        slow = times(read__one__compact__simdjson_ondemand=1.0)
        self.assertEqual(self.missed(slow), [])
        self.assertIn("no target", targets.text(self.outcomes(slow)))

    def test_a_row_that_is_missing_is_named(self):
        run = times()
        del run["read/one/compact/simdjson-ondemand-view"]
        with self.assertRaisesRegex(
            results.Unreadable, r"f: no rows of read/one/compact \(views\)"
        ):
            self.outcomes(run)

    def test_each_target_needs_its_rows(self):
        whole = times()
        for target in targets.TARGETS:
            for group in target.groups():
                run = {name: at for name, at in whole.items() if not name.startswith(group + "/")}
                self.assertIsNone(target.ratio(run), group)

    def test_an_old_record_lacks_new_rows_and_misses_none(self):
        old = [times(), without_new_rows(times())]
        found = targets.found(old)
        self.assertFalse(any(outcome.is_missed for outcome in found))
        told = targets.text(found)
        self.assertRegex(told, r"refuse/page-form/null .* at most 3\.0 +- +- +- +not recorded\n")
        self.assertRegex(told, r"read/collection-of-1M/compact .* not recorded\n")
        self.assertRegex(told, r"read/exchange/response/page .* at least 2\.0 .* not recorded\n")
        self.assertIn("9 of 32 targets met", told)
        with self.assertRaisesRegex(results.Unreadable, "f: no rows of write/one/page-form "):
            self.outcomes(*old)

    def test_the_filter_finds_whole_groups(self):
        self.assertIn("read/one/compact|", targets.filter_of_rows())
        self.assertRegex("write/one/page-form/model", targets.filter_of_rows())
        for name in (
            "refuse/page-form/null/accepted-twin-view",
            "read/collection-of-100/compact/model-padded-view",
            "read/collection-of-1M/compact/model-padded-view/repeats:3",
            "read/exchange/request/one-of-64/beast+rapidjson-view",
        ):
            self.assertRegex(name, targets.filter_of_rows())
        self.assertRegex("limit/write/page-form/memcpy", targets.filter_of_rows())
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

    def test_the_sentence_names_who_is_lax(self):
        told = strictness.sentence(strictness.parse(ACCEPTS, "f"))
        self.assertIn("3 texts that are due to be refused", told)
        self.assertIn("`model` none, `simdjson-ondemand` 1, `nlohmann` 2.", told)
        self.assertNotIn("rapidjson", told)
        strict = strictness.parse(ACCEPTS.replace("**accepts**", "refuses"), "f")
        self.assertIn("refused by all", strictness.sentence(strict))
        lax = strictness.parse(ACCEPTS.replace("| refuses |", "| **accepts** |", 1), "f")
        self.assertIn("`model` 1,", strictness.sentence(lax))

    def test_anything_else_is_refused(self):
        for text in (
            "",
            "words",
            "| a | b |\n|---|---|\n| c | d |\n",
            ACCEPTS + "| short | row |\n",
        ):
            with self.assertRaisesRegex(results.Unreadable, "^f: "):
                strictness.parse(text, "f")
