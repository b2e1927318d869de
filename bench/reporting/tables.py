"""The README's tables, as Markdown."""

from __future__ import annotations

from . import columns, ratios, refusals, scaling, sets, strictness, targets

_BORROWED = "Strings borrowed (views)"
_HEADINGS = {
    sets.BODY: {ratios.VIEWS: _BORROWED, ratios.OWNING: "Strings owned, and writing"},
    sets.EXCHANGE: {ratios.VIEWS: _BORROWED, ratios.OWNING: "Writing"},
    sets.HTTP: {ratios.VIEWS: _BORROWED, ratios.OWNING: "Strings owned"},
}


def conditions(runs: sets.RunSet) -> str:
    """A sentence: when, of what, by what and where the runs were made."""
    context = runs.context
    loads = f"{min(runs.loads):.1f}"
    if max(runs.loads) != min(runs.loads):
        loads += f" to {max(runs.loads):.1f}"
    count = len(runs.medians[sets.BODY])
    return (
        f"Recorded on {str(context.get('date'))[:10]} at commit `{str(context.get('commit'))[:7]}` "
        f"with {context.get('compiler')} `{runs.flags}`, simdjson "
        f"{context.get('simdjson_version')} (stage 1 for {context.get('simdjson_implementation')}, "
        f"On-Demand for {context.get('simdjson_ondemand_implementation')}), "
        f"on {context.get('num_cpus')} processors "
        f"({context.get('cpu')}) with a load of {loads}: medians of {count} "
        f"{'runs' if count > 1 else 'run'} of {runs.repetitions} interleaved repetitions."
    )


def short(runs: sets.RunSet) -> str:
    """A table for each kind: ratios, and how many texts each library wrongly accepts."""
    return _tables(runs, sets.BODY, lambda ratio: _digits(ratio.middle), with_strictness=True)


def long(runs: sets.RunSet, program: str) -> str:
    """The same of any program, with the spread over the runs. Only readers of bodies were asked
    what they accept."""
    return _tables(runs, program, _with_spread, with_strictness=program == sets.BODY)


def of_targets(found: list[sets.RunSet]) -> str:
    """Each target and what each build reached, the spread over the runs."""
    judged = [targets.found(runs.rows) for runs in found]
    lines = [["row", "kind", "beside", "target", *(f"`{runs.flags}`" for runs in found)]]
    for outcomes in zip(*judged):
        target = outcomes[0].target
        lines.append(
            [
                f"`{target.group}`",
                target.kind,
                target.told_beside(" or ", _code),
                "-" if target.bound is None else str(target.bound),
                *(_reached(outcome) for outcome in outcomes),
            ]
        )
    return f"{columns.markdown(lines, words=3)}\n{strictness.sentence(found[0].strictness)}\n"


def of_refusals(runs: sets.RunSet) -> str:
    """Empty where the runs lack these rows, as the next two."""
    return _of(refusals.lines(runs.medians[sets.BODY], _time, _with_spread))


def of_sizes(runs: sets.RunSet) -> str:
    return _of(scaling.lines_of_sizes(runs, _code))


def of_threads(runs: sets.RunSet) -> str:
    told = _of(scaling.lines_of_threads(runs, _code))
    return told and f"{told}\nOn {scaling.processors(runs.context)}.\n"


def _of(lines: list[list[str]]) -> str:
    return columns.markdown(lines) if lines else ""


def _code(name: str) -> str:
    return f"`{name}`"


def _reached(outcome: targets.Outcome) -> str:
    if outcome.ratio is None:
        return "not recorded"
    told = f"{outcome.ratio.low:.2f} to {outcome.ratio.high:.2f}"
    return f"**{told}, not met**" if outcome.is_missed else told


def _tables(runs: sets.RunSet, program: str, cell, with_strictness: bool) -> str:
    rows = ratios.rows(runs.medians[program])
    parts = []
    for kind in ratios.KINDS:
        chosen = [row for row in rows if row.kind == kind]
        libraries = list(dict.fromkeys(name for row in chosen for name in row.peers))
        lines = [[_HEADINGS[program][kind], "model", *(f"`{name}`" for name in libraries)]]
        for row in chosen:
            cells = [cell(row.peers[name]) if name in row.peers else "" for name in libraries]
            lines.append([f"`{row.group}`", _time(row.nanoseconds), *cells])
        if with_strictness:
            lines.append(_strictness(runs, libraries))
        parts.append(columns.markdown(lines))
    return "\n".join(parts)


def _strictness(runs: sets.RunSet, libraries: list[str]) -> list[str]:
    told = runs.strictness
    cells = [str(told.accepted.get(name, "?")) for name in ("model", *libraries)]
    return [f"*wrongly accepted, of {told.texts} texts*", *cells]


def _with_spread(ratio: ratios.Ratio) -> str:
    return f"{_digits(ratio.middle)} ({_digits(ratio.low)} to {_digits(ratio.high)})"


def _digits(value: float) -> str:
    return f"{value:.2f}" if value < 9.995 else f"{value:.1f}"


def _time(nanoseconds: float) -> str:
    for factor, unit in ((1e6, "ms"), (1e3, "\u00b5s")):
        if nanoseconds >= factor:
            return f"{nanoseconds / factor:.3g} {unit}"
    return f"{nanoseconds:.3g} ns"
