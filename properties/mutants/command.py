"""The command line of properties/mutate."""
import argparse
import collections
import difflib
import os
import pathlib
import shutil
import sys

from .build_tree import BuildTree
from .problem import Unusable

try:
    from .campaign import Campaign
    from .walk import mutants_of
    MISSING = None
except ImportError as problem:
    MISSING = problem
from .equivalents import format_entry, read_equivalents, stale
from .report import Progress, as_json, killers_table, table
from .results import Results
from .selection import changed_lines, files_below, sampled, touched

PASSED, SURVIVORS, UNUSABLE, CLOSED_PIPE = 0, 1, 3, 141

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
EQUIVALENTS = pathlib.Path(__file__).resolve().parent / "equivalent.tsv"

DESCRIPTION = """Changes model/ in one place at a time, and shows whether a test notices.

  properties/mutate                           # everything: hours
  properties/mutate model/body/writer.cc      # a file, or a folder
  properties/mutate --diff main               # the lines that differ from a commit
  properties/mutate --sample 100 --seed 7     # some by chance, the same for the same seed
  properties/mutate --show 1a2b3c4d           # what a mutant changes, and what became of it

Needs the preset `test`, configured. Results are kept in build/mutants: a run that was broken off goes
on where it ended. Last line: `N passed, N failed`; a mutant passes that is killed or stands in
properties/mutants/equivalent.tsv. Exit status: 0 no other survived, 1 one did, or an entry of that
file is stale, 2 usage, 3 nothing can be said: libclang or the build is missing, or a test fails by
itself."""


def main(arguments):
    try:
        options = parse(arguments)
        if MISSING:
            raise Unusable(f"libclang's bindings can't be loaded ({MISSING}): they are of the package "
                           "python3-clang-14, which cmake/install-packages installs, and of the "
                           "system's own /usr/bin/python3")
        status = run(options)
        sys.stdout.flush()
        return status
    except Unusable as problem:
        print(f"mutate: {problem}", file=sys.stderr)
        return UNUSABLE
    except BrokenPipeError:  # Who reads has seen enough; Python must not say so again at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLOSED_PIPE
    except KeyboardInterrupt:
        print("\nmutate: broken off; the same command goes on from here", file=sys.stderr)
        return 130


def parse(arguments):
    parser = argparse.ArgumentParser(prog="mutate", description=DESCRIPTION, allow_abbrev=False,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", metavar="PATH",
                        help="sources and headers of model/, or folders of them; default: model")
    parser.add_argument("--diff", metavar="BASE", help="only lines that differ from this commit")
    parser.add_argument("--sample", type=at_least_one, metavar="N", help="only N, by chance")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="of --sample; default: 1")
    parser.add_argument("--survivors", action="store_true",
                        help="only those that survived when they were last tried")
    parser.add_argument("--jobs", type=at_least_one, default=2, metavar="N", help="at once; default: 2")
    parser.add_argument("--list", action="store_true", help="print the mutants and try none")
    parser.add_argument("--show", metavar="ID", help="print one as a difference, with its last result")
    parser.add_argument("--json", metavar="FILE", help="write all outcomes as JSON")
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build" / "test", metavar="FOLDER",
                        help="the build whose tests are run; default: build/test")
    return parser.parse_args(arguments)


def at_least_one(text):
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def run(options):
    work = ROOT / "build" / "mutants"
    tree = BuildTree(ROOT, options.build.resolve())
    results = Results(work / "results.jsonl")
    entries = read_equivalents(EQUIVALENTS)
    if options.show:
        return show(options.show, tree, results, entries)
    files, mutants = chosen(options, tree)
    stale_entries = stale(entries, mutants, files)
    mutants = narrowed(options, mutants, results)
    if options.list:
        for mutant in mutants:
            print(mutant.describe())
        print(f"{len(mutants)} mutants")
        return PASSED
    progress = Progress(len(mutants))
    campaign = Campaign(tree, results, set(entries), work, options.jobs, linker_flags(), progress)
    outcomes = []
    try:
        for outcome in campaign.run(mutants):
            outcomes.append(outcome)
            progress.take(outcome)
    finally:
        progress.clear()
        if outcomes:
            print(table(outcomes), flush=True)
    return conclude(options, outcomes, stale_entries)


def conclude(options, outcomes, stale_entries):
    if outcomes:
        print(killers_table(outcomes))
    for outcome in outcomes:
        if outcome.outcome == "invalid":
            print(f"invalid: {outcome.mutant.describe()}\n    {outcome.detail}")
    for entry in stale_entries:
        print(f"{EQUIVALENTS.name}:{entry.line}: there is no such mutant any more: "
              f"{entry.identity.file} {entry.identity.function} {entry.identity.before}")
    if options.json:
        write(options.json, as_json(outcomes, stale_entries))
    counts = collections.Counter(outcome.outcome for outcome in outcomes)
    failed = counts["survived"] + len(stale_entries)
    print(f"{counts['killed'] + counts['explained']} passed, {failed} failed")
    return SURVIVORS if failed else PASSED


def write(path, text):
    try:
        pathlib.Path(path).write_text(text, encoding="utf-8")
    except OSError as problem:
        raise Unusable(f"{path} can't be written: {problem}") from problem


def chosen(options, tree):
    """(files, all their mutants)"""
    changed = changed_lines(options.diff, ROOT) if options.diff else None
    files = files_below(options.paths, files_of(tree), ROOT, pathlib.Path.cwd())
    if changed is not None:
        files = [file for file in files if file in changed]
    mutants = [mutant for file in files for mutant in mutants_in(file, tree)]
    return files, mutants if changed is None else touched(mutants, changed)


def narrowed(options, mutants, results):
    if options.survivors:
        mutants = [mutant for mutant in mutants
                   if results.latest(mutant) and results.latest(mutant).outcome == "survived"]
    return sampled(mutants, options.sample, options.seed) if options.sample else mutants


def files_of(tree):
    """The sources of model/ that are compiled, and the headers there."""
    headers = [path.relative_to(ROOT).as_posix() for path in (ROOT / "model").rglob("*.h")]
    return sorted(tree.sources() + headers)


def mutants_in(file, tree):
    source = file if file.endswith(".cc") else next(iter(tree.dependents(file)), None)
    if source is None:  # A header that nothing of the model includes.
        return []
    return mutants_of(file, ROOT / file, tree.parsed_with(source))


def show(short, tree, results, entries):
    tried = results.file_of(short)
    files = sorted(files_of(tree), key=lambda file: file != tried)  # that one first
    for file in files:
        for mutant in mutants_in(file, tree):
            if mutant.id == short:
                print_mutant(mutant, results, entries)
                return PASSED
    raise Unusable(f"there is no mutant {short}; --list prints them")


def print_mutant(mutant, results, entries):
    original = (ROOT / mutant.file).read_bytes()
    print(mutant.describe())
    print("".join(difflib.unified_diff(original.decode().splitlines(True),
                                       mutant.source(original).decode().splitlines(True),
                                       mutant.file, mutant.file)), end="")
    verdict = results.latest(mutant)
    print("not tried yet" if verdict is None else
          " ".join(part for part in ("last result:", *verdict) if part))
    if mutant.identity in entries:
        print(f"equivalent: {entries[mutant.identity].reason}")
    else:
        print("line for equivalent.tsv, with a reason in place of the last column:")
        print(format_entry(mutant.identity, "REASON"))


def linker_flags():
    """Debug information is left out, and the fastest linker that is here links."""
    fastest = next((name for name in ("mold", "lld", "gold") if shutil.which(f"ld.{name}")), None)
    return ["-Wl,--strip-debug"] + ([f"-fuse-ld={fastest}"] if fastest else [])
