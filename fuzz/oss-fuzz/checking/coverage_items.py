"""The build for coverage: it yields numbers for model/, and seeds always cover the same."""

import hashlib
import json
import os
import pathlib
import re
import shutil

from .report import Report, require
from .run_items import unpack_seeds
from .service import Flavour, run_environment
from .workspace import Failed, Workspace, run

# Least percentages of model/: a point below what the seeds were measured to reach.
FLOORS = {"lines": 97.0, "functions": 97.0, "regions": 96.0}

# Functions whose coverage isn't the input's: libstdc++'s strings compare addresses here.
ADDRESS_DEPENDENT = ["_ZNKSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEE11_M_disjunctEPKc"]


def find_llvm_tool(name: str, compiler: str) -> str:
    """The tool of the compiler's own version: no other reads its profiles."""
    version = re.search(r"version (\d+)", run([compiler, "--version"]).stdout).group(1)
    for candidate in (
        f"/usr/lib/llvm-{version}/bin/{name}",
        shutil.which(f"{name}-{version}"),
        shutil.which(name),
    ):
        if candidate and pathlib.Path(candidate).exists():
            return candidate
    raise Failed(f"no {name} of version {version}: apt-get install llvm-{version}")


def check_coverage(
    report: Report, workspace: Workspace, flavour: Flavour, targets: list[str]
) -> None:
    profiles = workspace.root / "profiles"

    def merges():
        shutil.rmtree(profiles, ignore_errors=True)
        profiles.mkdir()
        for target in targets:
            seeds = workspace.root / "seeds" / target
            unpack_seeds(flavour, target, seeds)
            merged = profiles / f"{target}-merged"
            merged.mkdir()
            run(
                [flavour.out / target, "-merge=1", "-timeout=100", merged, seeds],
                env=run_environment() | {"LLVM_PROFILE_FILE": f"{profiles}/{target}.%1m.profraw"},
                cwd=flavour.out,
                log=workspace.log(f"{flavour.name}-{target}-merge"),
            )
            require(list(profiles.glob(f"{target}.*.profraw")), f"{target} left no profile")

    def numbers():
        _, cxx = flavour.compiler
        merged = profiles / "merged.profdata"
        run(
            [
                find_llvm_tool("llvm-profdata", cxx),
                "merge",
                "-sparse",
                *sorted(profiles.glob("*.profraw")),
                "-o",
                merged,
            ]
        )
        objects = [word for target in targets[1:] for word in ("-object", flavour.out / target)]
        exported = run(
            [
                find_llvm_tool("llvm-cov", cxx),
                "export",
                "-summary-only",
                f"-instr-profile={merged}",
                flavour.out / targets[0],
                *objects,
            ]
        )
        files = json.loads(exported.stdout[exported.stdout.index("{") :])["data"][0]["files"]
        # Names are as the compiler was given them: a compiler cache makes them relative.
        model = [
            file["summary"]
            for file in files
            if os.path.normpath(flavour.build / file["filename"]).startswith(
                f"{workspace.copy}/model/"
            )
        ]
        require(model, "no file of model/ is in the profile")
        return ", ".join(_judge(model, kind, floor) for kind, floor in FLOORS.items())

    report.item(f"{flavour.name}: each target merges its seeds and leaves a profile", merges)
    report.item(f"{flavour.name}: the seeds reach enough of model/", numbers)


def _judge(model: list[dict], kind: str, floor: float) -> str:
    count = sum(summary[kind]["count"] for summary in model)
    covered = sum(summary[kind]["covered"] for summary in model)
    percent = 100 * covered / count
    require(percent >= floor, f"{percent:.1f} % of the {kind}, of {floor} % at least")
    return f"{percent:.1f} % of {count} {kind}"


def check_determinism(
    report: Report, workspace: Workspace, flavour: Flavour, targets: list[str]
) -> None:
    """Links the build's objects with profile_engine.cc in place of the engine."""

    def same():
        folder = workspace.root / "determinism"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        engine = _build_engine(workspace, folder)
        told = []
        for target in targets:
            program = _link(flavour, target, engine, folder)
            seeds = workspace.root / "seeds" / target
            count = unpack_seeds(flavour, target, seeds)
            # Two processes: their addresses differ.
            first, second = (_covered(program, seeds, folder) for _ in range(2))
            require(len(first) == count, f"{target} told of {len(first)} of {count} seeds")
            differing = [line for line in first if line not in second]
            require(
                not differing, f"{target} covers something else when run again: {differing[:5]}"
            )
            told.append(f"{target} {count}")
        return ", ".join(told)

    report.item(
        f"{flavour.name}: each seed covers the same in any order and in another process", same
    )


def _build_engine(workspace: Workspace, folder: pathlib.Path) -> pathlib.Path:
    source = workspace.tree / "fuzz" / "oss-fuzz" / "checking" / "profile_engine.cc"
    run([workspace.compiler[1], "-std=c++20", "-O1", "-c", source, "-o", folder / "engine.o"])
    return folder / "engine.o"


def _link(
    flavour: Flavour, target: str, engine: pathlib.Path, folder: pathlib.Path
) -> pathlib.Path:
    commands = run(["ninja", "-C", flavour.build, "-t", "commands", f"fuzz/{target}"]).stdout
    command = commands.splitlines()[-1]
    for old, new in (
        (flavour.engine_argument, str(engine)),
        (f"-o fuzz/{target}", f"-o {folder}/{target}"),
    ):
        require(old in command, f"no {old} in the command that links {target}: {command}")
        command = command.replace(old, new)
    run(["sh", "-c", command], cwd=flavour.build)
    return folder / target


def _covered(program: pathlib.Path, seeds: pathlib.Path, folder: pathlib.Path) -> list[str]:
    ignored = [
        hashlib.md5(name.encode()).digest()[:8][::-1].hex() for name in ADDRESS_DEPENDENT
    ]
    done = run(
        [program, seeds, *ignored],
        cwd=folder,
        check=False,
        env=run_environment() | {"LLVM_PROFILE_FILE": f"{folder}/unused.profraw"},
    )
    differing = [line for line in done.stdout.splitlines() if line.startswith("differs: ")]
    require(not differing, f"{program.name} depends on what ran before: {differing[:5]}")
    require(done.returncode == 0, f"{program.name}: exit {done.returncode}\n{done.stdout[-1000:]}")
    return [
        line
        for line in done.stdout.splitlines()
        if re.fullmatch(r"[0-9a-f]{40} [0-9a-f]{16}", line)
    ]
