"""How many texts each library wrongly accepts, from what `body_bench --accepts` prints."""

from __future__ import annotations

import dataclasses

from comparing import results

FILE = "accepts.md"
_ACCEPTS = "**accepts**"


@dataclasses.dataclass(frozen=True)
class Strictness:
    """`accepted` by library; a library that isn't there wasn't asked."""

    texts: int
    accepted: dict[str, int]

    def is_lax(self, library: str) -> bool:
        return self.accepted.get(library, 0) > 0


def sentence(told: Strictness) -> str:
    """What has to be said beside any time of a lax library."""
    counts = ", ".join(
        f"`{name}` {count or 'none'}"
        for name, count in told.accepted.items()
        if count > 0 or name == "model"
    )
    if not any(told.accepted.values()):
        return f"Each of {told.texts} texts that are due to be refused is refused by all."
    return (
        f"Of {told.texts} texts that are due to be refused, so many are accepted: {counts}. "
        "What a library doesn't check isn't in its time."
    )


def parse(text: str, file: str) -> Strictness:
    """Raises Unreadable for what isn't such a table."""
    lines = [_cells(line) for line in text.splitlines() if line.startswith("|")]
    if len(lines) < 3 or lines[0][:2] != ["text", "rule"]:
        raise results.Unreadable(f"{file}: not the table that body_bench --accepts prints")
    head, rows = lines[0], lines[2:]
    for line in rows:
        if len(line) != len(head):
            raise results.Unreadable(f"{file}: {line[0]}: {len(line)} cells, not {len(head)}")
    accepted = {
        library: sum(line[column] == _ACCEPTS for line in rows)
        for column, library in enumerate(head)
        if column >= 2
    }
    return Strictness(len(rows), accepted)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]
