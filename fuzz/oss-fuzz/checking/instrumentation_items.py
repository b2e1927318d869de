"""The rules of the services' bad_build_check, with its thresholds, and what it can't see.

It counts calls in the whole program. An empty target passes: of the address
sanitizer the runtime alone has thousands, of undefined behaviour 171. So our own
functions are counted as well.
"""

import re

from .report import Report, require
from .service import RUN_ARGUMENTS, Flavour, run_environment
from .workspace import run

_CALL = re.compile(r"\bcallq?\s+[0-9a-f]+\s+<(__asan|__dfsan|__msan|__ubsan)")
_FUNCTION = re.compile(r"^[0-9a-f]+ <(.*)>:$")
_OURS = re.compile(r"^connectorgroup::|^LLVMFuzzerTestOneInput")
_EDGES_LEAST = 100
# (least, most) calls in the whole program.
_BOUNDS = {
    "address": {"__asan": (1000, None), "__dfsan": (0, 0), "__msan": (0, 3), "__ubsan": (0, 200)},
    "undefined": {"__asan": (0, 0), "__dfsan": (0, 0), "__msan": (0, 3), "__ubsan": (168, None)},
}
_OWN = {"address": "__asan", "undefined": "__ubsan"}
# A hundred functions that are checked a few times each.
_OWN_LEAST = 1000


def _count_calls(program) -> tuple[dict[str, int], dict[str, int]]:
    """Calls of each sanitizer's runtime: in all, and from our functions."""
    every = dict.fromkeys(["__asan", "__dfsan", "__msan", "__ubsan"], 0)
    ours = dict(every)
    is_ours = False
    for line in run(["objdump", "-dC", "--no-show-raw-insn", program]).stdout.splitlines():
        function = _FUNCTION.match(line)
        if function:
            is_ours = bool(_OURS.match(function.group(1)))
            continue
        call = _CALL.search(line)
        if call:
            every[call.group(1)] += 1
            ours[call.group(1)] += is_ours
    return every, ours


def check_instrumentation(report: Report, flavour: Flavour, targets: list[str]) -> None:
    def starts():
        told = []
        for target in targets:
            done = run(
                [flavour.out / target, "--", *RUN_ARGUMENTS, "-seed=1337", "-runs=4"],
                env=run_environment(),
                cwd=flavour.out,
            )
            require("Done 4 runs" in done.stdout, f"{target} doesn't end with `Done 4 runs`")
            edges = re.search(r"Loaded \d+ modules? +\((\d+) inline 8-bit counters\)", done.stdout)
            require(edges, f"{target} loads no counters")
            require(
                int(edges.group(1)) >= _EDGES_LEAST,
                f"{target} has {edges.group(1)} edges, of {_EDGES_LEAST} at least",
            )
            told.append(f"{target} {edges.group(1)} edges")
        return ", ".join(told)

    def calls():
        told = []
        for target in targets:
            every, _ = counts[target] = _count_calls(flavour.out / target)
            for runtime, (least, most) in _BOUNDS[flavour.sanitizer].items():
                require(
                    every[runtime] >= least and (most is None or every[runtime] <= most),
                    f"{target} has {every[runtime]} calls of {runtime}; allowed: {least} to {most}",
                )
            told.append(f"{target} {every['__asan']}/{every['__ubsan']}")
        return "calls of __asan/__ubsan: " + ", ".join(told)

    def own_calls():
        told = []
        for target in targets:
            require(target in counts, f"{target} wasn't counted")
            own = counts[target][1][_OWN[flavour.sanitizer]]
            require(
                own >= _OWN_LEAST,
                f"{target}: {own} calls of {_OWN[flavour.sanitizer]} from our functions, "
                f"of {_OWN_LEAST} at least",
            )
            told.append(f"{target} {own}")
        return ", ".join(told)

    counts = {}
    report.item(
        f"{flavour.name}: each target starts, is instrumented, and stops after 4 runs", starts
    )
    report.item(f"{flavour.name}: each has this sanitizer's calls and no other's", calls)
    report.item(f"{flavour.name}: each has them in our own functions", own_calls)
