"""A mutant's objects: compiled as the original's are, and compared with them.

Each worker has a folder of its own, in which the mutated file lies under the name that it has in the
project. The compiler runs in there and finds it before the original, so that no path in an object
tells one worker from another, or a mutant from the original.
"""
import collections
import hashlib
import pathlib
import re
import threading

from .build_tree import run_quietly
from .problem import Unusable

INCLUDE = re.compile(r"^#include .*$", re.MULTILINE)
STATIC_ASSERTION = re.compile(r"static assertion failed|non-constant condition for static assertion")

# `objects`: source -> path, of those that differ from the original's. `error`: what the compiler said.
Compiled = collections.namedtuple("Compiled", "objects digest error")


class Compiler:
    """Compiles one file of the project, in its original form and in mutated ones."""

    def __init__(self, tree, file, folder):
        self._tree = tree
        self._file = file
        self._folder = folder
        self._sources = [file] if file.endswith(".cc") else tree.dependents(file)
        self._originals = None
        self._preamble = None
        self._preparing = threading.Lock()

    def compile(self, text, worker):
        """The objects of the project with `text` in place of the file."""
        self._prepare(worker)
        place = worker / self._file
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text)
        try:
            return self._compile_sources(worker)
        finally:
            place.unlink()

    def _prepare(self, worker):
        with self._preparing:
            if self._originals is not None:
                return
            self._preamble = self._compile_preamble()
            original = (self._tree.root / self._file).read_bytes()
            place = worker / self._file
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(original)
            self._originals = {}
            compiled = self._compile_sources(worker)
            place.unlink()
            if compiled.error:
                raise Unusable(f"{self._file} itself doesn't compile:\n{compiled.error[-2000:]}")
            self._originals = {source: digest_of(path) for source, path in compiled.objects.items()}

    def _compile_sources(self, worker):
        objects, digest = {}, hashlib.sha256()
        for source in self._sources:
            output = worker / (source.replace("/", "-") + ".o")
            error = self._compile_source(source, output, worker)
            if error:
                return Compiled({}, None, error)
            own = digest_of(output)
            if self._originals.get(source) != own:
                objects[source] = output
                digest.update(f"{source} {own}\n".encode())
        return Compiled(objects, digest.hexdigest(), None)

    def _compile_source(self, source, output, worker):
        compiler, flags = self._tree.compiler_and_flags(source)
        path = source if source == self._file else str(self._tree.root / source)
        first = ["-include", self._preamble] if self._preamble else []
        # In a session of its own: who breaks off the run must not make an error of it.
        done = run_quietly([compiler, *first, "-iquote", ".", *flags, "-c", path, "-o", str(output)],
                           cwd=worker, start_new_session=True)
        return None if done.returncode == 0 else done.stdout or "no message"

    def _compile_preamble(self):
        """What a source includes, compiled once: most of the time goes into that. Not where a header
        is mutated, since it would be in there."""
        if not self._file.endswith(".cc"):
            return None
        text = (self._tree.root / self._file).read_text(encoding="utf-8")
        preamble = self._folder / "preamble" / (self._file.replace("/", "-") + ".h")
        preamble.parent.mkdir(parents=True, exist_ok=True)
        preamble.write_text("\n".join(INCLUDE.findall(text)) + "\n", encoding="utf-8")
        compiler, flags = self._tree.compiler_and_flags(self._file)
        done = run_quietly([compiler, *flags, "-xc++-header", str(preamble), "-o",
                            f"{preamble}.gch"], cwd=self._folder)
        if done.returncode != 0:
            raise Unusable(f"what {self._file} includes doesn't compile:\n{done.stdout[-2000:]}")
        return str(preamble)

    def forget(self):
        """A compiled preamble is large."""
        if self._preamble:
            pathlib.Path(f"{self._preamble}.gch").unlink(missing_ok=True)


def digest_of(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def is_static_assertion(error):
    return STATIC_ASSERTION.search(error) is not None
