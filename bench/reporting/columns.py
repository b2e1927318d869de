"""Lines of cells, heads first, for a terminal and for a README."""

from __future__ import annotations


def aligned(lines: list[list[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*lines)]
    told = ("  ".join(map(str.ljust, line, widths)).rstrip() for line in lines)
    return "".join(f"{line}\n" for line in told)


def markdown(lines: list[list[str]], words: int = 1) -> str:
    """The first columns are words, the others numbers."""
    rule = ["---"] * words + ["---:"] * (len(lines[0]) - words)
    return "".join("| " + " | ".join(line) + " |\n" for line in [lines[0], rule, *lines[1:]])
