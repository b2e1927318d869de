"""One change to one file, and the names by which people and files speak of it."""
import collections
import hashlib
import re

# What an operator wants: `text` in place of the bytes from `start` to `end`. `shown` is the expression
# or statement around it, as a pair of offsets: an operator alone would tell a reader nothing. `whole`
# is the node itself, which is what switches.py makes a choice of.
Edit = collections.namedtuple("Edit", "operator start end text shown whole")

# `before` and `after` are the shown text on one line; `ordinal` tells those apart that are the same in
# the same function of the same file. So a mutant keeps its identity when lines around it change.
Identity = collections.namedtuple("Identity", "file function operator before after ordinal")

SHORT_ID = 8


class Mutant:
    def __init__(self, identity, edit, lines, is_constexpr):
        self.identity = identity
        self.edit = edit
        self.lines = lines  # first and last that the edit touches, counted from 1
        self.is_constexpr = is_constexpr  # in a function that the compiler may run
        self.id = short_id(identity)

    @property
    def file(self):
        return self.identity.file

    def source(self, original):
        """The whole mutated file. It has as many lines as the original, so that what the compiler
        knows of lines (an assertion's message) tells no mutant from the original."""
        start, end, text = self.edit.start, self.edit.end, self.edit.text
        lost = original.count(b"\n", start, end) - text.count("\n")
        return original[:start] + text.encode() + b"\n" * lost + original[end:]

    def describe(self):
        identity = self.identity
        after = f"-> {identity.after}" if identity.after else "deleted"
        return (f"{self.id} {identity.file}:{self.lines[0]} {identity.function} [{identity.operator}] "
                f"{identity.before} {after}")


def short_id(identity):
    text = "\0".join(str(part) for part in identity)
    return hashlib.sha256(text.encode()).hexdigest()[:SHORT_ID]


def on_one_line(text):
    return re.sub(r"\s+", " ", text).strip()


def identify(file, source, found):
    """Mutants of what walk.collect() found in `source`, in the order of the text."""
    counts = collections.Counter()
    mutants = []
    for function, edit, is_constexpr in sorted(found, key=lambda one: (
            one[1].start, one[1].end, one[1].operator, one[1].text)):
        before, after = shown_texts(source, edit)
        same = (file, function, edit.operator, before, after)
        counts[same] += 1
        lines = tuple(source.count(b"\n", 0, at) + 1 for at in (edit.start, edit.end))
        mutants.append(Mutant(Identity(*same, counts[same]), edit, lines, is_constexpr))
    return mutants


def shown_texts(source, edit):
    first, last = edit.shown
    before = source[first:last].decode()
    after = (source[first:edit.start].decode() + edit.text + source[edit.end:last].decode())
    return on_one_line(before), on_one_line(after)
