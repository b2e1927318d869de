"""What the READMEs and the picture show of the newest record, and whether they do."""

from __future__ import annotations

import pathlib

from comparing import output, results

from . import picture, records, sets, tables

_BEGIN = "<!-- recorded benchmarks: written by bench/report -->\n"
_END = "<!-- end of recorded benchmarks -->\n"


def write(root: pathlib.Path) -> None:
    """Between the markers of both READMEs, and the picture."""
    found = records.newest(root / "bench" / "record")
    texts = {page: _replaced(page, part) for page, part in _parts(root, found).items()}
    drawing = picture.draw(found[0])
    for page, text in texts.items():
        output.write_file(str(page), text)
    output.write_file(str(_picture(root)), drawing)


def differing(root: pathlib.Path) -> list[pathlib.Path]:
    """The files that show something else than the newest record."""
    found = records.newest(root / "bench" / "record")
    wrong = [
        page for page, part in _parts(root, found).items() if _replaced(page, part) != _text(page)
    ]
    if not picture.is_of(_text(_picture(root)), found[0]):
        wrong.append(_picture(root))
    return wrong


def _picture(root: pathlib.Path) -> pathlib.Path:
    return root / "bench" / "record" / "ratios.svg"


def _parts(root: pathlib.Path, found: list[sets.RunSet]) -> dict[pathlib.Path, str]:
    return {
        root / "README.md": _short(found[0]),
        root / "bench" / "README.md": _long(found),
    }


def _short(plain: sets.RunSet) -> str:
    return (
        "![What each library takes in times of what the model takes, for each row: the numbers of "
        "the tables below](bench/record/ratios.svg)\n\n"
        f"{tables.short(plain)}\n{tables.conditions(plain)}\n"
    )


def _long(found: list[sets.RunSet]) -> str:
    parts = [f"### Targets\n\n{tables.of_targets(found)}"]
    for runs in found:
        parts.append(f"### Bodies, `{runs.flags}`\n\n{tables.long(runs, sets.BODY)}")
        for heading, table in (
            ("Refusals", tables.of_refusals(runs)),
            ("Growing collections", tables.of_sizes(runs)),
            ("Two threads", tables.of_threads(runs)),
        ):
            if table:
                parts.append(f"### {heading}, `{runs.flags}`\n\n{table}")
        for heading, program in (("Messages", sets.HTTP), ("Whole exchanges", sets.EXCHANGE)):
            if program in runs.medians:
                parts.append(f"### {heading}, `{runs.flags}`\n\n{tables.long(runs, program)}")
        parts.append(f"{tables.conditions(runs)}\n")
    name = found[0].folder.parent.name
    parts.append(f"The runs are in [`record/{name}`](record/{name}).\n")
    return "\n".join(parts)


def _replaced(page: pathlib.Path, part: str) -> str:
    """The page with this between its markers."""
    before, begin, rest = _text(page).partition(_BEGIN)
    _, end, after = rest.partition(_END)
    if not begin or not end:
        raise results.Unreadable(
            f"{page}: the markers are missing: {_BEGIN.strip()}, {_END.strip()}"
        )
    return f"{before}{_BEGIN}\n{part}\n{_END}{after}"


def _text(page: pathlib.Path) -> str:
    try:
        return page.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise results.Unreadable(f"{page}: {getattr(error, 'strerror', None) or error}") from error
