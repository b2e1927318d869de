"""Draws what peers take in times of what the model takes, by gnuplot, as SVG.

The SVG ends with a comment that names its own digest and that of the script it was drawn by. So a
test can tell that a picture shows a record, though no two versions of gnuplot draw the same bytes.
"""

from __future__ import annotations

import hashlib
import re
import subprocess

from comparing import results, wording

from . import measuring, ratios, sets

_WIDTH, _LANE, _TOP, _BOTTOM = 960, 11, 86, 96
# Of Okabe and Ito, which the colour-blind tell apart; and a shape each, filled or not.
_LOOKS = (
    ("#0072B2", 7, 6),
    ("#E69F00", 5, 4),
    ("#009E73", 9, 8),
    ("#D55E00", 13, 12),
    ("#CC79A7", 11, 10),
    ("#000000", 15, 14),
)
_COMMENT = re.compile(r"<!-- script ([0-9a-f]{64}) drawing ([0-9a-f]{64}) -->\n\Z")
_TITLE = "Peer\u2019s time / model\u2019s time: a ratio, independent of the machine\u2019s speed"
_TICKS = (0.5, 1, 2, 5, 10, 20, 50, 100, 200)


def is_of(svg: str, runs: sets.RunSet) -> bool:
    """Whether the picture was drawn from these runs, by the script of today, and left as it was."""
    comment = _COMMENT.search(svg)
    return comment is not None and comment.groups() == (
        _digest(script(runs)),
        _digest(svg[: comment.start()]),
    )


def draw(runs: sets.RunSet) -> str:
    """The SVG. Raises Unrunnable without gnuplot, or where it fails."""
    commands = script(runs)
    try:
        ended = subprocess.run(
            ["gnuplot", "-"], input=commands, capture_output=True, encoding="utf-8", check=False
        )
    except OSError as error:
        raise measuring.Unrunnable(
            f"gnuplot: {error.strerror}; cmake/install-packages installs it"
        ) from error
    if ended.returncode != 0 or not ended.stdout.rstrip().endswith("</svg>"):
        raise measuring.Unrunnable(f"gnuplot: no picture\n{ended.stderr.strip()}")
    svg = re.sub("<title>.*?</title>", f"<title>{_TITLE}</title>", ended.stdout, count=1)
    return svg + f"<!-- script {_digest(commands)} drawing {_digest(svg)} -->\n"


def script(runs: sets.RunSet) -> str:
    """What gnuplot is told: all that the picture shows."""
    rows = ratios.rows(runs.medians[sets.BODY])
    if not rows:
        raise results.Unreadable(f"{runs.folder}: no row in which the model has a peer")
    groups = list(dict.fromkeys(row.group for row in rows))
    libraries = list(dict.fromkeys(name for row in rows for name in row.peers))
    height = _TOP + _BOTTOM + len(groups) * _LANE * (len(libraries) + 1)
    lines = [*_head(runs, height), *_axes(rows, groups)]
    for kind in ratios.KINDS:
        lines += _data(rows, groups, libraries, kind)
    for kind in ratios.KINDS:
        lines += _panel(groups, kind)
        plots = [_plot(kind, library, at, runs) for at, library in enumerate(libraries)]
        if kind == ratios.KINDS[-1]:
            lines.append(
                f"set key at screen 0.5, screen {34 / height:.4f} center center maxrows 2 "
                "Left reverse width -8 samplen 1 spacing 1.2"
            )
            plots += [_legend(library, at, runs) for at, library in enumerate(libraries)]
        lines.append("plot " + ", \\\n  ".join(plots))
    return "\n".join([*lines, "unset multiplot"]) + "\n"


def _head(runs: sets.RunSet, height: int) -> list[str]:
    told = (
        f"{runs.context.get('compiler')} {runs.flags}; right of 1 the model is faster; "
        "lines: spread over the runs"
    )
    return [
        "set encoding utf8",
        # Its own background: as readable on a dark page as on a light one.
        f"set terminal svg size {_WIDTH},{height} fixed noenhanced background rgb 'white' "
        "font 'Helvetica,Arial,sans-serif,13' name 'ratios'",
        f"set label 1 {_quoted(_TITLE)} at screen 0.5, screen {1 - 20 / height:.4f} center "
        "font ',16'",
        f"set label 2 {_quoted(told)} at screen 0.5, screen {1 - 40 / height:.4f} center "
        "textcolor rgb '#444444'",
        "set multiplot",
        "set border 1 linecolor rgb '#555555'",
        f"set tmargin at screen {1 - _TOP / height:.4f}",
        f"set bmargin at screen {_BOTTOM / height:.4f}",
        "unset key",
        "set bars 0",
    ]


def _axes(rows: list[ratios.Row], groups: list[str]) -> list[str]:
    """One scale for both panels, between the ticks around what is shown."""
    shown = [end for row in rows for one in row.peers.values() for end in (one.low, one.high, 1)]
    low = max((tick for tick in _TICKS if tick <= min(shown)), default=min(shown))
    high = min((tick for tick in _TICKS if tick >= max(shown)), default=max(shown))
    ticks = ", ".join(f"'{tick:g}' {tick:g}" for tick in _TICKS if low <= tick <= high)
    lines = [
        "set logscale x",
        f"set xrange [{low * 0.95:.4g}:{high * 1.05:.4g}]",
        f"set yrange [{len(groups)}:0]",
        f"set xtics nomirror out textcolor rgb '#222222' ({ticks})",
        "set grid xtics linecolor rgb '#d8d8d8' linetype 1",
    ]
    edges = (f"graph {side}, first {at}" for at in range(len(groups) + 1) for side in (0, 1))
    for start, end in zip(edges, edges):
        lines.append(f"set arrow from {start} to {end} nohead linecolor rgb '#c8c8c8'")
    lines.append(
        "set arrow from 1, graph 0 to 1, graph 1 nohead linecolor rgb '#222222' linewidth 2"
    )
    return lines


def _data(rows, groups: list[str], libraries: list[str], kind: str) -> list[str]:
    """A block for each library: ratio, lane, and the least and the greatest of the runs."""
    lines = []
    for at, library in enumerate(libraries):
        lines.append(f"{_block(kind, at)} << END")
        for row in rows:
            if row.kind == kind and library in row.peers:
                ratio = row.peers[library]
                lane = groups.index(row.group) + (at + 1) / (len(libraries) + 1)
                lines.append(f"{ratio.middle:.4g} {lane:.4g} {ratio.low:.4g} {ratio.high:.4g}")
        # A block without points would be an error.
        lines += ["NaN NaN NaN NaN", "END"]
    return lines


def _panel(groups: list[str], kind: str) -> list[str]:
    is_first = kind == ratios.KINDS[0]
    left, right = (0.205, 0.575) if is_first else (0.615, 0.985)
    title = "strings borrowed (views)" if is_first else "strings owned, and writing"
    labels = ", ".join(f"{_quoted(group)} {at + 0.5}" for at, group in enumerate(groups))
    return [
        f"set lmargin at screen {left}",
        f"set rmargin at screen {right}",
        f"set title {_quoted(title)} offset 0,-0.5",
        f"set ytics scale 0 textcolor rgb '#222222' ({labels})" if is_first else "unset ytics",
        *(() if is_first else ("unset label",)),
    ]


def _plot(kind: str, library: str, at: int, runs: sets.RunSet) -> str:
    return f"{_block(kind, at)} using 1:2:3:4 with xerrorbars {_look(library, at, runs)} notitle"


def _legend(library: str, at: int, runs: sets.RunSet) -> str:
    told = runs.strictness
    title = f"{library}: strict"
    if told.is_lax(library):
        title = f"{library}: lax, accepts {told.accepted[library]} of {told.texts} bad texts"
    return f"NaN with points {_look(library, at, runs)} title {_quoted(title)}"


def _look(library: str, at: int, runs: sets.RunSet) -> str:
    """A lax library's mark is hollow."""
    colour, filled, hollow = _LOOKS[at % len(_LOOKS)]
    mark = hollow if runs.strictness.is_lax(library) else filled
    return f"pointtype {mark} pointsize 0.9 linewidth 2 linecolor rgb '{colour}'"


def _block(kind: str, at: int) -> str:
    return f"${kind}_{at}"


def _quoted(text: str) -> str:
    return "'" + wording.printable(text).replace("'", "''") + "'"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
