"""What a build of the preset `test` knows: how each source is compiled and each program linked.

Mutants are compiled as the build's own objects are, but faster: without debug information and
warnings, with -O1, and with the source's includes compiled beforehand.
"""
import hashlib
import json
import pathlib
import re
import shlex
import subprocess

from .problem import Unusable

# Left out of what the build compiles with: its output, its dependencies, warnings, debug information.
WITH_VALUE = {"-o", "-c", "-MT", "-MF", "-MQ"}
LEFT_OUT = re.compile(r"-M[MDP]*|-W.*|-w|-g.*|-O.*|-c")
COMPILED_WITH = ["-O1", "-w"]
TARGET = re.compile(r"(?:^|/)CMakeFiles/([^/]+)\.dir/")
# From the top level, as all of this project's are.
INCLUDED = re.compile(r'^#include "([^"]+)"', re.MULTILINE)


class BuildTree:
    def __init__(self, root, folder):
        self.root = root
        self.folder = folder
        self._commands = self._read_commands()
        self._included = {}  # source -> the project's files that it includes
        self._links = {}  # program -> the words that link it

    def _read_commands(self):
        database = self.folder / "compile_commands.json"
        try:
            entries = json.loads(database.read_text(encoding="utf-8"))
        except OSError as problem:
            raise Unusable(f"{database} can't be read: {problem}; `cmake --preset test` makes it"
                           ) from problem
        except ValueError as problem:
            raise Unusable(f"{database} is no JSON: {problem}") from problem
        commands = {}
        for entry in entries:
            path = pathlib.Path(entry["directory"], entry["file"])
            if self.root in path.parents:
                commands[path.relative_to(self.root).as_posix()] = shlex.split(entry["command"])
        if not commands:
            raise Unusable(f"{self.folder} is a build of another checkout than {self.root}")
        return commands

    def sources(self):
        """The compiled sources below model/, but for those of programs: no test is linked with them."""
        return sorted(file for file in self._commands
                      if file.startswith("model/") and not file.endswith("_main.cc"))

    def library_of(self, source):
        """The file name of the library that the source is compiled for."""
        words = self._commands[source]
        target = TARGET.search(words[words.index("-o") + 1])
        if not target:
            raise Unusable(f"{source} is compiled for no target that CMake knows")
        return f"lib{target.group(1)}.a"

    def compiler_and_flags(self, file):
        """For a source of the build, what compiles it to a mutant's object."""
        words = self._commands[file]
        if pathlib.Path(words[0]).name == "ccache":
            words = words[1:]
        flags, position = [], 1
        while position < len(words):
            word = words[position]
            position += 1
            if word in WITH_VALUE:
                position += 0 if word == "-c" else 1
            elif not LEFT_OUT.fullmatch(word) and not word.endswith(file):
                flags.append(word)
        return words[0], flags + COMPILED_WITH

    def parsed_with(self, file):
        """What libclang needs to know of that: paths, definitions and the standard."""
        _, flags = self.compiler_and_flags(file)
        kept, takes_value = [], False
        for flag in flags:
            if takes_value or flag in ("-isystem", "-I", "-D"):
                takes_value = not takes_value
                kept.append(flag)
            elif flag.startswith(("-I", "-D", "-std=", "-isystem")):
                kept.append(flag)
        return kept + ["-xc++"]

    def dependents(self, header):
        """The sources of the model that include it, themselves or by other headers."""
        return [source for source in self.sources() if header in self._included_by(source)]

    def _included_by(self, source):
        if source not in self._included:
            found, waiting = set(), [source]
            while waiting:
                text = (self.root / waiting.pop()).read_text(encoding="utf-8")
                new = {name for name in INCLUDED.findall(text)
                       if name not in found and (self.root / name).is_file()}
                found |= new
                waiting += new
            self._included[source] = found
        return self._included[source]

    def link_command(self, program):
        """The words that link it, from the build's folder."""
        if program not in self._links:
            self._links[program] = self._read_link_command(program)
        return self._links[program]

    def _read_link_command(self, program):
        lines = self._ninja(["-t", "commands", program]).strip().splitlines()
        words = shlex.split(lines[-1]) if lines else []
        if "-o" not in words:
            raise Unusable(f"{self.folder} has no program {program}")
        begin = words.index("&&") + 1 if words[0] == ":" else 0
        end = words.index("&&", begin) if "&&" in words[begin:] else len(words)
        return words[begin:end]

    def link(self, program, objects, linker_flags, output, more=()):
        """Links it with these objects (source -> path) in place of their originals, and `more`. Gives
        (output, what the linker says if there is an error)."""
        words = list(self.link_command(program))
        libraries = {pathlib.PurePath(word).name for word in words}
        # The others would want libraries of their own.
        linked = [path for source, path in objects.items() if self.library_of(source) in libraries]
        words[words.index("-o") + 1] = str(output)
        command = [words[0], *linker_flags, *map(str, linked), *map(str, more), *words[1:]]
        done = run_quietly(command, cwd=self.folder, start_new_session=True)
        return output, None if done.returncode == 0 else first_error(done.stdout)

    def build(self, programs):
        """Brings them up to date; mutants are put in place of objects that must be these sources'."""
        command = ["ninja", "-C", str(self.folder), *programs]
        done = run_quietly(command, cwd=self.root)
        if done.returncode != 0:
            raise Unusable(f"{' '.join(command)} failed:\n{done.stdout[-4000:]}")

    def fingerprint(self, programs):
        """Of the programs themselves: whatever changes a test or a source changes it."""
        digest = hashlib.sha256()
        for program in programs:
            digest.update((self.folder / self.output_of(program)).read_bytes())
        return digest.hexdigest()

    def output_of(self, program):
        words = self.link_command(program)
        return words[words.index("-o") + 1]

    def _ninja(self, arguments):
        done = run_quietly(["ninja", "-C", str(self.folder), *arguments], merged=False)
        if done.returncode != 0:
            raise Unusable(f"ninja {' '.join(arguments)} failed in {self.folder}:\n{done.stdout}"
                           "Mutants need a build by Ninja: `cmake --preset test` makes one.")
        return re.sub(r"\Aninja: Entering directory.*\n", "", done.stdout)


def first_error(text, mark="error"):
    """The first line with the mark; else the first of all."""
    lines = [line for line in text.splitlines() if mark in line] or text.splitlines() or ["no message"]
    return lines[0].strip()


def run_quietly(command, merged=True, **options):
    try:
        return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT if merged else subprocess.DEVNULL,
                              encoding="utf-8", errors="replace", check=False, **options)
    except OSError as problem:
        raise Unusable(f"{command[0]} can't be run: {problem}; cmake/install-packages installs what "
                       "is needed") from problem
