"""The commands that build.sh led to: compiler and flags are the service's."""

import collections
import json
import re
import shlex

from .report import Report, require
from .service import Flavour
from .workspace import run

# What the service alone decides.
_FORBIDDEN = re.compile(
    r"-fsanitize|-fno-sanitize|-O|-march=|-mtune=|-stdlib=|-fprofile|-fcoverage|-DNDEBUG$|-flto|"
    r"-g\d?$"
)


def _added(words: list[str], flags: list[str]) -> list[str]:
    """The words that aren't the service's."""
    given = collections.Counter(flags)
    added = []
    for word in words:
        if given[word] > 0:
            given[word] -= 1
        else:
            added.append(word)
    return added


def _links(flavour: Flavour) -> dict[str, list[str]]:
    """The words of each command that links a program, by its name."""
    commands = run(["ninja", "-C", flavour.build, "-t", "commands", "fuzz_package"]).stdout
    links = {}
    for line in commands.splitlines():
        words = line.split()
        if (
            "-o" in words
            and "-c" not in words
            and not line.endswith(".a")
            and "cmake" not in words[0]
        ):
            links[words[words.index("-o") + 1]] = [
                word for word in words if word not in (":", "&&")
            ]
    return links


def check_flags(report: Report, flavour: Flavour, targets: list[str]) -> None:
    flags = flavour.flags()
    engine = flavour.engine_argument

    def compiles():
        commands = json.loads((flavour.build / "compile_commands.json").read_text())
        require(commands, "compile_commands.json is empty")
        for command in commands:
            words = shlex.split(command["command"])
            compiler = 1 if words[0].endswith("ccache") else 0
            require(
                words[compiler].split("/")[-1] in flavour.compiler,
                f"{command['file']} is compiled by {words[compiler]}",
            )
            missing = [flag for flag in flags if flag not in words]
            require(not missing, f"{command['file']} is compiled without {missing}")
            bad = [word for word in _added(words[compiler + 1 :], flags) if _FORBIDDEN.match(word)]
            require(not bad, f"{command['file']} is compiled with {bad} of our own")
            require(
                engine not in _added(words, flags), f"{command['file']} is compiled with {engine}"
            )
        return f"{len(commands)} files"

    def links():
        commands = _links(flavour)
        programs = {name.rsplit("/", 1)[-1]: words for name, words in commands.items()}
        require(
            set(targets) == set(programs),
            f"programs linked: {sorted(programs)}; fuzz targets: {targets}",
        )
        for name, words in programs.items():
            compiler = next(word for word in words if not word.endswith("ccache"))
            require(
                compiler.split("/")[-1] == flavour.compiler[1], f"{name} is linked by {compiler}"
            )
            added = _added(words, flags)
            require(
                added.count(engine) == 1,
                f"{name} is linked with {engine} {added.count(engine)} times",
            )
            bad = [word for word in added if _FORBIDDEN.match(word) and word != engine]
            require(not bad, f"{name} is linked with {bad} of our own")
        return f"{len(programs)} programs"

    report.item(
        f"{flavour.name}: every file is compiled with the service's compiler and flags alone",
        compiles,
    )
    report.item(
        f"{flavour.name}: the fuzz targets, and nothing else, are linked with the engine", links
    )
