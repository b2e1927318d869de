"""The operators: what each makes of a node of clang's syntax tree.

An operator is a function of a node, its surroundings and the source, which yields edits. It is named
by what it is about; the names stand in equivalent.tsv, so they stay.
"""
import re

from clang.cindex import CursorKind, TypeKind

from .mutant import Edit

# Each comparison's neighbour at the boundary, and its negation.
COMPARISONS = {
    "<": ["<=", ">="], "<=": ["<", ">"], ">": [">=", "<="], ">=": [">", "<"],
    "==": ["!="], "!=": ["=="],
}
LOGIC = {"&&": ["||"], "||": ["&&"]}
ARITHMETIC = {
    "+": ["-"], "-": ["+"], "*": ["/"], "/": ["*"], "%": ["*"], "<<": [">>"], ">>": ["<<"],
    "&": ["|"], "|": ["&"], "^": ["|"],
}
ASSIGNMENTS = {f"{operator}=": [f"{other}=" for other in others]
               for operator, others in ARITHMETIC.items()}
NAMES = {"comparison": COMPARISONS, "logic": LOGIC, "arithmetic": ARITHMETIC,
         "assignment": ASSIGNMENTS}

# Comments, and what may look as if it held one.
QUOTED = rb"R\"\(.*?\)\"|\"(?:\\.|[^\"\\\n])*\"|'(?:\\[^'\n]*|[^'\\\n])'"
COMMENT_OR_QUOTED = re.compile(rb"(?P<comment>//[^\n]*|/\*.*?\*/)|" + QUOTED, re.DOTALL)
INTEGER = re.compile(r"(0[xX][0-9a-fA-F']+|[0-9][0-9']*)([uUlLzZ]*)")
CHARACTER = re.compile(r"'(\\x[0-9a-fA-F]+|\\.|[^\\'])'")
ESCAPES = {"\\n": 10, "\\r": 13, "\\t": 9, "\\0": 0, "\\\\": 92, "\\'": 39, '\\"': 34,
           "\\b": 8, "\\f": 12, "\\v": 11, "\\a": 7}

# Statements that are an expression, and so can be left out.
EXPRESSIONS = {
    CursorKind.CALL_EXPR, CursorKind.BINARY_OPERATOR, CursorKind.COMPOUND_ASSIGNMENT_OPERATOR,
    CursorKind.UNARY_OPERATOR, CursorKind.UNEXPOSED_EXPR, CursorKind.BREAK_STMT,
    CursorKind.CONTINUE_STMT,
}
BRANCHES = {
    CursorKind.IF_STMT, CursorKind.FOR_STMT, CursorKind.WHILE_STMT, CursorKind.DO_STMT,
    CursorKind.CXX_FOR_RANGE_STMT, CursorKind.CASE_STMT, CursorKind.DEFAULT_STMT,
    CursorKind.COMPOUND_STMT,
}
LABELS = {CursorKind.CASE_STMT, CursorKind.DEFAULT_STMT}
# Types whose `{}` is a value; classes are looked at.
HAVE_DEFAULTS = {
    TypeKind.CHAR_S, TypeKind.SCHAR, TypeKind.UCHAR, TypeKind.SHORT, TypeKind.USHORT, TypeKind.INT,
    TypeKind.UINT, TypeKind.LONG, TypeKind.ULONG, TypeKind.LONGLONG, TypeKind.ULONGLONG,
    TypeKind.FLOAT, TypeKind.DOUBLE, TypeKind.POINTER, TypeKind.ENUM,
}
CONDITIONED = {"if": CursorKind.IF_STMT, "while": CursorKind.WHILE_STMT, "for": CursorKind.FOR_STMT}


class Source:
    """The bytes of a file, by the nodes that span them."""

    def __init__(self, bytes_):
        self.bytes = bytes_
        # The same with blanks in place of comments, so that its offsets are the file's.
        self.code = COMMENT_OR_QUOTED.sub(blank_if_comment, bytes_)

    def span(self, node):
        return node.extent.start.offset, node.extent.end.offset

    def text(self, node):
        first, last = self.span(node)
        return self.bytes[first:last].decode()

    def code_between(self, first, last):
        return self.code[first:last].decode("latin-1")  # a character a byte, as offsets count


def blank_if_comment(match):
    if match.group("comment") is None:
        return match.group()
    return re.sub(rb"[^\n]", b" ", match.group())


def edits_of(node, surroundings, source):
    """All edits at this node itself. `surroundings` is a walk.Surroundings."""
    for operator in OPERATORS:
        yield from operator(node, surroundings, source)


def swap(node, _surroundings, source):
    """Comparisons, && and ||, arithmetic and what assigns: built in and overloaded."""
    place = operator_place(node, source)
    if place is None:
        return
    first, last = place
    old = source.bytes[first:last].decode()
    for name, table in NAMES.items():
        if name in ("arithmetic", "assignment") and not has_opposite(node, old):
            continue
        for new in table.get(old, []):
            yield Edit(name, first, last, new, source.span(node), source.span(node))


def operator_place(node, source):
    """Where the operator stands between its two operands, or None."""
    children = list(node.get_children())
    if node.kind in (CursorKind.BINARY_OPERATOR, CursorKind.COMPOUND_ASSIGNMENT_OPERATOR):
        if len(children) != 2:
            return None
        first, last = children[0].extent.end.offset, children[1].extent.start.offset
    elif node.kind == CursorKind.CALL_EXPR and node.spelling.startswith("operator"):
        # The callee is a child whose place is the operator's. A != b may be written as !(a == b) by
        # the compiler: only the source says what is there.
        named = [child for child in children if child.spelling.startswith("operator")
                 and child.kind == CursorKind.UNEXPOSED_EXPR]
        if not named or named[-1].extent.start.offset <= node.extent.start.offset:  # unary
            return None
        first, last = source.span(named[-1])
    else:
        return None
    between = source.code_between(first, last)
    operator = between.strip()
    first += len(between) - len(between.lstrip())
    return (first, first + len(operator)) if operator else None


def has_opposite(node, operator):
    """Two pointers can't be added; and of strings and streams there is no opposite."""
    if node.kind == CursorKind.CALL_EXPR:
        return "<<" not in operator and "basic_string" not in node.type.get_canonical().spelling
    kinds = [child.type.get_canonical().kind for child in node.get_children()]
    return kinds != [TypeKind.POINTER, TypeKind.POINTER]


def negate_condition(node, _surroundings, source):
    """if, while, for, do, ?: of the opposite. Where another operator makes the same, it is left out."""
    place = condition_place(node, source)
    if place is None:
        return
    first, last, condition, declared = place
    text = source.bytes[first:last].decode()
    if declared:
        yield Edit("condition", first, last, f"{text}; !({declared})", (first, last), (first, last))
    elif not is_negation(condition, source) and not is_comparison(condition, source):
        yield Edit("condition", first, last, f"!({text})", (first, last), (first, last))


def is_negation(condition, source):
    text = source.text(condition)
    return condition.kind == CursorKind.UNARY_OPERATOR and text.startswith("!")


def is_comparison(condition, source):
    while condition.kind in (CursorKind.UNEXPOSED_EXPR, CursorKind.UNARY_OPERATOR):
        children = list(condition.get_children())
        if len(children) != 1:
            return False
        condition = children[0]
    place = operator_place(condition, source)
    return place is not None and source.bytes[slice(*place)].decode() in COMPARISONS


def condition_place(node, source):
    """(first, last, the condition's node, the name of a variable that it declares or None), or None."""
    children = list(node.get_children())
    if node.kind == CursorKind.CONDITIONAL_OPERATOR:
        return (*source.span(children[0]), children[0], None)
    if node.kind == CursorKind.DO_STMT:
        return (*source.span(children[-1]), children[-1], None)
    for keyword, kind in CONDITIONED.items():
        if node.kind == kind:
            return bracketed_condition(node, children, keyword, source)
    return None


def bracketed_condition(node, children, keyword, source):
    """The condition in the brackets behind the keyword: behind `;` if there is an initialisation."""
    opened = re.match(rf"{keyword}\s*\(", source.code_between(*source.span(node)))
    if not opened:  # if constexpr
        return None
    first = node.extent.start.offset + opened.end()
    parts = split_brackets(source, first, node.extent.end.offset)
    if keyword == "for" and len(parts) != 3:
        return None
    first, last = parts[1] if keyword == "for" else parts[-1]
    inside = [child for child in children if first <= child.extent.start.offset < last]
    if not inside:
        return None
    declared = [child.spelling for child in inside if child.kind == CursorKind.VAR_DECL]
    return first, last, inside[-1], declared[0] if declared else None


def split_brackets(source, first, end):
    """The spans between the `;` up to the bracket that closes, without the blanks around them."""
    text = source.code_between(first, end)
    parts, depth, begin, quote = [], 0, 0, None
    at = 0
    while at < len(text):
        c = text[at]
        if quote:
            if c == "\\":
                at += 1
            elif c == quote:
                quote = None
        elif c in "\"'":
            quote = c
        elif c in "([{":
            depth += 1
        elif c in ")]}" and depth > 0:
            depth -= 1
        elif depth == 0 and c in ";)":
            parts.append(trimmed(text, begin, at, first))
            begin = at + 1
            if c == ")":
                break
        at += 1
    return parts


def trimmed(text, begin, end, offset):
    part = text[begin:end]
    return (offset + begin + len(part) - len(part.lstrip()), offset + begin + len(part.rstrip()))


def change_constant(node, surroundings, source):
    """Integers and characters: their neighbours. Truth values: the other one.

    What closes a template's arguments is a part of a type; a comparison has blanks around it.
    """
    text = source.text(node)
    place = source.span(node)
    if node.kind == CursorKind.INTEGER_LITERAL and source.bytes[place[1]:place[1] + 1] != b">":
        for other in neighbours_of_integer(text):
            yield Edit("constant", *place, other, surroundings.shown(place), place)
    elif node.kind == CursorKind.CHARACTER_LITERAL:
        for other in neighbours_of_character(text):
            yield Edit("constant", *place, other, surroundings.shown(place), place)
    elif node.kind == CursorKind.CXX_BOOL_LITERAL_EXPR and text in ("true", "false"):
        other = "false" if text == "true" else "true"
        yield Edit("truth", *place, other, surroundings.shown(place), place)


def neighbours_of_integer(text):
    match = INTEGER.fullmatch(text)
    if not match:
        return []
    digits, suffix = match.group(1).replace("'", ""), match.group(2)
    value = int(digits, 0) if digits.lower().startswith("0x") else int(digits)
    written = (lambda number: f"0x{number:X}") if digits.lower().startswith("0x") else str
    others = [value + 1] if value == 0 else [value - 1, value + 1]
    return [written(other) + suffix for other in others]


def neighbours_of_character(text):
    match = CHARACTER.fullmatch(text)
    if not match:
        return []
    written = match.group(1)
    if written.startswith("\\x"):
        value = int(written[2:], 16)
    else:
        value = ESCAPES.get(written, ord(written[-1]))
    return [written_character(other) for other in (value - 1, value + 1) if 0 <= other < 256]


def written_character(value):
    if 0x20 <= value < 0x7F and chr(value) not in "\\'":
        return f"'{chr(value)}'"
    return f"'\\x{value:02X}'"


def change_sign(node, surroundings, source):
    """! ~ and - left out; ++ and -- for each other."""
    first, last = source.span(node)
    text = source.text(node)
    if node.kind == CursorKind.UNARY_OPERATOR or (node.kind == CursorKind.CALL_EXPR
                                                  and node.spelling in ("operator++", "operator--")):
        for step, other in (("++", "--"), ("--", "++")):
            if text.startswith(step):
                yield Edit("step", first, first + 2, other, (first, last), (first, last))
            elif text.endswith(step) and operand_ends(node, last - 2):
                yield Edit("step", last - 2, last, other, (first, last), (first, last))
    if node.kind == CursorKind.UNARY_OPERATOR and re.match(r"(!(?!=)|~|-(?!-))", text):
        yield Edit("unary", first, first + 1, "", surroundings.shown((first, last)), (first, last))


def operand_ends(node, place):
    """Whether the operator behind it is this node's: in `*at++` the step is only the inner one's."""
    return any(child.extent.end.offset == place for child in node.get_children())


def delete_statement(node, surroundings, source):
    """What is done, or refused, by a statement of its own."""
    if not is_statement(node, surroundings.parent, source):
        return
    first, last = source.span(node)
    text = source.text(node)
    if text.startswith("static_cast<void>"):
        return
    if node.kind in EXPRESSIONS:
        yield Edit("statement", first, last, "", (first, last), (first, last))
    elif node.kind == CursorKind.IF_STMT and not has_else(node, source) and "constexpr" not in text[:15]:
        yield Edit("statement", first, last, deleted_if(source, last), (first, last), (first, last))
    elif node.kind == CursorKind.RETURN_STMT and text == "return":
        yield Edit("statement", first, last, "", (first, last), (first, last))


def is_statement(node, parent, source):
    """Whether it stands by itself: in a block, or as the branch or body of something."""
    if parent is None or parent.kind not in BRANCHES:
        return False
    if parent.kind == CursorKind.COMPOUND_STMT:
        return True
    first, last = source.span(node)
    before = source.code_between(parent.extent.start.offset, first).rstrip()
    ends = source.bytes[last - 1:last] == b"}" or source.code_between(last, last + 1) == ";"
    return ends and before.endswith(":" if parent.kind in LABELS else (")", "else", "do"))


def deleted_if(source, last):
    """An empty statement, unless the `;` that ended the branch stays behind."""
    return "" if source.bytes[last:last + 1] == b";" else ";"


def has_else(node, source):
    then, otherwise = list(node.get_children())[-2:]
    return "else" in source.code_between(then.extent.end.offset, otherwise.extent.start.offset)


def change_return(node, surroundings, source):
    """Truth: each answer always. Other values: what their type is by default."""
    if node.kind != CursorKind.RETURN_STMT:
        return
    value = next(node.get_children(), None)
    if value is None or source.text(value) in ("true", "false", "nullptr", "std::nullopt", "{}", "0", ""):
        return
    for other in values_of(surroundings.result or value.type):
        if other == "{}" and surroundings.result is None:
            continue  # A lambda takes its type from what it returns.
        yield Edit("return", *source.span(value), other, source.span(node), source.span(node))


def values_of(type_):
    type_ = type_.get_canonical()
    if type_.kind == TypeKind.BOOL:
        return ["true", "false"]
    if type_.kind == TypeKind.RECORD and is_default_constructible(type_):
        return ["{}"]
    if type_.kind in HAVE_DEFAULTS:
        return ["{}"]
    return []


def is_default_constructible(type_):
    """As far as the constructors that are written say; templates of the standard library all are."""
    constructors = [child for child in type_.get_declaration().get_children()
                    if child.kind == CursorKind.CONSTRUCTOR]
    if not constructors:
        return all(child.type.get_canonical().kind not in (TypeKind.LVALUEREFERENCE,
                                                           TypeKind.RVALUEREFERENCE)
                   for child in type_.get_declaration().get_children()
                   if child.kind == CursorKind.FIELD_DECL)
    return any(constructor.is_default_constructor() for constructor in constructors)


def change_enumerator(node, surroundings, source):
    """In what is returned, and in tables: the next enumerator, or the first behind the last."""
    if node.kind != CursorKind.DECL_REF_EXPR or not surroundings.is_data:
        return
    enumerator = node.referenced
    if enumerator is None or enumerator.kind != CursorKind.ENUM_CONSTANT_DECL:
        return
    names = [child.spelling for child in enumerator.semantic_parent.get_children()
             if child.kind == CursorKind.ENUM_CONSTANT_DECL]
    other = names[(names.index(enumerator.spelling) + 1) % len(names)]
    first, last = source.span(node)
    text = source.text(node)
    if other == enumerator.spelling or not text.endswith(enumerator.spelling):
        return
    yield Edit("enumerator", last - len(enumerator.spelling), last, other,
               surroundings.shown((first, last)), (first, last))


OPERATORS = [swap, negate_condition, change_constant, change_sign, delete_statement, change_return,
             change_enumerator]
