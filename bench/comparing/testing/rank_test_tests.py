"""The statistics, held to brute force, to published tables and to examples by hand."""

import itertools
import math
import random
import unittest

from .. import rank_test


def pairs_won(old, new):
    """U by its definition."""
    return sum((n > o) + (n == o) / 2 for n in new for o in old)


def dealt_p(old, new):
    """p by its definition: over all ways to deal the pooled values to the samples."""
    pooled = old + new
    seen = pairs_won(old, new)
    lower = upper = ways = 0
    for places in itertools.combinations(range(len(pooled)), len(new)):
        dealt = [pooled[place] for place in places]
        rest = [value for place, value in enumerate(pooled) if place not in places]
        u = pairs_won(rest, dealt)
        lower += u <= seen
        upper += u >= seen
        ways += 1
    return min(1.0, 2 * min(lower, upper) / ways)


class ExactTest(unittest.TestCase):
    def test_without_ties_every_dealing_of_small_samples_has_the_p_of_brute_force(self):
        for old_size, new_size in itertools.product(range(1, 5), range(1, 5)):
            values = range(old_size + new_size)
            for new in itertools.combinations(values, new_size):
                old = [value for value in values if value not in new]
                test = rank_test.mann_whitney(old, list(new))
                self.assertTrue(test.exact)
                self.assertEqual(test.u, pairs_won(old, new))
                self.assertAlmostEqual(test.p, dealt_p(old, list(new)), places=12)

    def test_with_ties_too(self):
        generator = random.Random(1)
        for _ in range(150):
            old = [generator.randrange(4) for _ in range(generator.randrange(1, 6))]
            new = [generator.randrange(4) for _ in range(generator.randrange(1, 6))]
            test = rank_test.mann_whitney(old, new)
            self.assertEqual(test.u, pairs_won(old, new))
            self.assertAlmostEqual(test.p, dealt_p(old, new), places=12)

    def test_the_critical_values_are_those_of_the_published_table(self):
        """Two-sided, 0.05; Mann and Whitney's table as textbooks print it."""
        table = {(4, 4): 0, (5, 5): 2, (6, 6): 5, (8, 8): 13, (10, 10): 23, (7, 10): 14}
        table |= {(12, 12): 37, (15, 15): 64, (10, 15): 39, (20, 20): 127}
        for (old_size, new_size), critical in table.items():
            self.assertLessEqual(self.p_of(critical, old_size, new_size), 0.05)
            self.assertGreater(self.p_of(critical + 1, old_size, new_size), 0.05)

    def p_of(self, u, old_size, new_size):
        """The p of a U, by samples that have it."""
        new = []
        for _ in range(new_size):  # Each new value beats as many old ones as U still allows.
            new.append(min(old_size, u) + 0.5)
            u -= min(old_size, u)
        new = [value + index / 1000 for index, value in enumerate(new)]
        return rank_test.mann_whitney([float(rank) for rank in range(1, old_size + 1)], new).p

    def test_hollander_and_wolfes_permeability_data(self):
        """As R's documentation of wilcox.test has them: W = 35, and 0.1272 on one side."""
        term = [0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46]
        weeks = [1.15, 0.88, 0.90, 0.74, 1.21]
        test = rank_test.mann_whitney(weeks, term)
        self.assertEqual(test.u, 35)
        self.assertAlmostEqual(test.p / 2, 0.1272, places=4)

    def test_p_is_1_where_nothing_differs(self):
        self.assertEqual(rank_test.mann_whitney([1.0, 2.0, 3.0], [1.0, 2.0, 3.0]).p, 1)
        self.assertEqual(rank_test.mann_whitney([2.0] * 9, [2.0] * 5).p, 1)
        self.assertEqual(rank_test.mann_whitney([2.0] * 40, [2.0] * 5).p, 1)
        self.assertEqual(rank_test.mann_whitney([5.0], [7.0]).p, 1)


class NormalTest(unittest.TestCase):
    def test_it_begins_where_a_sample_has_more_than_25_values(self):
        largest = [float(value) for value in range(25)]
        self.assertTrue(rank_test.mann_whitney(largest, largest).exact)
        self.assertFalse(rank_test.mann_whitney(largest + [9.5], largest).exact)
        self.assertFalse(rank_test.mann_whitney([1.0], largest + [9.5]).exact)

    def test_an_example_by_hand_with_ties(self):
        """U is 30 * 15 / 2 + 30 * 15, its mean 450. 45 and 15 values are tied: the variance is
        900 / 12 * (61 - (45^3 - 45 + 15^3 - 15) / (60 * 59)) = 2574.15, so z = 224.5 / 50.736."""
        test = rank_test.mann_whitney([1.0] * 30, [1.0] * 15 + [2.0] * 15)
        self.assertEqual(test.u, 675)
        self.assertAlmostEqual(test.p, math.erfc(4.42486 / math.sqrt(2)), delta=1e-9)
        self.assertAlmostEqual(test.p, 9.650e-06, delta=5e-9)

    def test_it_joins_the_exact_test_smoothly(self):
        generator = random.Random(2)
        for _ in range(20):
            old = [generator.gauss(0, 1) for _ in range(25)]
            new = [generator.gauss(0.5, 1) for _ in range(25)]
            test = rank_test.mann_whitney(old, new)
            approximate = rank_test._normal_p(25, 25, test.u, [1] * 50)
            self.assertAlmostEqual(test.p, approximate, delta=0.004)


class IntervalTest(unittest.TestCase):
    def samples(self, seed, old_size, new_size):
        generator = random.Random(seed)
        old = [generator.lognormvariate(0, 0.1) for _ in range(old_size)]
        return old, [generator.lognormvariate(0.05, 0.1) for _ in range(new_size)]

    def test_the_estimate_is_the_median_of_all_ratios(self):
        self.assertEqual(rank_test.ratio_interval([1.0, 2.0, 4.0], [8.0], 0.95).estimate, 4)
        estimate = rank_test.ratio_interval([1.0, 2.0], [8.0], 0.95).estimate
        self.assertAlmostEqual(estimate, math.sqrt(32))

    def test_it_holds_the_factors_that_the_test_doesnt_refuse(self):
        """Found by trying a factor between each two neighbours of the ratios at which U changes."""
        for seed, old_size, new_size in ((1, 5, 5), (2, 4, 8), (3, 7, 6), (4, 28, 3)):
            old, new = self.samples(seed, old_size, new_size)
            for confidence in (0.8, 0.9, 0.95):
                ratios = sorted(n / o for n in new for o in old)
                tried = [math.sqrt(one * other) for one, other in zip(ratios, ratios[1:])]
                held = [
                    factor
                    for factor in tried
                    if rank_test.mann_whitney([o * factor for o in old], new).p
                    > 1 - confidence + 1e-9
                ]
                found = rank_test.ratio_interval(old, new, confidence)
                self.assertEqual(found.low, max(ratio for ratio in ratios if ratio < held[0]))
                self.assertEqual(found.high, min(ratio for ratio in ratios if ratio > held[-1]))

    def test_it_lacks_1_exactly_where_p_is_small(self):
        lacking = 0
        for seed in range(200):
            old, new = self.samples(seed, 6, 9)
            found = rank_test.ratio_interval(old, new, 0.9)
            lacks = found.low > 1 or found.high < 1
            lacking += lacks
            self.assertEqual(lacks, rank_test.mann_whitney(old, new).p <= 0.1)
        self.assertTrue(20 < lacking < 180, lacking)

    def test_it_covers_the_true_factor_as_often_as_it_says(self):
        generator = random.Random(3)
        covered = 0
        for _ in range(400):
            old = [generator.lognormvariate(0, 0.1) for _ in range(8)]
            new = [1.3 * generator.lognormvariate(0, 0.1) for _ in range(8)]
            found = rank_test.ratio_interval(old, new, 0.9)
            covered += found.low <= 1.3 <= found.high
        self.assertTrue(0.87 <= covered / 400 <= 0.95, covered)

    def test_samples_that_are_too_small_have_none(self):
        self.assertIsNone(rank_test.ratio_interval([1.0, 2.0, 3.0], [4.0, 5.0, 6.0], 0.95).low)
        found = rank_test.ratio_interval([1.0, 2.0, 3.0, 4.0], [2.0, 4.0, 6.0, 8.0], 0.95)
        self.assertEqual((found.low, found.high), (2 / 4, 8 / 1))

    def test_nothing_in_times_of_nothing_is_1_and_something_infinite(self):
        found = rank_test.ratio_interval([0.0] * 5, [0.0] * 5, 0.95)
        self.assertEqual((found.low, found.estimate, found.high), (1, 1, 1))
        found = rank_test.ratio_interval([0.0] * 5, [2.0] * 5, 0.95)
        self.assertEqual((found.low, found.estimate, found.high), (math.inf,) * 3)
        self.assertEqual(rank_test.ratio_interval([2.0] * 5, [0.0] * 5, 0.95).estimate, 0)


class HolmTest(unittest.TestCase):
    def adjusted(self, *p_values):
        return [round(p, 10) for p in rank_test.holm(list(p_values))]

    def test_worked_examples(self):
        self.assertEqual(self.adjusted(0.01, 0.04, 0.03, 0.005), [0.03, 0.06, 0.06, 0.02])
        self.assertEqual(
            self.adjusted(0.01, 0.02, 0.03, 0.04, 0.05), [0.05, 0.08, 0.09, 0.09, 0.09]
        )

    def test_nothing_is_above_1_and_one_alone_is_as_it_is(self):
        self.assertEqual(self.adjusted(0.9, 0.6, 0.4), [1, 1, 1])
        self.assertEqual(self.adjusted(0.04), [0.04])
        self.assertEqual(self.adjusted(), [])

    def test_it_keeps_the_order_and_never_goes_below_p(self):
        generator = random.Random(4)
        for _ in range(100):
            p_values = sorted(generator.random() ** 3 for _ in range(generator.randrange(1, 20)))
            adjusted = rank_test.holm(p_values)
            self.assertEqual(adjusted, sorted(adjusted))
            self.assertTrue(all(p <= after <= 1 for p, after in zip(p_values, adjusted)))


class NeededTest(unittest.TestCase):
    def test_the_smallest_p_is_that_of_samples_that_lie_apart(self):
        for old_size, new_size in ((1, 1), (3, 3), (4, 4), (3, 7)):
            old = [float(value) for value in range(old_size)]
            new = [100.0 + value for value in range(new_size)]
            self.assertAlmostEqual(
                rank_test.smallest_p(old_size, new_size), rank_test.mann_whitney(old, new).p
            )

    def test_how_many_repetitions_reach_alpha(self):
        """2 / C(8, 4) is 0.029 and 2 / C(6, 3) 0.1; 20 names need 2 / C(2n, n) <= 0.0025."""
        self.assertEqual(rank_test.repetitions_needed(0.05, 1), 4)
        self.assertEqual(rank_test.repetitions_needed(0.1, 1), 3)
        self.assertEqual(rank_test.repetitions_needed(0.05, 20), 6)
