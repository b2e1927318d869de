"""The comparison for a pull request or an issue: a table of GitHub's Markdown."""

from __future__ import annotations

import re

from . import wording
from .judgement import Judgement, Verdict

_ESCAPED = re.compile(r"([\\`*_{}\[\]<>()#+!|~&$@])")


def write(judgement: Judgement) -> str:
    settings = judgement.settings
    blocks = [
        f"**{wording.summary(judgement)}**",
        f"{_text(wording.subject(settings))}. OLD is {_code(judgement.old.file)}, "
        f"NEW is {_code(judgement.new.file)}.",
        "\n".join(_table(judgement)) if judgement.comparisons else "",
        wording.thresholds(settings),
    ]
    for heading, lines in wording.sections(judgement):
        items = [
            f"- {_code(name)}: {_text(text)}" if name else f"- {_text(text)}"
            for name, text in lines
        ]
        blocks.append("\n".join([f"**{heading}**", "", *items]))
    return "\n\n".join(block for block in blocks if block) + "\n"


def _table(judgement: Judgement) -> list[str]:
    settings = judgement.settings
    confidence = f"{wording.percent(settings.confidence)} interval"
    lines = [
        f"| name | n | OLD | NEW | ratio | {confidence} | p (Holm) | verdict |",
        "|---|---:|---:|---:|---:|---:|---:|---|",
    ]
    for one in judgement.comparisons:
        verdict = wording.verdict(one, settings)
        cells = [
            _code(one.name).replace("|", "\\|"),  # Splits a cell even between backticks.
            wording.repetitions(one),
            *(wording.quantity(median, settings) for median in one.medians),
            wording.ratio(one.ratio),
            wording.interval(one),
            wording.p_value(one.p_adjusted),
            f"**{verdict}**" if one.verdict in (Verdict.WORSE, Verdict.BETTER) else verdict,
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def _text(text: str) -> str:
    return _ESCAPED.sub(r"\\\1", text)


def _code(text: str) -> str:
    """Between more backticks than the text has in a row."""
    text = wording.printable(text)
    fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return fence + space + text + space + fence
