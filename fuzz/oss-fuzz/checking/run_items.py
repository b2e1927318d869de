"""The fuzz targets where the services run them: elsewhere than they were built, on their seeds."""

import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import zipfile

from .report import Report, require
from .service import RUN_ARGUMENTS, Flavour, run_environment
from .workspace import Failed, Workspace, run

_NOBODY = 65534
_SLOWEST_SECONDS = 25
_RSS_MEBIBYTES = 2560


def unpack_seeds(flavour: Flavour, target: str, folder: pathlib.Path) -> int:
    """Puts a target's seeds into the folder, which it empties; their number."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with zipfile.ZipFile(flavour.out / f"{target}_seed_corpus.zip") as archive:
        archive.extractall(folder)
        return len(archive.namelist())


def runner_flags(folder: pathlib.Path, target: str) -> list[str]:
    """The options beside a target as the runner passes them on."""
    lines = (folder / f"{target}.options").read_text().splitlines()
    pairs = [line.split(" = ", 1) for line in lines if " = " in line]
    return [f"-{key}={value}" for key, value in pairs]


def check_moved(report: Report, workspace: Workspace, flavour: Flavour, targets: list[str]) -> None:
    """In a folder of another name that can't be written to, by a user who can't, sources hidden."""

    def runs():
        hidden = workspace.source.with_name("hidden")
        with tempfile.TemporaryDirectory(prefix="moved-") as name:
            moved = pathlib.Path(name) / "out"
            shutil.copytree(flavour.out, moved)
            moved.parent.chmod(0o755)
            moved.chmod(0o555)
            workspace.source.rename(hidden)
            try:
                for target in targets:
                    _run_as_nobody(moved, target)
            finally:
                hidden.rename(workspace.source)
                moved.chmod(0o755)

    report.item(
        f"{flavour.name}: each runs in a moved, read-only folder, from another folder, without "
        "its sources",
        runs,
    )


def _run_as_nobody(moved: pathlib.Path, target: str) -> None:
    user = {"user": _NOBODY, "group": _NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
    before = sorted(moved.iterdir())
    done = subprocess.run(
        [moved / target, *RUN_ARGUMENTS, "-runs=200", "-seed=1"],
        cwd="/",
        env=run_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
        **user,
    )
    require(
        done.returncode == 0 and "Done 200 runs" in done.stdout,
        f"{target}: exit {done.returncode}\n{done.stdout[-1500:]}",
    )
    require(sorted(moved.iterdir()) == before, f"{target} wrote into its folder")


def check_seeds(report: Report, workspace: Workspace, flavour: Flavour, targets: list[str]) -> None:
    """Each seed, under the runner's options, once: what a service does first."""

    def runs():
        told = []
        for target in targets:
            seeds = workspace.root / "seeds" / target
            unpack_seeds(flavour, target, seeds)
            # libFuzzer passes over an empty one: it runs the empty input by itself.
            count = sum(1 for seed in seeds.iterdir() if seed.stat().st_size > 0)
            done = run(
                [
                    flavour.out / target,
                    "--",
                    *RUN_ARGUMENTS,
                    *runner_flags(flavour.out, target),
                    "-runs=0",
                    f"-artifact_prefix={workspace.root}/logs/{target}-",
                    "-print_final_stats=1",
                    seeds,
                ],
                env=run_environment(),
                cwd=flavour.out,
                log=workspace.log(f"{flavour.name}-{target}-seeds"),
            )
            told.append(f"{target} {_judge_seeds(target, done.stdout, count)}")
        return ", ".join(told)

    report.item(f"{flavour.name}: the seeds run clean, in time and memory", runs)


def _judge_seeds(target: str, output: str, count: int) -> str:
    loaded = _number(output, r"files: (\d+)", target)
    require(loaded == count, f"{target} loaded {loaded} of {count} seeds that aren't empty")
    rss = _number(output, r"stat::peak_rss_mb: +(\d+)", target)
    require(rss < _RSS_MEBIBYTES, f"{target} took {rss} MiB")
    slowest = _number(output, r"stat::slowest_unit_time_sec: +(\d+)", target)
    require(slowest < _SLOWEST_SECONDS, f"{target}'s slowest seed took {slowest} s")
    return f"{count} seeds {rss} MiB"


def _number(output: str, pattern: str, target: str) -> int:
    found = re.search(pattern, output)
    if not found:
        raise Failed(f"{target} printed nothing like {pattern}\n{output[-1000:]}")
    return int(found.group(1))


def check_archive_run(
    report: Report, workspace: Workspace, flavour: Flavour, targets: list[str]
) -> None:
    def runs():
        told = []
        for target in targets:
            seeds = workspace.root / "seeds" / target
            count = unpack_seeds(flavour, target, seeds)
            done = run(
                [flavour.out / target, seeds],
                env=run_environment(),
                cwd=flavour.out,
                log=workspace.log(f"{flavour.name}-{target}-seeds"),
            )
            ran = re.search(r"ran (\d+) inputs, (\d+) mutants", done.stdout)
            require(ran and int(ran.group(1)) == count, f"{target} didn't run its {count} seeds")
            told.append(f"{target} {ran.group(1)} seeds {ran.group(2)} mutants")
        return ", ".join(told)

    report.item(
        f"{flavour.name}: each runs its seeds on an engine with a main of its own and a stub "
        "for LLVMFuzzerMutate",
        runs,
    )
