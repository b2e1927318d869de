"""Verdicts: what they need, what doesn't change them, how often they are wrong."""

import math
import random

from ..judgement import Verdict
from ..results import Unreadable
from .made_results import Folder, document, entries, entry, failed, noisy, spread


class VerdictTest(Folder):
    def verdict(self, old, new, **settings):
        found = self.judge(document(entries("a", old)), document(entries("a", new)), **settings)
        return found.comparisons[0].verdict

    def test_a_verdict_needs_significance_and_effect(self):
        base = spread(100)
        self.assertEqual(self.verdict(base, spread(110)), Verdict.WORSE)
        self.assertEqual(self.verdict(base, spread(90)), Verdict.BETTER)
        # Significant, without effect.
        self.assertEqual(self.verdict(base, spread(102)), Verdict.SAME)
        # An effect, without significance.
        self.assertEqual(
            self.verdict([100, 140, 180, 220], [150, 170, 230, 240]), Verdict.UNDECIDED
        )

    def test_a_significant_difference_around_the_effect_is_undecided(self):
        self.assertEqual(self.verdict(spread(100), spread(104.9)), Verdict.UNDECIDED)
        self.assertEqual(self.verdict(spread(100), spread(104.9), effect=0.04), Verdict.WORSE)
        self.assertEqual(self.verdict(spread(100), spread(104.9), effect=0.1), Verdict.SAME)

    def test_the_effect_counts_the_same_on_both_sides(self):
        step = 0.00001
        for factor, verdict in ((1.051, Verdict.WORSE), (1.049, Verdict.SAME)):
            slower, base = spread(100 * factor, step=step), spread(100, step=step)
            self.assertEqual(self.verdict(base, slower), verdict)
            mirrored = Verdict.BETTER if verdict is Verdict.WORSE else verdict
            self.assertEqual(self.verdict(slower, base), mirrored)

    def test_a_counter_may_be_better_when_it_is_higher(self):
        old = document(entries("a", spread(1), rate=0))
        new = document(entries("a", spread(1), rate=0))
        for index in range(10):
            old["benchmarks"][index]["rate"] = 10 + index
            new["benchmarks"][index]["rate"] = 110 + index
        found = self.judge(old, new, metric="rate", higher_is_better=True)
        self.assertEqual(found.comparisons[0].verdict, Verdict.BETTER)
        self.assertEqual(self.judge(old, new, metric="rate").comparisons[0].verdict, Verdict.WORSE)

    def test_medians_that_differ_against_the_values_decide_nothing(self):
        """NEW's median is lower, but most of its values beat most of OLD's."""
        old = [100 + index / 100 for index in range(12)] + [
            200 + index / 100 for index in range(13)
        ]
        new = [150 + index / 100 for index in range(13)] + [
            300 + index / 100 for index in range(12)
        ]
        there = self.judge(document(entries("a", old)), document(entries("a", new))).comparisons[0]
        back = self.judge(document(entries("a", new)), document(entries("a", old))).comparisons[0]
        self.assertLess(there.ratio, 0.8)
        self.assertGreater(back.ratio, 1.2)
        for one in (there, back):
            self.assertLess(one.p_adjusted, 0.05)
            self.assertEqual(one.verdict, Verdict.UNDECIDED)

    def test_few_repetitions_are_called_too_few(self):
        groups = [entries(name, [1, 2, 3]) for name in "abcde"]
        slower = [entries(name, [10, 20, 30]) for name in "abcde"]
        found = self.judge(document(*groups), document(*slower))
        self.assertFalse(any(one.can_be_significant for one in found.comparisons))
        self.assertIn("5 of 5 names cannot be significant: 3 and 3 repetitions", found.notes[0])
        self.assertIn("needs at least 5 of each name", found.notes[0])
        enough = [entries(name, spread(1, 5)) for name in "abcde"]
        self.assertEqual(self.judge(document(*enough), document(*enough)).notes, [])

    def test_one_name_with_few_repetitions_can_follow_others_that_are_clear(self):
        """Holm multiplies the largest p by 1: 4 and 4 repetitions reach 0.029."""
        groups = [
            entries("a", spread(1, 4)),
            entries("b", spread(1, 9)),
            entries("c", spread(1, 9)),
        ]
        found = self.judge(document(*groups), document(*groups))
        self.assertTrue(all(one.can_be_significant for one in found.comparisons))


class InvarianceTest(Folder):
    def setUp(self):
        super().setUp()
        generator = random.Random(11)
        self.names = [f"n{index}" for index in range(12)]
        self.old = {name: noisy(generator, 100, 0.02, 9) for name in self.names}
        self.new = {
            name: noisy(generator, 100 * (0.85 + 0.03 * index), 0.02, 11)
            for index, name in enumerate(self.names)
        }

    def compare(self, old, new, **more):
        documents = [
            document(*(entries(name, times, **more) for name, times in one.items()))
            for one in (old, new)
        ]
        return self.judge(*documents).comparisons

    def test_there_is_something_of_each(self):
        verdicts = {one.verdict for one in self.compare(self.old, self.new)}
        self.assertEqual(verdicts, set(Verdict))

    def test_exchanged_files_give_inverse_ratios_and_mirrored_verdicts(self):
        mirror = {Verdict.WORSE: Verdict.BETTER, Verdict.BETTER: Verdict.WORSE}
        there, back = self.compare(self.old, self.new), self.compare(self.new, self.old)
        for one, other in zip(there, back):
            self.assertAlmostEqual(one.ratio * other.ratio, 1)
            self.assertAlmostEqual(one.interval.estimate * other.interval.estimate, 1)
            self.assertAlmostEqual(one.interval.low * other.interval.high, 1)
            self.assertEqual(one.p_adjusted, other.p_adjusted)
            self.assertEqual(mirror.get(one.verdict, one.verdict), other.verdict)

    def test_the_unit_changes_nothing(self):
        there = self.compare(self.old, self.new)
        for one, other in zip(there, self.compare(self.old, self.new, time_unit="ms")):
            self.assertAlmostEqual(one.ratio, other.ratio)
            self.assertEqual(
                (one.test, one.p_adjusted, one.verdict),
                (other.test, other.p_adjusted, other.verdict),
            )

    def test_other_scales_of_both_change_nothing(self):
        """By powers of two, which round nothing."""
        scaled = [
            {name: [1024 * time for time in times] for name, times in one.items()}
            for one in (self.old, self.new)
        ]
        for one, other in zip(self.compare(self.old, self.new), self.compare(*scaled)):
            self.assertEqual(
                (one.ratio, one.interval, one.test), (other.ratio, other.interval, other.test)
            )

    def test_the_order_of_repetitions_changes_nothing(self):
        generator = random.Random(12)
        shuffled = {name: generator.sample(times, len(times)) for name, times in self.new.items()}
        self.assertEqual(self.compare(self.old, self.new), self.compare(self.old, shuffled))

    def test_a_file_beside_itself_is_the_same_all_over(self):
        for one in self.compare(self.old, self.old):
            self.assertEqual((one.test.p, one.p_adjusted, one.ratio), (1, 1, 1))


class ErrorRateTest(Folder):
    """Seeds are fixed: these either pass always or never."""

    def shares(self, factor, runs, names, repetitions, **settings):
        """Of the runs those with a verdict, and of the names those worse."""
        generator = random.Random(21)
        alarms = worse = 0
        for _ in range(runs):
            groups = [
                document(
                    *(
                        entries(f"n{name}", noisy(generator, time, 0.02, repetitions))
                        for name in range(names)
                    )
                )
                for time in (100, 100 * factor)
            ]
            found = self.judge(*groups, **settings)
            decided = found.count(Verdict.WORSE) + found.count(Verdict.BETTER)
            alarms += decided > 0
            worse += found.count(Verdict.WORSE)
        return alarms / runs, worse / (runs * names)

    def test_equal_runs_alarm_no_more_often_than_alpha(self):
        """Without an effect to need; three standard errors of 200 runs are 0.046."""
        alarms, _ = self.shares(1, 200, 20, 10, effect=0)
        self.assertLess(alarms, 0.05 + 0.046)
        self.assertGreater(alarms, 0)

    def test_equal_runs_never_alarm_where_an_effect_is_needed(self):
        self.assertEqual(self.shares(1, 50, 20, 10), (0, 0))

    def test_a_tenth_slower_is_found_through_noise(self):
        self.assertEqual(self.shares(1.1, 10, 20, 15), (1, 1))


class MatchingTest(Folder):
    def test_names_in_one_file_are_listed(self):
        old = document(entries("both", spread(1)), entries("gone", spread(1)))
        new = document(entries("both", spread(1)), entries("added", spread(1)), [failed("broken")])
        found = self.judge(old, new)
        self.assertEqual([one.name for one in found.comparisons], ["both"])
        self.assertEqual(
            [(one.name, one.reason) for one in found.uncompared],
            [
                ("gone", "only in OLD"),
                ("added", "only in NEW"),
                ("broken", "only in NEW, where it failed: wrong result"),
            ],
        )
        self.assertFalse(found.has_regression)

    def test_what_fails_only_in_new_is_a_regression(self):
        old = document(
            entries("a", spread(1)), entries("b", spread(1)), [failed("c")], [failed("d")]
        )
        new = document(
            entries("a", spread(1)), [failed("b", "boom")], entries("c", spread(1)), [failed("d")]
        )
        found = self.judge(old, new)
        self.assertEqual(
            [(one.name, one.old, one.new, one.is_regression) for one in found.failures],
            [
                ("b", None, "boom", True),
                ("c", "wrong result", None, False),
                ("d", "wrong result", "wrong result", False),
            ],
        )
        self.assertTrue(found.has_regression)
        self.assertEqual(found.new_failures, 1)

    def test_it_is_one_even_where_nothing_is_left_to_compare(self):
        found = self.judge(document(entries("a", spread(1))), document([failed("a")]))
        self.assertTrue(found.has_regression)

    def test_what_is_skipped_isnt_compared(self):
        skipped = entry("a", 0, skipped=True, skip_message="no such CPU")
        old = document(entries("a", spread(1)), entries("b", spread(1)))
        found = self.judge(old, document([skipped], entries("b", spread(1))))
        self.assertEqual(found.uncompared[0].reason, "skipped in NEW: no such CPU")
        self.assertFalse(found.has_regression)

    def test_what_was_skipped_in_old_is_no_regression_where_it_fails(self):
        skipped = entry("a", 0, skipped=True, skip_message="no such CPU")
        old = document([skipped], entries("b", spread(1)))
        self.assertFalse(
            self.judge(old, document([failed("a")], entries("b", spread(1)))).has_regression
        )

    def test_names_without_the_counter_are_listed(self):
        old = document(entries("a", spread(1), c=1), entries("b", spread(1), c=1))
        new = document(entries("a", spread(1), c=1), entries("b", spread(1)))
        found = self.judge(old, new, metric="c")
        self.assertEqual([one.name for one in found.comparisons], ["a"])
        self.assertEqual(found.uncompared[0].reason, "has no c in NEW")

    def test_a_counter_of_nothing_that_becomes_something_is_worse(self):
        old = document(entries("a", spread(1), c=0), entries("b", spread(1), c=0))
        new = document(entries("a", spread(1), c=2), entries("b", spread(1), c=0))
        found = self.judge(old, new, metric="c")
        self.assertEqual([one.verdict for one in found.comparisons], [Verdict.WORSE, Verdict.SAME])
        self.assertEqual([one.ratio for one in found.comparisons], [math.inf, 1])

    def test_nothing_in_common_says_why(self):
        old, new = document(entries("a", spread(1))), document(entries("b", spread(1)))
        with self.assertRaisesRegex(Unreadable, "no name was measured in both"):
            self.judge(old, new)
        with self.assertRaisesRegex(Unreadable, "no name has x .* cpu_time, real_time"):
            self.judge(old, old, metric="x")


class NotesTest(Folder):
    def notes(self, old, new):
        values = entries("a", spread(1))
        return self.judge(document(values, **old), document(values, **new)).notes

    def test_equal_contexts_have_none(self):
        self.assertEqual(self.notes({}, {}), [])
        self.assertEqual(self.notes({}, {"date": "later", "executable": "x", "load_avg": [2]}), [])

    def test_what_matters_is_told_where_it_differs(self):
        for key, value, says in (
            ("host_name", "other", "host_name: host in OLD, other in NEW"),
            ("num_cpus", 8, "num_cpus: 4 in OLD, 8 in NEW"),
            ("mhz_per_cpu", 3000, "mhz_per_cpu: 2300 in OLD, 3000 in NEW"),
            ("library_build_type", "debug", "library_build_type: release in OLD, debug in NEW"),
            ("compiler", "clang\n14", "compiler: g++ 12.2.0 in OLD, clang 14 in NEW"),
            ("assertions", "on", "assertions: absent in OLD, on in NEW"),
            ("commit", "0123abc", "commit: absent in OLD, 0123abc in NEW"),
            ("caches", [], "caches: not the same"),
        ):
            self.assertEqual(self.notes({}, {key: value}), [says])

    def test_a_clock_that_is_measured_may_differ_a_little(self):
        self.assertEqual(self.notes({}, {"mhz_per_cpu": 2400}), [])

    def test_what_disturbs_is_told(self):
        scaled = {"cpu_scaling_enabled": True}
        self.assertEqual(
            self.notes(scaled, scaled),
            [
                "OLD: the clock of the CPU was scaled, so times drift",
                "NEW: the clock of the CPU was scaled, so times drift",
            ],
        )
        self.assertEqual(
            self.notes({}, {"load_avg": [2.01]}), ["NEW: the load average was 2.0 on 4 processors"]
        )

    def test_a_context_of_other_kinds_does_no_harm(self):
        for value in (None, "x", True, [], ["x"], [None], {}, float("nan")):
            for key in ("load_avg", "num_cpus", "mhz_per_cpu", "cpu_scaling_enabled", "commit"):
                self.notes({}, {key: value})

    def test_names_of_real_time_are_pointed_out(self):
        values = document(entries("a/real_time/threads:2", spread(1)))
        self.assertIn("measure real time: 1", self.judge(values, values).notes[0])
        self.assertEqual(self.judge(values, values, metric="real_time").notes, [])
