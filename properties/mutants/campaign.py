"""The run: every mutant that was chosen gets its verdict, by several workers at once.

First all are tried by their switches, on the fast tests. Each that survives is compiled by itself: that
shows which are the original after all, and what the compiler refuses. What is left is tried on the slow
tests; and what no switch reached is linked and tried by itself.
"""
import collections
import threading

from .build_tree import first_error
from .compiler import Compiler, is_static_assertion
from .killers import Judge, Verdict, area_of, killers_of, programs_of
from .results import key_of
from .switched_tests import SwitchedTests
from .workers import each

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
        self._linker_flags = linker_flags
        self._judge = Judge(tree, linker_flags, self._stopping)
        self._progress = progress
        self._fingerprints = {}
        self._keys = {}  # mutant -> of its result

    def run(self, mutants):
        """Yields an Outcome for each, as they come: known ones first."""
        if not mutants:
            return
        self._progress.note("building the tests")
        self._tree.build(programs_of({mutant.file for mutant in mutants}))
        pending = []
        for mutant in mutants:
            outcome = self._known(mutant)
            if outcome:
                yield outcome
            else:
                pending.append(mutant)
        if pending:
            yield from self._try(pending)

    def _known(self, mutant):
        if mutant.identity in self._explained:
            return Outcome(mutant, "explained", "", "")
        self._keys[mutant] = key_of(mutant.source(self._original(mutant.file)),
                                    self._flags_of(mutant.file), self._fingerprint(mutant.file))
        verdict = self._results.find(self._keys[mutant])
        return Outcome(mutant, *verdict) if verdict else None

    def _try(self, mutants):
        tests = SwitchedTests(self._tree, self._worker, self._jobs, self._stopping, self._progress)
        tests.build(mutants, self._folder / "switched", self._linker_flags)
        left = set(mutants)
        yield from self._ended(left, tests.run(mutants, is_slow=False))
        yield from self._ended(left, self._compile_alone(in_order(mutants, left)))
        yield from self._ended(left, tests.run(in_order(mutants, left), is_slow=True))
        for mutant in in_order(mutants, left):
            # The compiler may have run the place, and no test then.
            if tests.was_tried(mutant) and not mutant.is_constexpr:
                yield self._keep(left, mutant, Verdict("survived"))
        yield from self._judge_alone(left, in_order(mutants, left))

    def _ended(self, left, verdicts):
        """The Outcomes of (mutant, Verdict) pairs that say how it ends."""
        for mutant, verdict in verdicts:
            if verdict.outcome != "survived":
                yield self._keep(left, mutant, verdict)

    def _keep(self, left, mutant, verdict):
        left.discard(mutant)
        self._results.add(self._keys[mutant], mutant, verdict)
        return Outcome(mutant, *verdict)

    def _original(self, file):
        return (self._tree.root / file).read_bytes()

    def _fingerprint(self, file):
        area = area_of(file)
        if area not in self._fingerprints:
            self._fingerprints[area] = self._tree.fingerprint(programs_of([file]))
        return self._fingerprints[area]

    def _flags_of(self, file):
        sources = [file] if file.endswith(".cc") else self._tree.dependents(file)
        return [word for source in sources for word in self._tree.compiler_and_flags(source)[1]]

    def _worker(self, number):
        folder = self._folder / f"worker-{number}"
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def _compile_alone(self, mutants):
        """(mutant, Verdict) of each: "survived" where only tests can say more."""
        for file, compiler, of_file in self._by_file(mutants):
            original = self._original(file)
            yield from each(of_file, lambda mutant, worker: verdict_of(compiler.compile(
                mutant.source(original), self._worker(worker))), self._jobs, self._stopping)

    def _judge_alone(self, left, mutants):
        """Outcomes of each, linked by itself and tried on all that may see it."""
        for file, compiler, of_file in self._by_file(mutants):
            fingerprint = self._fingerprint(file)
            limits = self._judge.prepare(killers_of(file), self._worker(0),
                                         self._results.limits(fingerprint), self._progress.note)
            self._results.add_limits(fingerprint, limits)
            original = self._original(file)
            by_digest = {}
            for mutant, verdict in each(of_file, lambda mutant, worker: self._judge_one(
                    mutant, compiler.compile(mutant.source(original), self._worker(worker)), by_digest,
                    self._worker(worker)), self._jobs, self._stopping):
                yield self._keep(left, mutant, verdict)

    def _judge_one(self, mutant, compiled, by_digest, folder):
        verdict = verdict_of(compiled)
        if verdict.outcome != "survived":
            return verdict
        # Mutants that compile to the same objects share their verdict.
        if compiled.digest not in by_digest:
            by_digest[compiled.digest] = self._judge.judge(killers_of(mutant.file), compiled.objects,
                                                           folder)
        return by_digest[compiled.digest]

    def _by_file(self, mutants):
        by_file = {}
        for mutant in mutants:
            by_file.setdefault(mutant.file, []).append(mutant)
        for file, of_file in by_file.items():
            self._progress.note(f"one by one: {len(of_file)} of {file}", always=False)
            compiler = Compiler(self._tree, file, self._folder)
            try:
                yield file, compiler, of_file
            finally:
                compiler.forget()


def in_order(mutants, left):
    return [mutant for mutant in mutants if mutant in left]


def verdict_of(compiled):
    """What the compiler alone says of a mutant; else "survived"."""
    if compiled.error:
        if is_static_assertion(compiled.error):
            return Verdict("killed", "static_assert")
        return Verdict("invalid", "compiler", first_error(compiled.error, "error:"))
    return Verdict("survived") if compiled.objects else Verdict("same")
