"""What a run prints: survivors as they come, a score for each file, and the sum."""
import collections
import json
import sys
import time

COLUMNS = ["killed", "survived", "explained", "same", "invalid"]


class Progress:
    """On a terminal one line that changes; else a line now and then. Survivors are always printed."""

    SECONDS = 30

    def __init__(self, total, stream=sys.stderr):
        self._total = total
        self._stream = stream
        self._terminal = stream.isatty()
        self._done = collections.Counter()
        self._last = 0.0

    def note(self, text, always=True):
        """What is done before there is an outcome. `always`: also where lines would be too many."""
        self._show(text, always=always and not self._terminal)

    def take(self, outcome):
        self._done[outcome.outcome] += 1
        if outcome.outcome == "survived":
            self.clear()
            print(f"survived: {outcome.mutant.describe()}", flush=True)
        count = sum(self._done.values())
        parts = ", ".join(f"{self._done[name]} {name}" for name in COLUMNS if self._done[name])
        self._show(f"{count} of {self._total}: {parts}", always=count == self._total)

    def _show(self, text, always=False):
        now = time.monotonic()
        if self._terminal:
            self._stream.write(f"\r\x1b[K{text[:110]}")
            self._stream.flush()
        elif always or now - self._last >= self.SECONDS:
            self._last = now
            print(text, file=self._stream, flush=True)

    def clear(self):
        if self._terminal:
            self._stream.write("\r\x1b[K")
            self._stream.flush()


def score(counts):
    """Of the mutants that could be killed and that no reason excuses."""
    judged = counts["killed"] + counts["survived"]
    return f"{100 * counts['killed'] / judged:.1f} %" if judged else "-"


def table(outcomes):
    by_file = {}
    for outcome in outcomes:
        by_file.setdefault(outcome.mutant.file, collections.Counter())[outcome.outcome] += 1
    total = sum(by_file.values(), collections.Counter())
    width = max([len(file) for file in by_file] + [len("total")])
    lines = [f"{'file':<{width}} {'mutants':>8} " + " ".join(f"{name:>9}" for name in COLUMNS)
             + f" {'score':>8}"]
    rows = sorted(by_file.items()) + ([("total", total)] if len(by_file) > 1 else [])
    for file, counts in rows:
        lines.append(f"{file:<{width}} {sum(counts.values()):>8} "
                     + " ".join(f"{counts[name]:>9}" for name in COLUMNS) + f" {score(counts):>8}")
    return "\n".join(lines)


def killers_table(outcomes):
    """How many mutants each test was the first to kill."""
    counts = collections.Counter(outcome.by for outcome in outcomes if outcome.outcome == "killed")
    return "\n".join(f"{count:>7} killed by {name}" for name, count in counts.most_common())


def as_json(outcomes, stale):
    counts = collections.Counter(outcome.outcome for outcome in outcomes)
    return json.dumps({
        "counts": {name: counts[name] for name in COLUMNS},
        "stale": [entry.line for entry in stale],
        "mutants": [{"id": outcome.mutant.id, **outcome.mutant.identity._asdict(),
                     "line": outcome.mutant.lines[0], "outcome": outcome.outcome, "by": outcome.by,
                     "detail": outcome.detail} for outcome in outcomes],
    }, indent=1) + "\n"
