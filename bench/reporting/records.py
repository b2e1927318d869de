"""Recorded runs: folders of bench/record/ named by date, time (UTC) and commit, with one set of
runs for each build, named by its flags:

    bench/record/2026-11-29-2215-0123abc/o2/body-1.json

The files are those of a measurement without what no reader needs: aggregates, counters that aren't
shown, the name of the machine, digits beyond the fifth. bench/compare and Google's compare.py read
them.
"""

from __future__ import annotations

import datetime
import json
import pathlib
import re
import shutil
import tempfile

from comparing import output, results

from . import ratios, scaling, sets, strictness

_NAME = re.compile(r"\d{4}-\d\d-\d\d-\d{4}-[0-9a-f]{7}")
_KEPT = (
    "name",
    "family_index",
    "run_type",
    "repetition_index",
    "iterations",
    "real_time",
    "cpu_time",
    "time_unit",
)
_COUNTERS = (ratios.RATE, ratios.MEMORY)
_PRIVATE = ("host_name", "executable")


def newest(records: pathlib.Path) -> list[sets.RunSet]:
    """The newest record's sets, the plainest build first. Raises Unreadable where there is none."""
    return read(newest_folder(records))


def newest_folder(records: pathlib.Path) -> pathlib.Path:
    folders = records.iterdir() if records.is_dir() else ()
    names = sorted(path.name for path in folders if _NAME.fullmatch(path.name))
    if not names:
        raise results.Unreadable(f"{records}: no record")
    return records / names[-1]


def read(record: pathlib.Path) -> list[sets.RunSet]:
    try:
        folders = sorted(path for path in record.iterdir() if path.is_dir())
    except OSError as error:
        raise results.Unreadable(f"{record}: {error.strerror}") from error
    found = [sets.read(folder) for folder in folders]
    if not found:
        raise results.Unreadable(f"{record}: empty")
    return sorted(found, key=lambda one: (len(one.flags), one.flags))


def make(folders: list[pathlib.Path], records: pathlib.Path) -> pathlib.Path:
    """Records what measurements left, one folder a build, as a whole or not at all. Raises
    Unreadable where they aren't of one commit, or of none: then nobody could measure again."""
    found = [sets.read(folder) for folder in folders]
    for one in found:
        if one.context.get("tree") != "clean" or not _is_commit(one.context.get("commit")):
            raise results.Unreadable(
                f"{one.folder}: measured with changes that are in no commit; commit, measure again"
            )
        if one.context["commit"] != found[0].context["commit"]:
            raise results.Unreadable(f"{one.folder}: not of the commit of {found[0].folder}")
    slugs = [_slug(one.flags) for one in found]
    if len(set(slugs)) < len(slugs):
        raise results.Unreadable(
            f"{folders[-1]}: two sets of runs with the flags {found[-1].flags}"
        )
    record = records / _name(found[0])
    if record.exists():
        raise output.Unwritable(f"{record}: is there already")
    try:
        _write(dict(zip(slugs, found)), record)
    except OSError as error:
        raise output.Unwritable(f"{record}: {error.strerror or error}") from error
    return record


def _is_commit(commit) -> bool:
    return isinstance(commit, str) and re.fullmatch("[0-9a-f]{40}|[0-9a-f]{64}", commit) is not None


def _name(runs: sets.RunSet) -> str:
    date = runs.context.get("date")
    try:
        began = datetime.datetime.fromisoformat(date).astimezone(datetime.timezone.utc)
    except (TypeError, ValueError) as error:
        raise results.Unreadable(f"{runs.folder}: context: date: {date!r}") from error
    return f"{began:%Y-%m-%d-%H%M}-{runs.context['commit'][:7]}"


def _slug(flags: str) -> str:
    """`o2-march-native` of `-O2 -march=native -DNDEBUG`."""
    told = [flag for flag in flags.split() if flag != "-DNDEBUG"]
    return re.sub("[^a-z0-9]+", "-", " ".join(told).lower()).strip("-") or "no-flags"


def _write(found: dict[str, sets.RunSet], record: pathlib.Path) -> None:
    record.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=record.parent) as scratch:
        whole = pathlib.Path(scratch) / record.name
        for slug, runs in found.items():
            (whole / slug).mkdir(parents=True)
            for file in runs.files:
                text = file.read_text(encoding="utf-8")
                (whole / slug / file.name).write_text(trimmed(text), encoding="utf-8")
            shutil.copyfile(runs.folder / strictness.FILE, whole / slug / strictness.FILE)
        whole.rename(record)


def trimmed(text: str) -> str:
    """Of a file that results.read() has read: one line for each key and each repetition."""
    document = json.loads(text)
    context = {key: value for key, value in document["context"].items() if key not in _PRIVATE}
    context["compiler_flags"] = context.get("compiler_flags", "").strip()
    lines = [f"{json.dumps(key)}: {json.dumps(value)}" for key, value in context.items()]
    entries = [json.dumps(_kept(one)) for one in document["benchmarks"] if not _is_aggregate(one)]
    return (
        '{"context": {\n'
        + ",\n".join(lines)
        + '\n},\n"benchmarks": [\n'
        + ",\n".join(entries)
        + "\n]}\n"
    )


def _is_aggregate(entry: dict) -> bool:
    return entry.get("run_type") == "aggregate"


def _kept(entry: dict) -> dict:
    keys = (*_KEPT, *_COUNTERS) if scaling.is_about(entry["name"]) else _KEPT
    return {key: _rounded(entry[key]) for key in keys if key in entry}


def _rounded(value):
    return float(f"{value:.5g}") if isinstance(value, float) else value
