"""Test programs whose model has all mutants in it, each behind its switch.

A folder holds the switched files; the compiler runs in there and finds them before the originals. What
isn't C++ with a switch in it loses that switch, and the rest is compiled again.
"""
import pathlib
import re
import shutil

from .build_tree import run_quietly
from .operators import Source
from .problem import Unusable
from .switches import switched
from .workers import each

SWITCH = pathlib.Path(__file__).resolve().parent / "switch"
# A choice is no constant expression, which braces ask of a number that is narrowed.
SWITCHED_WITH = ["-Wno-narrowing", "-fmax-errors=0"]
ROUNDS = 12
SYNTAX_ERROR = re.compile(r"error: expected ")


class SwitchedBuild:
    def __init__(self, tree, folder, jobs, stopping):
        self._tree = tree
        self._folder = folder
        self._jobs = jobs
        self._stopping = stopping
        self._objects = {}  # source -> path

    def compile(self, mutants, numbers):
        """Writes and compiles the files of these mutants. Gives the mutants that have a switch."""
        shutil.rmtree(self._folder, ignore_errors=True)  # What lies there would be included.
        by_file = {}
        for mutant in mutants:
            by_file.setdefault(mutant.file, []).append(mutant)
        having = {file: self._write(file, of_file, numbers) for file, of_file in by_file.items()}
        waiting = self._sources_of(by_file)
        for _ in range(ROUNDS):
            errors = self._compile_sources(waiting)
            if not errors:
                return [mutant for of_file in having.values() for mutant in of_file]
            changed = set()
            for file, of_file in having.items():
                kept = without_culprits(of_file, "\n".join(errors.values()), file)
                if len(kept) < len(of_file):
                    having[file] = self._write(file, kept, numbers)
                    changed.add(file)
            if not changed:
                raise Unusable("switches can't be compiled, and no place is named:\n"
                               + next(iter(errors.values()))[:2000])
            waiting = sorted({*errors, *self._sources_of(changed)})
        raise Unusable("switches can't be compiled, however many are left out:\n"
                       + next(iter(errors.values()))[:2000])

    def _write(self, file, mutants, numbers):
        source = Source((self._tree.root / file).read_bytes())
        text, having = switched(source, mutants, numbers)
        place = self._folder / file
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text)
        return having

    def _sources_of(self, files):
        sources = set()
        for file in files:
            sources.update([file] if file.endswith(".cc") else self._tree.dependents(file))
        return sorted(sources)

    def _compile_sources(self, sources):
        """source -> what the compiler says, of those that have errors."""
        errors = {}
        for source, error in each(sources, self._compile_source, self._jobs, self._stopping):
            if error:
                errors[source] = error
        return errors

    def _compile_source(self, source, _worker):
        place = self._folder / source
        output = self._folder / (source.replace("/", "-") + ".o")
        error = self._compile(source, str(source if place.exists() else self._tree.root / source),
                              output, ["-include", f"{SWITCH}.h", "-iquote", "."])
        self._objects[source] = output
        return error

    def _compile(self, source, path, output, more):
        compiler, flags = self._tree.compiler_and_flags(source)
        # In a session of its own: who breaks off the run must not make an error of it.
        done = run_quietly([compiler, *more, *flags, *SWITCHED_WITH, "-c", path, "-o", str(output)],
                           cwd=self._folder, start_new_session=True)
        return None if done.returncode == 0 else done.stdout or "no message"

    def link(self, programs, linker_flags):
        """program -> path"""
        switch = self._folder / "switch.o"
        any_source = next(iter(self._objects))
        root = SWITCH.parent.parent.parent
        error = self._compile(any_source, f"{SWITCH}.cc", switch, ["-iquote", str(root)])
        if error:
            raise Unusable(f"{SWITCH.name}.cc doesn't compile:\n{error[-2000:]}")
        linked = {}
        for program, (path, failure) in each(
                programs, lambda program, _: self._tree.link(program, self._objects, linker_flags,
                                                             self._folder / program, [switch]),
                self._jobs, self._stopping):
            if failure:
                raise Unusable(f"{program} with switches doesn't link: {failure}")
            linked[program] = path
        return linked


def without_culprits(mutants, errors, file):
    """Without those on the lines that the errors name. First those that return what their type isn't by
    default, which are most; then any. Where the text has lost its form, errors follow from errors: then
    the first one's alone."""
    place = re.compile(rf"(?:^|[\s/]){re.escape(file)}:(\d+):")
    broken = next((line for line in errors.splitlines() if SYNTAX_ERROR.search(line)
                   and place.search(line)), None)
    lines = {int(line) for line in place.findall(broken or errors)}
    named = [mutant for mutant in mutants if mutant.lines[0] in lines]
    returns = [mutant for mutant in named
               if mutant.identity.operator == "return" and mutant.edit.text == "{}"]
    culprits = set(returns or named)
    return [mutant for mutant in mutants if mutant not in culprits]
