"""All mutants of a file in one source: each a choice that is made when the program runs.

So a file is compiled once, and each test program linked once, however many mutants there are. The
choices are written with the functions of switch.h. A mutant has no switch where the compiler wants a
constant, or where what would stand there isn't C++.
"""
import collections

# What each operator is called in switch.h.
OPERATORS = {
    "<": "Less", "<=": "LessOrEqual", ">": "Greater", ">=": "GreaterOrEqual", "==": "Equal",
    "!=": "NotEqual", "+": "Plus", "-": "Minus", "*": "Times", "/": "Divided", "%": "Modulo",
    "<<": "LeftShift", ">>": "RightShift", "&": "BitAnd", "|": "BitOr", "^": "BitXor",
    "+=": "PlusAssign", "-=": "MinusAssign", "*=": "TimesAssign", "/=": "DividedAssign",
    "%=": "ModuloAssign", "<<=": "LeftShiftAssign", ">>=": "RightShiftAssign",
    "&=": "BitAndAssign", "|=": "BitOrAssign", "^=": "BitXorAssign",
}
CONSTANTS = {"constant", "enumerator"}
NAME = "::mutation::"

# What a switch stands for: the place that it takes, and the mutants there.
Place = collections.namedtuple("Place", "kind first last mutants")

# Of places with the same span, which is around which.
ORDER = ["statement", "return", "truth-return", "condition", "logic", "comparison", "arithmetic",
         "assignment", "unary", "step", "truth", "constant", "enumerator"]


class Node:
    def __init__(self, place):
        self.place = place
        self.children = []


def switched(source, mutants, numbers):
    """(the source with a switch for each of the mutants that can have one, those mutants). `numbers`:
    mutant -> what makes it active."""
    writer = Writer(source, numbers)
    top = Node(Place("file", 0, len(source.bytes), []))
    done = []
    for place in nested(places_of(mutants, source), top):
        done += place.mutants
    return writer.render(top).encode(), done


def places_of(mutants, source):
    """The places, the wider ones first."""
    groups = {}
    for mutant in mutants:
        kind, first, last = kind_and_span(mutant.edit, source)
        if last is not None:
            groups.setdefault((kind, first, last), []).append(mutant)
    places = [Place(*key, group) for key, group in groups.items()]
    return sorted(places, key=lambda place: (place.first, -place.last, ORDER.index(place.kind)))


def kind_and_span(edit, source):
    first, last = edit.whole
    if edit.operator == "return" and edit.text in ("true", "false"):
        return "truth-return", edit.start, edit.end
    if edit.operator in ("statement", "return"):
        return edit.operator, first, end_of_statement(source, last)
    return edit.operator, first, last


def end_of_statement(source, last):
    """Behind its `;`, or behind its `}`; None where there is neither."""
    behind = source.code[last:]
    if behind.lstrip().startswith(b";"):
        return last + behind.index(b";") + 1
    return last if source.bytes[last - 1:last] in (b"}", b";") else None


def nested(places, top):
    """Hangs them below `top`, each in the one around it; yields those that found a place."""
    around = [top]
    for place in places:
        while around[-1].place.last <= place.first and len(around) > 1:
            around.pop()
        if place.last > around[-1].place.last or crosses_operator(place, around[-1].place):
            continue
        node = Node(place)
        around[-1].children.append(node)
        around.append(node)
        yield place


def crosses_operator(place, around):
    if around.kind not in ("comparison", "logic", "arithmetic", "assignment"):
        return False
    edit = around.mutants[0].edit
    return place.first < edit.end and edit.start < place.last


class Writer:
    def __init__(self, source, numbers):
        self._source = source
        self._numbers = numbers

    def render(self, node):
        return self.text(node, node.place.first, node.place.last)

    def text(self, node, first, last):
        """The text from `first` to `last`, with the switches that are in there."""
        pieces, at = [], first
        for child in node.children:
            if first <= child.place.first and child.place.last <= last:
                pieces += [self.plain(at, child.place.first), self.write(child)]
                at = child.place.last
        return "".join(pieces) + self.plain(at, last)

    def plain(self, first, last):
        return self._source.bytes[first:last].decode()

    def write(self, node):
        kind = node.place.kind.replace("-", "_")
        return getattr(self, f"write_{kind}")(node, [mutant.edit for mutant in node.place.mutants])

    def numbered(self, node):
        return [(self._numbers[mutant], mutant.edit) for mutant in node.place.mutants]

    def only(self, node):
        return self._numbers[node.place.mutants[0]]

    def write_statement(self, node, _edits):
        return f"{{ if (!{NAME}instead({self.only(node)})) {self.render(node)} }}"

    def write_return(self, node, _edits):
        others = "".join(f"if ({NAME}instead({number})) return {edit.text}; "
                         for number, edit in self.numbered(node))
        return f"{{ {others}{self.render(node)} }}"

    def write_truth_return(self, node, _edits):
        by_text = {edit.text: number for number, edit in self.numbered(node)}
        true, false = by_text.get("true", 0), by_text.get("false", 0)
        value = self.render(node)
        is_known = "false" if "(" in self.plain(node.place.first, node.place.last) else "true"
        return (f"{NAME}is_active({true}) || (!{NAME}is_active({false}) && {NAME}returned("
                f"static_cast<bool>({value}), {is_known}, {true}, {false}))")

    def write_condition(self, node, edits):
        edit = edits[0]
        number = self.only(node)
        declared = edit.text.rpartition("; !(")[2][:-1] if not edit.text.startswith("!(") else None
        if declared:
            return f"{self.render(node)}; {NAME}condition({number}, static_cast<bool>({declared}))"
        return f"{NAME}condition({number}, static_cast<bool>({self.render(node)}))"

    def operands(self, node, edit):
        return (self.text(node, node.place.first, edit.start),
                self.text(node, edit.end, node.place.last))

    def write_logic(self, node, edits):
        left, right = self.operands(node, edits[0])
        number = self.only(node)
        name = "and" if edits[0].text == "||" else "or"
        return (f"({NAME}{name}_left({number}, static_cast<bool>({left})) ? "
                f"{NAME}{name}_right({number}, static_cast<bool>({right})) : "
                f"{NAME}{name}_else({number}))")

    def write_comparison(self, node, edits):
        return self.write_operator(node, edits, "binary")

    def write_arithmetic(self, node, edits):
        return self.write_operator(node, edits, "binary")

    def write_assignment(self, node, edits):
        return self.write_operator(node, edits, "assignment")

    def write_operator(self, node, edits, function):
        original = self.plain(edits[0].start, edits[0].end)
        changes = [f"{NAME}Other<{NAME}{OPERATORS[edit.text]}>{{{number}}}"
                   for number, edit in self.numbered(node)]
        changes += self.take_constants(node, "Left", node.place.first, edits[0].start)
        changes += self.take_constants(node, "Right", edits[0].end, node.place.last)
        left, right = self.operands(node, edits[0])
        return (f"{NAME}{function}<{NAME}{OPERATORS[original]}>(({left}), ({right}), "
                f"{', '.join(changes)})")

    def take_constants(self, node, side, first, last):
        """A constant that is an operand: whether it makes a difference is known where it is used."""
        operand = self._source.code[first:last]
        begin = first + len(operand) - len(operand.lstrip())
        end = first + len(operand.rstrip())
        for child in node.children:
            if (child.place.kind in CONSTANTS and not child.children
                    and (child.place.first, child.place.last) == (begin, end)):
                node.children.remove(child)
                return [f"{NAME}{side}{{{number}, {self.other_constant(child, edit)}}}"
                        for number, edit in self.numbered(child)]
        return []

    def other_constant(self, node, edit):
        return (self.plain(node.place.first, edit.start) + edit.text
                + self.plain(edit.end, node.place.last))

    def write_constant(self, node, _edits):
        others = ", ".join(f"{NAME}Right{{{number}, {self.other_constant(node, edit)}}}"
                           for number, edit in self.numbered(node))
        return f"{NAME}constant({self.render(node)}, {others})"

    write_enumerator = write_constant
    write_truth = write_constant

    def write_unary(self, node, edits):
        function = {"!": "without_not", "-": "without_minus", "~": "without_complement"}[
            self.plain(edits[0].start, edits[0].end)]
        operand = self.text(node, edits[0].end, node.place.last)
        if function == "without_not":
            operand = f"static_cast<bool>({operand})"
        return f"{NAME}{function}({self.only(node)}, {operand})"

    def write_step(self, node, edits):
        first, last = node.place.first, node.place.last
        name = "step_up" if self.plain(edits[0].start, edits[0].end) == "++" else "step_down"
        if edits[0].start == first:
            return f"{NAME}{name}({self.only(node)}, {self.text(node, first + 2, last)})"
        return f"{NAME}{name}_behind({self.only(node)}, {self.text(node, first, last - 2)})"
