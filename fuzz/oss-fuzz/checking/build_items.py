"""build.sh itself: it succeeds, writes where it may, and again after an edit."""

import os
import pathlib

from .report import Report, require
from .service import Flavour
from .workspace import Workspace


def _snapshot(workspace: Workspace, flavour: Flavour) -> dict:
    """Each file beside the folders of this flavour, with what an edit would change."""
    own = {flavour.out.parent, workspace.root / "logs"}
    found = {}
    for folder, names, files in os.walk(workspace.root):
        here = pathlib.Path(folder)
        names[:] = [name for name in names if here / name not in own]
        for name in files:
            status = os.lstat(here / name)
            found[here / name] = (status.st_size, status.st_mtime_ns, status.st_ino)
    return found


def _describe(before: dict, after: dict) -> str:
    changed = [path for path in before.keys() | after.keys() if before.get(path) != after.get(path)]
    return "\n".join(str(path) for path in sorted(changed)[:10])


def check_build(report: Report, workspace: Workspace, flavour: Flavour) -> bool:
    before = _snapshot(workspace, flavour)

    def build():
        workspace.build(flavour)

    def writes_nothing_else():
        after = _snapshot(workspace, flavour)
        require(before == after, "written outside of $OUT and $WORK:\n" + _describe(before, after))
        return f"{len(before)} files as they were"

    built = report.item(f"{flavour.name}: build.sh succeeds", build)
    report.item(f"{flavour.name}: it writes into $OUT and $WORK only", writes_nothing_else)
    return built


def check_rebuild(report: Report, workspace: Workspace, flavour: Flavour) -> None:
    def rebuilds():
        source = workspace.copy / "model" / "violation.cc"
        program = flavour.out / "body_fuzz"
        text, before = source.read_text(), program.read_bytes()
        try:
            # A line more: the tables of lines differ.
            source.write_text("// Edited.\n" + text)
            workspace.build_again(flavour)
        finally:
            source.write_text(text)
        compiled = workspace.log(flavour.name).read_text().count("Building CXX object")
        require(
            program.read_bytes() != before, "body_fuzz is the same after an edit of violation.cc"
        )
        require(compiled == 1, f"{compiled} files were compiled after an edit of one")
        workspace.build_again(flavour)
        return "one file compiled"

    report.item(f"{flavour.name}: build.sh works again after an edit of one file", rebuilds)
