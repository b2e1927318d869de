"""run_tests.sh: passes without the network, leaves the tree alone, fails where the model is wrong.

The services' own check injects faults of these kinds into many functions at once. Here each is in
one function, which is harder to notice.
"""

import os
import re

from .report import Report, require
from .service import Flavour
from .workspace import Workspace, run

# What is done first in a function, and where: kind, file, function.
FAULTS = [
    ("abort", "__builtin_abort();", "model/body/writer.cc", "presence_fault"),
    ("trap", "__builtin_trap();", "model/exchange/preconditions.cc", "if_match"),
    (
        "write to null",
        "*(volatile int*)nullptr = 0;",
        "model/http/framing_values.cc",
        "coding_ends",
    ),
    ("wrong return", "return true;", "model/http/message_parse_content.cc", "extensions_may_end"),
    ("wrong return", "return false;", "model/body/finite_number.cc", "reaches_infinity"),
    ("wrong return", "return {};", "model/exchange/route.cc", "id_in_parentheses"),
    ("wrong return", "return false;", "model/page/fence.cc", "is_request_line"),
]


def _run_tests(workspace: Workspace, flavour: Flavour, name: str):
    command = ["bash", "-eu", workspace.source / "run_tests.sh"]
    if os.geteuid() == 0:
        # A network of its own, with nothing in it.
        command = ["unshare", "--net", *command]
    environment = flavour.build_environment()
    return run(command, env=environment, cwd=workspace.copy, log=workspace.log(name), check=False)


def _programs_run(output: str) -> list[str]:
    return re.findall(r"^run_tests: (\w+)$", output, re.MULTILINE)


def with_fault(text: str, file: str, function: str, statement: str) -> str:
    """The text with the statement first in the function's body."""
    head = re.compile(rf"^[A-Za-z].*\b{function}\([^;{{]*\)[^;{{]*\{{\n", re.MULTILINE)
    found = head.findall(text)
    require(len(found) == 1, f"{file} has {len(found)} functions {function}")
    return head.sub(lambda match: match.group(0) + "  " + statement + "\n", text)


def check_places(report: Report, workspace: Workspace) -> None:
    """Early and for nothing, that no function has moved which a fault is to be put into."""

    def places():
        for _, statement, file, function in FAULTS:
            with_fault((workspace.copy / file).read_text(), file, function, statement)

    report.item("each fault that run_tests.sh must fail on has its place", places)


def check_tests(report: Report, workspace: Workspace, flavour: Flavour) -> None:
    def passes():
        done = _run_tests(workspace, flavour, "run_tests")
        tail = "\n".join(done.stdout.splitlines()[-15:])
        require(done.returncode == 0, f"exit {done.returncode}\n{tail}")
        programs = _programs_run(done.stdout)
        require(programs, f"it ran nothing\n{tail}")
        return ", ".join(programs)

    def leaves_alone():
        status = run(["git", "-C", workspace.copy, "status", "--porcelain"]).stdout
        require(not status, f"git status after run_tests.sh:\n{status}")

    passed = report.item("run_tests.sh passes, without the network", passes)
    if passed:
        report.item("run_tests.sh leaves the tree as it was", leaves_alone)
    for kind, statement, file, function in FAULTS:
        _check_fault(report, workspace, flavour, passed, kind, statement, file, function)


def _check_fault(
    report: Report,
    workspace: Workspace,
    flavour: Flavour,
    passed: bool,
    kind: str,
    statement: str,
    file: str,
    function: str,
) -> None:
    def fails():
        require(passed, "shows nothing, since run_tests.sh fails without a fault as well")
        source = workspace.copy / file
        text = source.read_text()
        source.write_text(with_fault(text, file, function, statement))
        try:
            done = _run_tests(workspace, flavour, f"run_tests-{function}")
        finally:
            source.write_text(text)
        require(
            _programs_run(done.stdout),
            "the tests weren't built:\n" + "\n".join(done.stdout.splitlines()[-10:]),
        )
        require(done.returncode != 0, f"run_tests.sh passes with `{statement}` in {function}")

    report.item(f"run_tests.sh fails on a fault: {kind} in {function} of {file}", fails)
