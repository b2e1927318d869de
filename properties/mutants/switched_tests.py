"""Mutants tried by their switches, in programs that are linked once."""
from .killers import Verdict, detail_of, killers_of
from .limited_run import run_limited
from .switched_build import SwitchedBuild
from .units import Recorder, arguments_of, batches_of, environment, limit_of, units_of
from .workers import each


class SwitchedTests:
    def __init__(self, tree, folder_of, jobs, stopping, progress):
        self._tree = tree
        self._folder_of = folder_of  # worker -> its folder
        self._jobs = jobs
        self._stopping = stopping
        self._progress = progress
        self._numbers = {}
        self._having_switches = []
        self._killers = []
        self._programs = {}
        self._reached = set()  # numbers

    def build(self, mutants, folder, linker_flags):
        """Compiles the files of all of them, and links what they are tried on."""
        self._numbers = {mutant: number for number, mutant in enumerate(mutants, 1)}
        self._killers = killers_of(*{mutant.file for mutant in mutants})
        build = SwitchedBuild(self._tree, folder, self._jobs, self._stopping)
        self._progress.note("compiling all mutants at once")
        self._having_switches = set(build.compile(mutants, self._numbers))
        self._programs = build.link(sorted({killer.program for killer in self._killers}), linker_flags)

    def was_tried(self, mutant):
        """Whether the place was run by a test so far, with a switch in it."""
        return mutant in self._having_switches and self._numbers[mutant] in self._reached

    def run(self, mutants, is_slow):
        """Yields (mutant, Verdict) for those that have a switch, on the fast killers or the slow."""
        switched = [mutant for mutant in mutants if mutant in self._having_switches]
        units = [unit for killer in self._killers if killer.is_slow == is_slow
                 for unit in units_of(killer, self._programs[killer.program], self._tree.root)]
        if not switched or not units:
            return
        recorded = self._record(units)
        self._reached.update(*(piece.reached for piece in recorded))
        by_number = pieces_by_number(recorded)
        yield from each(switched, lambda mutant, worker: self._try(
            self._numbers[mutant], by_number.get(self._numbers[mutant], []), self._folder_of(worker)),
                        self._jobs, self._stopping)

    def _record(self, units):
        """What is Recorded of each, in the order of the killers."""
        recorder = Recorder(self._programs, self._tree.root, self._folder_of, self._jobs,
                            self._stopping)
        recorded = []
        for piece in recorder.record(units, len(self._numbers)):
            recorded.append(piece)
            self._progress.note(f"unmutated: {len(recorded)} of {len(units)} pieces of tests",
                                always=False)
        return sorted(recorded, key=lambda piece: self._killers.index(piece.unit.killer))

    def _try(self, number, pieces, folder):
        for batch in batches_of(pieces):
            command = [str(self._programs[batch.killer.program]),
                       *arguments_of(batch.killer, batch.parts, self._tree.root)]
            run = run_limited(command, folder, {**environment(folder), "MUTATION_ACTIVE": str(number)},
                              self._stopping, limit_of(batch))
            if run.ended != "passed":
                return Verdict("killed", batch.killer.name, detail_of(run))
        return Verdict("survived")


def pieces_by_number(recorded):
    """number -> the pieces that it makes a difference in, in their order."""
    by_number = {}
    for piece in recorded:
        for number in piece.differs:
            by_number.setdefault(number, []).append(piece)
    return by_number
