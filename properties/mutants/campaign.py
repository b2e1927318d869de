"""The run: every mutant that was chosen gets its verdict, by several workers at once."""
import collections
import queue
import threading

from .compiler import Compiler, is_static_assertion
from .killers import Judge, Verdict, area_of, killers_of, programs_of
from .limited_run import Stopped
from .results import key_of

# `outcome`: "killed", "survived", "explained" (it stands in equivalent.tsv), "same" (its objects are
# the original's) or "invalid" (no program comes of it).
Outcome = collections.namedtuple("Outcome", "mutant outcome by detail")


class Campaign:
    def __init__(self, tree, results, explained, folder, jobs, linker_flags, progress):
        self._tree = tree
        self._results = results
        self._explained = explained  # identities
        self._folder = folder
        self._jobs = jobs
        self._stopping = threading.Event()
        self._judge = Judge(tree, linker_flags, self._stopping)
        self._progress = progress
        self._fingerprints = {}

    def run(self, mutants):
        """Yields an Outcome for each, as they come: file by file, known ones first."""
        by_file = {}
        for mutant in mutants:
            by_file.setdefault(mutant.file, []).append(mutant)
        if not by_file:
            return
        self._progress.note("building the tests")
        self._tree.build(programs_of(by_file))
        for file, of_file in by_file.items():
            yield from self._run_file(file, of_file)

    def _run_file(self, file, mutants):
        fingerprint = self._fingerprint(file)
        original = (self._tree.root / file).read_bytes()
        pending = []
        for mutant in mutants:
            if mutant.identity in self._explained:
                yield Outcome(mutant, "explained", "", "")
                continue
            text = mutant.source(original)
            key = key_of(text, self._flags_of(file), fingerprint)
            verdict = self._results.find(key)
            if verdict:
                yield Outcome(mutant, *verdict)
            else:
                pending.append((mutant, text, key))
        if pending:
            self._prepare(file, fingerprint)
            yield from self._work_on(file, pending)

    def _fingerprint(self, file):
        area = area_of(file)
        if area not in self._fingerprints:
            self._fingerprints[area] = self._tree.fingerprint(programs_of([file]))
        return self._fingerprints[area]

    def _flags_of(self, file):
        sources = [file] if file.endswith(".cc") else self._tree.dependents(file)
        return [word for source in sources for word in self._tree.compiler_and_flags(source)[1]]

    def _prepare(self, file, fingerprint):
        limits = self._judge.prepare(killers_of(file), self._worker(0),
                                     self._results.limits(fingerprint), self._progress.note)
        self._results.add_limits(fingerprint, limits)

    def _worker(self, number):
        folder = self._folder / f"worker-{number}"
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def _work_on(self, file, pending):
        compiler = Compiler(self._tree, file, self._folder)
        by_digest = {}
        waiting, done = queue.SimpleQueue(), queue.SimpleQueue()
        for item in pending:
            waiting.put(item)
        workers = [threading.Thread(target=self._work, args=(number, compiler, by_digest, waiting, done))
                   for number in range(self._jobs)]
        for worker in workers:
            worker.start()
        try:
            for _ in pending:
                result = done.get()
                if isinstance(result, BaseException):
                    raise result
                yield result
        finally:
            self._stopping.set()
            for worker in workers:
                worker.join()
            self._stopping.clear()
            compiler.forget()

    def _work(self, number, compiler, by_digest, waiting, done):
        folder = self._worker(number)
        try:
            while not self._stopping.is_set():
                try:
                    mutant, text, key = waiting.get_nowait()
                except queue.Empty:
                    return
                verdict = self._verdict_of(mutant, text, compiler, by_digest, folder)
                self._results.add(key, mutant, verdict)
                done.put(Outcome(mutant, *verdict))
        except Stopped:
            pass
        except BaseException as problem:  # pylint: disable=broad-except
            done.put(problem)  # It is raised where the outcomes are waited for.

    def _verdict_of(self, mutant, text, compiler, by_digest, folder):
        compiled = compiler.compile(text, folder)
        if compiled.error:
            if is_static_assertion(compiled.error):
                return Verdict("killed", "static_assert")
            return Verdict("invalid", "compiler", first_error(compiled.error))
        if not compiled.objects:
            return Verdict("same")
        # Mutants that compile to the same objects share their verdict.
        if compiled.digest not in by_digest:
            by_digest[compiled.digest] = self._judge.judge(killers_of(mutant.file),
                                                           compiled.objects, folder)
        return by_digest[compiled.digest]


def first_error(text):
    return next((line for line in text.splitlines() if "error:" in line), text[:200]).strip()
