"""The comparison as a picture: a forest plot, a line for each name.

The mark is the ratio of the medians, the line through it the interval; colours are Okabe and Ito's,
which colour-blind people tell apart, and each verdict has a shape of its own besides. The file
refers to nothing outside it.
"""

from __future__ import annotations

import dataclasses
import textwrap
import xml.sax.saxutils

from . import log_axis, wording
from .judgement import Comparison, Judgement, Verdict

_ROW = 22
_CHARACTER = 7.3  # Of a monospaced font of 12 pixels, the width.
_NAME_MAX = 64
_PLOT_WIDTH = 440
_TOP = 118
_MARGIN = 16
_COLOURS = {
    Verdict.WORSE: "#d55e00",
    Verdict.BETTER: "#0072b2",
    Verdict.SAME: "#555555",
    Verdict.UNDECIDED: "#555555",
}
_STYLE = """
text { font: 12px "DejaVu Sans Mono", Menlo, Consolas, monospace; fill: #222 }
.title { font-size: 15px; font-weight: bold }
.faint { fill: #666 }
.grid { stroke: #e4e4e4 }
.one { stroke: #222; stroke-width: 1.5 }
.band { fill: #f0e442; fill-opacity: 0.3 }
.stripe { fill: #000; fill-opacity: 0.035 }
"""


@dataclasses.dataclass(frozen=True)
class _Layout:
    judgement: Judgement
    axis: log_axis.LogAxis
    columns: tuple[float, float, float]  # Of ratio, interval and verdict.
    width: float

    @property
    def bottom(self) -> float:
        return _TOP + _ROW * len(self.judgement.comparisons)


def write(judgement: Judgement) -> str:
    layout = _layout(judgement)
    remarks = _remarks(layout)
    height = layout.bottom + 62 + 17 * len(remarks) + _MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{layout.width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {layout.width:.0f} {height:.0f}" role="img" aria-labelledby="title desc">',
        f'<title id="title">{_escaped(_title(judgement))}</title>',
        f'<desc id="desc">{_escaped(_description(judgement))}</desc>',
        f"<style>{_STYLE}</style>",
        f'<rect width="{layout.width:.0f}" height="{height:.0f}" fill="#fff"/>',
        *_head(layout),
        *_axis(layout),
    ]
    for index, comparison in enumerate(judgement.comparisons):
        parts += _row(layout, index, comparison)
    parts += _legend(layout)
    parts += [
        _text(_MARGIN, layout.bottom + 70 + 17 * index, line, "faint")
        for index, line in enumerate(remarks)
    ]
    return "\n".join([*parts, "</svg>"]) + "\n"


def _layout(judgement: Judgement) -> _Layout:
    settings, comparisons = judgement.settings, judgement.comparisons
    name_width = max([24, *(len(_name(one)) for one in comparisons)]) * _CHARACTER
    left = _MARGIN + name_width + 14
    ends = [
        end
        for one in comparisons
        if one.interval.low is not None
        for end in (one.interval.low, one.interval.high)
    ]
    axis = log_axis.around(
        [one.ratio for one in comparisons], ends, settings.effect, left, left + _PLOT_WIDTH
    )
    ratio_at = axis.right + 14 + 8 * _CHARACTER  # Its end: ratios are aligned on the right.
    interval_at = ratio_at + 14
    interval_width = max([14, *(len(wording.interval(one)) for one in comparisons)]) * _CHARACTER
    verdict_at = interval_at + interval_width + 14
    verdict_width = max([9, *(len(wording.verdict(one, settings)) for one in comparisons)])
    width = verdict_at + verdict_width * _CHARACTER + _MARGIN
    return _Layout(judgement, axis, (ratio_at, interval_at, verdict_at), width)


def _title(judgement: Judgement) -> str:
    return (
        f"{wording.printable(judgement.settings.metric)}, NEW / OLD: {wording.summary(judgement)}"
    )


def _description(judgement: Judgement) -> str:
    settings = judgement.settings
    lines = [
        f"{wording.printable(one.name)}: {wording.ratio(one.ratio)}, "
        f"interval {wording.interval(one)}, {wording.verdict(one, settings)}."
        for one in judgement.comparisons
    ]
    return " ".join([wording.thresholds(settings), *lines])


def _head(layout: _Layout) -> list[str]:
    judgement = layout.judgement
    room = int(layout.width / _CHARACTER) - 12
    files = [
        f"{file}: {_shortened(wording.printable(results.file), room)}"
        for file, results in (("OLD", judgement.old), ("NEW", judgement.new))
    ]
    ratio_at, interval_at, verdict_at = layout.columns
    confidence = f"{wording.percent(judgement.settings.confidence)} interval"
    below, above = Verdict.BETTER, Verdict.WORSE
    if judgement.settings.higher_is_better:
        below, above = above, below
    one = layout.axis.position(1)
    return [
        _text(_MARGIN, 28, _title(judgement), "title"),
        _text(_MARGIN, 48, files[0], "faint"),
        _text(_MARGIN, 65, files[1], "faint"),
        _text(one - 8, 92, f"\u2190 {judgement.settings.word(below)}", "faint", "end"),
        _text(one + 8, 92, f"{judgement.settings.word(above)} \u2192", "faint"),
        _text(ratio_at, 110, "ratio", "faint", "end"),
        _text(interval_at, 110, confidence, "faint"),
        _text(verdict_at, 110, "verdict", "faint"),
    ]


def _axis(layout: _Layout) -> list[str]:
    axis, bottom = layout.axis, layout.bottom
    upper = 1 + layout.judgement.settings.effect
    band = axis.position(1 / upper), axis.position(upper)
    parts = [
        f'<rect class="band" x="{band[0]:.1f}" y="{_TOP}" width="{band[1] - band[0]:.1f}" '
        f'height="{bottom - _TOP}"/>'
    ]
    for tick in axis.ticks():
        x = axis.position(tick)
        parts.append(f'<path class="grid" d="M{x:.1f} {_TOP}V{bottom + 4}"/>')
        parts.append(_text(x, 110, f"{tick:g}", "faint", "middle"))
        parts.append(_text(x, bottom + 18, f"{tick:g}", "faint", "middle"))
    parts.append(f'<path class="one" d="M{axis.position(1):.1f} {_TOP}V{bottom}"/>')
    return parts


def _row(layout: _Layout, index: int, one: Comparison) -> list[str]:
    settings = layout.judgement.settings
    y = _TOP + _ROW * index + _ROW / 2
    ratio_at, interval_at, verdict_at = layout.columns
    medians = " to ".join(wording.quantity(median, settings) for median in one.medians)
    told = f"{medians}; p {wording.p_value(one.p_adjusted)}, {wording.repetitions(one)} repetitions"
    parts = [
        "<g>",
        f"<title>{_escaped(wording.printable(one.name))}: {_escaped(told)}</title>",
        _text(_MARGIN, y + 4, _name(one)),
        *_interval(layout.axis, y, one),
        _mark(layout.axis.position(one.ratio), y, one.verdict),
        _text(ratio_at, y + 4, wording.ratio(one.ratio), "", "end"),
        _text(interval_at, y + 4, wording.interval(one), "faint"),
        _text(verdict_at, y + 4, wording.verdict(one, settings)),
        "</g>",
    ]
    if index % 2 == 0:
        width = layout.width - _MARGIN
        parts.insert(
            0,
            f'<rect class="stripe" x="{_MARGIN / 2}" y="{y - _ROW / 2:.1f}" width="{width:.1f}" '
            f'height="{_ROW}"/>',
        )
    return parts


def _interval(axis: log_axis.LogAxis, y: float, one: Comparison) -> list[str]:
    """A line with a bar at an end that is shown, and an arrow at one that is farther out."""
    if one.interval.low is None:
        return []
    path = ""
    places = []
    for end, outward in ((one.interval.low, -1), (one.interval.high, 1)):
        x = axis.position(end)
        places.append(x)
        if axis.holds(end):
            path += f"M{x:.1f} {y - 4:.1f}v8"
        else:
            path += f"M{x - 6 * outward:.1f} {y - 5:.1f}L{x:.1f} {y:.1f}l{-6 * outward} 5"
    path += f"M{places[0]:.1f} {y:.1f}H{places[1]:.1f}"
    colour = _COLOURS[one.verdict]
    return [f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="1.6"/>']


def _mark(x: float, y: float, verdict: Verdict) -> str:
    colour = _COLOURS[verdict]
    if verdict is Verdict.WORSE:
        return f'<path d="M{x - 5:.1f} {y - 5:.1f}h10v10h-10z" fill="{colour}"/>'
    if verdict is Verdict.BETTER:
        return f'<path d="M{x:.1f} {y - 7:.1f}l7 7l-7 7l-7 -7z" fill="{colour}"/>'
    fill = colour if verdict is Verdict.SAME else "#fff"
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" fill="{fill}" stroke="{colour}" '
        'stroke-width="1.6"/>'
    )


def _legend(layout: _Layout) -> list[str]:
    settings = layout.judgement.settings
    y = layout.bottom + 42
    x = _MARGIN + 7.0
    parts = []
    for verdict in Verdict:
        word = settings.word(verdict)
        parts += [_mark(x, y - 4, verdict), _text(x + 12, y, word)]
        x += 12 + len(word) * _CHARACTER + 28
    band = f"within {wording.percent(settings.effect)}"
    parts += [f'<rect class="band" x="{x - 7:.1f}" y="{y - 11}" width="14" height="14"/>']
    parts += [_text(x + 12, y, f"{band}; mark: ratio of medians, line: interval")]
    return parts


def _remarks(layout: _Layout) -> list[str]:
    """What isn't in the plot, in lines that fit; names that one file lacks only as their number."""
    remarks = [wording.thresholds(layout.judgement.settings)]
    for heading, lines in wording.sections(layout.judgement):
        if heading == "Not compared":
            remarks.append(f"{len(lines)} {'name' if len(lines) == 1 else 'names'} not compared")
        else:
            remarks += [f"{name} {text}".strip() for name, text in lines]
    width = int((layout.width - 2 * _MARGIN) / _CHARACTER)
    return [
        line for remark in remarks for line in textwrap.wrap(remark, width, subsequent_indent="  ")
    ]


def _name(one: Comparison) -> str:
    return _shortened(wording.printable(one.name), _NAME_MAX)


def _shortened(text: str, most: int) -> str:
    """Without its middle: names differ at their ends."""
    if len(text) <= most:
        return text
    return text[: most // 2] + "\u2026" + text[len(text) - (most - most // 2 - 1) :]


def _text(x: float, y: float, text: str, style: str = "", anchor: str = "start") -> str:
    style = f' class="{style}"' if style else ""
    anchor = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f'<text x="{x:.1f}" y="{y:.1f}"{style}{anchor}>{_escaped(text)}</text>'


def _escaped(text: str) -> str:
    return xml.sax.saxutils.escape(text)
