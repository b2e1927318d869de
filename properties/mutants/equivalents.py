"""The list of mutants that no test can kill, each with the reason: equivalent.tsv.

An entry says what is changed, not where, so that it stands while lines around it change. One that no
mutant is of any more is an error. A mutant that is listed isn't tried.
"""
import collections

from .mutant import Identity, on_one_line
from .problem import Unusable

COLUMNS = ["file", "function", "operator", "ordinal", "before", "after", "reason"]
SHORTEST_REASON = 12

Equivalent = collections.namedtuple("Equivalent", "identity reason line")


def read_equivalents(path):
    """Identity -> Equivalent."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        raise Unusable(f"{path} can't be read: {problem}") from problem
    table = [(number, line.split("\t")) for number, line in enumerate(lines, 1)
             if line and not line.startswith("#")]
    if not table or table[0][1] != COLUMNS:
        raise Unusable(f"{path.name} hasn't the columns {', '.join(COLUMNS)}")
    entries = {}
    for number, fields in table[1:]:
        entry = parse_entry(path.name, number, fields)
        if entry.identity in entries:
            raise Unusable(f"{path.name}:{number}: the same as line {entries[entry.identity].line}")
        entries[entry.identity] = entry
    return entries


def parse_entry(name, number, fields):
    if len(fields) != len(COLUMNS):
        raise Unusable(f"{name}:{number}: {len(fields)} columns, not {len(COLUMNS)}")
    file, function, operator, ordinal, before, after, reason = fields
    if not ordinal.isdigit() or int(ordinal) < 1:
        raise Unusable(f"{name}:{number}: the ordinal is no number from 1: {ordinal}")
    if len(reason.strip()) < SHORTEST_REASON:
        raise Unusable(f"{name}:{number}: without a reason")
    identity = Identity(file, function, operator, on_one_line(before), on_one_line(after), int(ordinal))
    return Equivalent(identity, reason, number)


def format_entry(identity, reason):
    """A line of the file, for who adds one."""
    return "\t".join([identity.file, identity.function, identity.operator, str(identity.ordinal),
                      identity.before, identity.after, reason])


def stale(entries, mutants, files):
    """The entries of these files that no mutant is of."""
    known = {mutant.identity for mutant in mutants}
    return [entry for entry in entries.values()
            if entry.identity.file in files and entry.identity not in known]
