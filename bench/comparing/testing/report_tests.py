"""What the formats say, and that each is well-formed whatever a name holds."""

import json
import re
import xml.etree.ElementTree

from .. import json_report, log_axis, markdown_report, svg_report, text_report
from .made_results import PROGRAM, Folder, document, entries, entry, failed, spread

README = PROGRAM.with_name("README.md")
SVG = "{http://www.w3.org/2000/svg}"
ODD_NAMES = [
    "BM<int, 3>/&amp;\"'",
    "a|b",
    "`code`",
    "tab\tline\nescape\x1b[31m",
    "größe/名前",
    "\ud800 alone",
    "x" * 300,
    "]]>",
    "*bold*_under_[link](x)<!--",
]


class Reports(Folder):
    """A comparison that has everything once."""

    def setUp(self):
        super().setUp()
        old = document(
            entries("slow", spread(100)),
            entries("fast", spread(3e6)),
            entries("same", spread(4)),
            entries("unsure", [100, 140, 180, 220]),
            entries("gone", spread(1)),
            entries("broken", spread(1)),
        )
        new = document(
            entries("slow", spread(120)),
            entries("fast", spread(2e6)),
            entries("same", spread(4)),
            entries("unsure", [150, 170, 230, 240]),
            [failed("broken", "wrong | result")],
            commit="0123abc",
        )
        self.found = self.judge(old, new)

    def odd(self):
        slow = document(*(entries(name, spread(2), rate=1) for name in ODD_NAMES))
        fast = document(*(entries(name, spread(1), rate=1) for name in ODD_NAMES), commit="|`<")
        return self.judge(fast, slow)


class TextTest(Reports):
    def test_columns_are_aligned_and_as_wide_as_needed(self):
        lines = text_report.write(self.found).splitlines()
        head = next(index for index, line in enumerate(lines) if line.startswith("name "))
        table = lines[head : head + 5]
        self.assertEqual(
            [re.split(r"  +", line) for line in table],
            [
                ["name", "n", "OLD", "NEW", "ratio", "95 % interval", "p (Holm)", "verdict"],
                [
                    "slow",
                    "10",
                    "99.95 ns",
                    "119.9 ns",
                    "1.200",
                    "1.196 to 1.204",
                    "<0.0001",
                    "slower",
                ],
                [
                    "fast",
                    "10",
                    "2.998 ms",
                    "1.999 ms",
                    "0.667",
                    "0.665 to 0.669",
                    "<0.0001",
                    "faster",
                ],
                ["same", "10", "3.998 ns", "3.998 ns", "1.000", "0.997 to 1.003", "1.0000", "same"],
                [
                    "unsure",
                    "4",
                    "160.0 ns",
                    "200.0 ns",
                    "1.250",
                    "0.682 to 2.400",
                    "0.6857",
                    "undecided",
                ],
            ],
        )
        starts = [line.rindex("  ") for line in table]
        self.assertEqual(len(set(starts)), 1, table)

    def test_what_isnt_in_the_table_is_below_it(self):
        text = text_report.write(self.found)
        self.assertIn("Failed:\n  broken  failed in NEW: wrong | result\n", text)
        self.assertIn("Not compared:\n  gone  only in OLD\n", text)
        self.assertIn("Notes:\n  commit: absent in OLD, 0123abc in NEW\n", text)
        self.assertTrue(
            text.endswith("1 slower, 1 faster, 1 same, 1 undecided, 1 failed: regression\n")
        )

    def test_colours_are_only_there_where_they_are_asked_for(self):
        self.assertNotIn("\033", text_report.write(self.found))
        coloured = text_report.write(self.found, True)
        self.assertIn("\033[31mslower\033[0m\n", coloured)
        self.assertEqual(re.sub("\033\\[\\d+m", "", coloured), text_report.write(self.found))

    def test_names_cant_command_a_terminal(self):
        text = text_report.write(self.odd())
        self.assertIn("tab\\tline\\nescape\\x1b[31m", text)
        self.assertTrue(all(character == "\n" or character.isprintable() for character in text))

    def test_too_few_repetitions_are_told_in_the_row_and_below(self):
        few = document(entries("a", [1, 2, 3]))
        text = text_report.write(self.judge(few, few))
        self.assertIn("-    1.0000  undecided (too few repetitions)", text)
        self.assertIn("1 of 1 names cannot be significant", text)

    def test_a_counter_is_better_and_worse_and_a_rate_faster_and_slower(self):
        old = document(entries("a", spread(1), c=1, x_per_second=9e9))
        new = document(entries("a", spread(1), c=3, x_per_second=3e9))
        self.assertIn("1 worse, 0 better", text_report.write(self.judge(old, new, metric="c")))
        rate = self.judge(old, new, metric="x_per_second", higher_is_better=True)
        self.assertIn("9.000 G  3.000 G  0.333", text_report.write(rate))
        self.assertIn("faster above 1", text_report.write(rate))
        self.assertIn("1 slower, 0 faster", text_report.write(rate))


class MarkdownTest(Reports):
    def columns(self, line):
        """As GitHub counts them: an escaped bar is none."""
        return len(re.findall(r"(?<!\\)\|", line)) - 1

    def test_every_row_has_the_columns_of_the_head(self):
        for found in (self.found, self.odd()):
            lines = [
                line for line in markdown_report.write(found).splitlines() if line.startswith("|")
            ]
            self.assertEqual({self.columns(line) for line in lines}, {8})
            self.assertRegex(lines[1], r"^\|(---:?\|){8}$")
            self.assertEqual(len(lines) - 2, len(found.comparisons))

    def test_the_table_is_a_block_of_its_own(self):
        blocks = markdown_report.write(self.found).split("\n\n")
        table = next(block for block in blocks if block.startswith("|"))
        self.assertIn("| `slow` | 10 | 99.95 ns | 119.9 ns | 1.200 |", table)
        self.assertIn("**slower**", table)

    def test_names_are_code_and_texts_are_escaped(self):
        text = markdown_report.write(self.odd())
        self.assertIn("`a\\|b`", text)
        self.assertIn("`` `code` ``", text)
        self.assertIn("commit: \\|\\`\\< in OLD, absent in NEW", text)
        self.assertIn(
            "- `broken`: failed in NEW: wrong \\| result", markdown_report.write(self.found)
        )


class JsonTest(Reports):
    def test_it_says_what_was_found(self):
        read = json.loads(json_report.write(self.found))
        self.assertEqual((read["schema"], read["version"]), ("bench-compare", 1))
        self.assertEqual(
            [one["name"] for one in read["comparisons"]], ["slow", "fast", "same", "unsure"]
        )
        for told, one in zip(read["comparisons"], self.found.comparisons):
            self.assertEqual(told["repetitions"], {"old": one.sizes[0], "new": one.sizes[1]})
            self.assertEqual(told["median"], {"old": one.medians[0], "new": one.medians[1]})
            self.assertEqual(told["interval"], vars(one.interval))
            self.assertEqual(
                (told["ratio"], told["u"], told["p"], told["p_adjusted"]),
                (one.ratio, one.test.u, one.test.p, one.p_adjusted),
            )
        self.assertEqual(
            [one["verdict"] for one in read["comparisons"]],
            ["slower", "faster", "same", "undecided"],
        )
        self.assertEqual(
            [one["regression"] for one in read["comparisons"]], [True, False, False, False]
        )
        self.assertEqual(
            read["counts"], {"slower": 1, "faster": 1, "same": 1, "undecided": 1, "failed": 1}
        )
        self.assertEqual(
            read["failures"],
            [{"name": "broken", "old": None, "new": "wrong | result", "regression": True}],
        )
        self.assertEqual(read["not_compared"], [{"name": "gone", "reason": "only in OLD"}])
        self.assertEqual(read["notes"], self.found.notes)
        self.assertTrue(read["regression"])

    def test_its_fields_are_those_that_the_readme_documents(self):
        readme = README.read_text(encoding="utf-8")
        read = json.loads(json_report.write(self.found))
        for field in [*read, *read["comparisons"][0]]:
            self.assertTrue(f"`{field}`" in readme, field)

    def test_names_come_back_as_they_were(self):
        read = json.loads(json_report.write(self.odd()))
        self.assertEqual([one["name"] for one in read["comparisons"]], ODD_NAMES)

    def test_what_is_infinite_or_unknown_is_null(self):
        old = document(entries("a", spread(1), c=0), entries("b", spread(1, 3), c=1))
        new = document(entries("a", spread(1), c=1), entries("b", spread(1, 3), c=1))
        read = json.loads(json_report.write(self.judge(old, new, metric="c")))
        infinite, few = read["comparisons"]
        self.assertEqual((infinite["ratio"], infinite["interval"]["high"]), (None, None))
        self.assertEqual(few["interval"], {"estimate": 1, "low": None, "high": None})
        self.assertIsNone(read["unit"])


class SvgTest(Reports):
    def parse(self, found):
        return xml.etree.ElementTree.fromstring(svg_report.write(found))

    def texts(self, svg):
        return [text.text for text in svg.iter(SVG + "text")]

    def test_it_has_a_title_a_description_and_a_row_for_each_name(self):
        svg = self.parse(self.found)
        self.assertEqual(svg.get("role"), "img")
        self.assertEqual(svg.get("aria-labelledby"), "title desc")
        self.assertIn("1 slower", svg.find(SVG + "title").text)
        self.assertIn("slow: 1.200, interval 1.196 to 1.204, slower.", svg.find(SVG + "desc").text)
        self.assertEqual(len(svg.findall(SVG + "g")), 4)
        self.assertIn("broken failed in NEW: wrong | result", self.texts(svg))

    def test_names_are_escaped_and_long_ones_shortened(self):
        texts = self.texts(self.parse(self.odd()))
        self.assertIn(ODD_NAMES[0], texts)
        self.assertIn("tab\\tline\\nescape\\x1b[31m", texts)
        self.assertIn("x" * 32 + "\u2026" + "x" * 31, texts)

    def test_it_refers_to_nothing_outside(self):
        text = svg_report.write(self.odd())
        self.assertNotIn("href", text)
        self.assertNotIn("url(", text)

    def test_rows_of_sixty_names_dont_overlap_and_lie_within(self):
        names = [f"read/{index}/some/longer/name" for index in range(60)]
        old = document(*(entries(name, spread(100)) for name in names))
        new = document(*(entries(name, spread(70 + index)) for index, name in enumerate(names)))
        svg = self.parse(self.judge(old, new))
        rows = [text for row in svg.findall(SVG + "g") for text in row.findall(SVG + "text")[:1]]
        heights = [float(text.get("y")) for text in rows]
        self.assertEqual(len(heights), 60)
        self.assertTrue(all(below - above >= 14 for above, below in zip(heights, heights[1:])))
        self.assertLess(
            max(float(text.get("y")) for text in svg.iter(SVG + "text")), float(svg.get("height"))
        )

    def test_what_is_beyond_the_axis_is_drawn_at_its_end(self):
        old = document(entries("a", spread(1), c=0), entries("b", spread(1), c=5))
        new = document(entries("a", spread(1), c=1), entries("b", spread(1), c=0))
        self.assertNotIn("nan", svg_report.write(self.judge(old, new, metric="c")))
        self.assertNotIn("inf ", svg_report.write(self.judge(old, new, metric="c")))

    def test_without_a_comparison_it_is_a_picture_still(self):
        found = self.judge(document([entry("a", 1)]), document([failed("a")]))
        self.assertEqual(self.parse(found).findall(SVG + "g"), [])


class AxisTest(Reports):
    def test_ticks_are_round_hold_1_and_have_room(self):
        for ratios in (
            [1.0],
            [0.99, 1.002],
            [0.5, 1.4],
            [0.9, 30],
            [1e-7, 1e8],
            [1e-300, 2],
            [1.0, 4.7],
        ):
            axis = log_axis.around(ratios, ratios, 0.05, 0, 440)
            ticks = axis.ticks()
            self.assertIn(1, ticks)
            self.assertLessEqual(len(ticks), 10)
            places = [axis.position(tick) for tick in ticks]
            self.assertEqual(places, sorted(places))
            self.assertTrue(all(0 <= place <= 440 for place in places))
            self.assertTrue(all(len(f"{tick:g}") <= 6 for tick in ticks), ticks)

    def test_halves_and_doubles_are_equally_far_from_1(self):
        axis = log_axis.around([0.4, 3.0], [], 0.05, 0, 440)
        half, one, double = (axis.position(ratio) for ratio in (0.5, 1, 2))
        self.assertAlmostEqual(one - half, double - one)

    def test_a_wide_interval_doesnt_squeeze_the_rest(self):
        axis = log_axis.around([1.1], [0.0001, 5000], 0.05, 0, 440)
        self.assertEqual(axis.position(5000), 440)
        self.assertFalse(axis.holds(5000))
        self.assertLess(axis.high / axis.low, 6)
