"""Which mutants a run is about: by path, by what a change touches, by chance."""
import random
import re
import subprocess

from .problem import Unusable

HUNK = re.compile(r"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)


def files_below(paths, files, root, here):
    """The files that the paths name or hold, in their order; `here` is where paths begin from."""
    if not paths:
        return files
    wanted = []
    for path in paths:
        absolute = (here / path).resolve()
        if absolute != root and root not in absolute.parents:
            raise Unusable(f"{path} isn't in the project")
        name = absolute.relative_to(root).as_posix()
        found = [file for file in files if file == name or name == "." or file.startswith(f"{name}/")]
        if not found:
            raise Unusable(f"{path} is no source or header of model/ and holds none")
        wanted += [file for file in found if file not in wanted]
    return wanted


def changed_lines(base, root):
    """file -> the line numbers that differ from the commit, as git says it."""
    command = ["git", "-C", str(root), "diff", "--unified=0", "--no-color", "--no-ext-diff",
               "--no-renames", "--src-prefix=a/", "--dst-prefix=b/", base, "--", "model"]
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                              check=False)
    except OSError as problem:
        raise Unusable(f"git can't be run: {problem}") from problem
    if done.returncode != 0:
        raise Unusable(f"git knows no difference from {base}:\n{done.stderr.strip()}")
    return parse_diff(done.stdout)


def parse_diff(text):
    changed = {}
    for part in re.split(r"^diff --git ", text, flags=re.MULTILINE)[1:]:
        file = re.search(r"^\+\+\+ b/(.+)$", part, re.MULTILINE)
        if not file:  # deleted
            continue
        lines = changed.setdefault(file.group(1), set())
        for first, count in HUNK.findall(part):
            lines.update(range(int(first), int(first) + int(count or 1)))
    return changed


def touched(mutants, changed):
    """The mutants on these lines."""
    return [mutant for mutant in mutants
            if changed.get(mutant.file, set()) & set(range(mutant.lines[0], mutant.lines[1] + 1))]


def sampled(mutants, count, seed):
    """As many by chance, the same for the same seed, in their own order."""
    if count >= len(mutants):
        return list(mutants)
    chosen = set(random.Random(seed).sample(range(len(mutants)), count))
    return [mutant for index, mutant in enumerate(mutants) if index in chosen]
