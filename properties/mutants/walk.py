"""All mutants of a file: a walk over clang's syntax tree of it."""
import re

from clang import cindex
from clang.cindex import CursorKind

from .mutant import identify
from .operators import Source, edits_of
from .problem import Unusable

FUNCTIONS = {
    CursorKind.FUNCTION_DECL, CursorKind.CXX_METHOD, CursorKind.CONSTRUCTOR, CursorKind.DESTRUCTOR,
    CursorKind.CONVERSION_FUNCTION, CursorKind.FUNCTION_TEMPLATE,
}
CLASSES = {CursorKind.CLASS_DECL, CursorKind.STRUCT_DECL, CursorKind.CLASS_TEMPLATE,
           CursorKind.CLASS_TEMPLATE_PARTIAL_SPECIALIZATION}
VARIABLES = {CursorKind.VAR_DECL, CursorKind.FIELD_DECL}
# What the compiler checks is no behaviour, and what a type is isn't either.
NOT_CODE = {CursorKind.STATIC_ASSERT, CursorKind.TYPE_ALIAS_DECL, CursorKind.TYPEDEF_DECL,
            CursorKind.ENUM_DECL}

ASSERTION = re.compile(rb"\bCONNECTORGROUP_ASSERT\(")
# cmake/coverage-gate sees to it that such a line is never run.
UNREACHABLE = re.compile(rb"//\s*unreachable:")


class Surroundings:
    """What an operator may ask about where a node stands."""

    def __init__(self, parent=None, function="", result=None, is_data=False, wider=(),
                 is_constexpr=False):
        self.parent = parent
        self.function = function
        self.is_constexpr = is_constexpr  # the function is, so that the compiler may run it
        self.result = result  # the type that the function returns; None in a lambda
        self.is_data = is_data  # within what is returned, or what a variable is made of
        self._wider = wider  # spans of the expressions around, from the outside in

    def shown(self, place):
        """The smallest expression that is more than the place itself."""
        wider = [span for span in self._wider if span[0] <= place[0] and place[1] <= span[1]
                 and span != place]
        return wider[-1] if wider else place

    def inside(self, node, source):
        """The surroundings of the node's children."""
        function, result, is_data, wider = self.function, self.result, self.is_data, self._wider
        is_constexpr = self.is_constexpr
        if node.kind in FUNCTIONS or node.kind in CLASSES:
            function = qualified(node)
            result, is_data, wider = node.result_type, False, ()
            is_constexpr = is_declared_constexpr(node, source)
        elif node.kind in VARIABLES:
            function = function if in_function(self) else qualified(node)
            is_data, wider = True, (source.span(node),)
        elif node.kind == CursorKind.LAMBDA_EXPR:
            result, is_data, wider = None, False, ()
        elif node.kind == CursorKind.RETURN_STMT:
            is_data, wider = True, (source.span(node),)
        elif node.kind.is_expression():
            wider = (*wider, source.span(node))
        elif node.kind.is_statement():
            is_data, wider = False, ()
        return Surroundings(node, function, result, is_data, wider, is_constexpr)


def in_function(surroundings):
    return surroundings.result is not None and surroundings.parent.kind not in CLASSES


def is_declared_constexpr(node, source):
    words = source.code_between(node.extent.start.offset, node.location.offset)
    return node.kind in FUNCTIONS and "constexpr" in words


def qualified(node):
    """Class and name, without the namespaces, which all are the same."""
    names = [node.spelling]
    owner = node.semantic_parent
    while owner is not None and owner.kind in CLASSES:
        names.insert(0, owner.spelling)
        owner = owner.semantic_parent
    return "::".join(re.sub(r"<.*>$", "", name) for name in names)


def mutants_of(file, path, arguments):
    """All mutants of the file at `path`, which is called `file`."""
    source = Source(path.read_bytes())
    left_out = spans_left_out(source)
    found = {}
    for top in parse(path, arguments).cursor.get_children():
        if is_of(top, path):
            collect(top, Surroundings(), source, left_out, found)
    return identify(file, source.bytes, found.values())


def parse(path, arguments):
    try:
        unit = cindex.Index.create().parse(str(path), args=arguments)
    except (cindex.LibclangError, cindex.TranslationUnitLoadError) as problem:
        raise Unusable(f"libclang can't parse {path}: {problem}") from problem
    errors = [str(diagnostic) for diagnostic in unit.diagnostics
              if diagnostic.severity >= cindex.Diagnostic.Error]
    if errors:
        raise Unusable(f"libclang finds errors in {path}, so that its tree can't be trusted:\n"
                       + "\n".join(errors[:5]))
    return unit


def is_of(node, path):
    return node.location.file is not None and node.location.file.name == str(path)


def collect(node, surroundings, source, left_out, found):
    """Adds (function, edit, whether the function is constexpr) of the node and all below to `found`, by
    what is changed into what."""
    if node.kind in NOT_CODE:
        return
    for edit in edits_of(node, surroundings, source):
        if any(first <= edit.start and edit.end <= last for first, last in left_out):
            continue
        key = (edit.start, edit.end, edit.text)
        # The compiler may have several nodes for one expression; the widest shows most.
        if key not in found or width(found[key][1]) < width(edit):
            found[key] = (surroundings.function, edit, surroundings.is_constexpr)
    inside = surroundings.inside(node, source)
    for child in node.get_children():
        collect(child, inside, source, left_out, found)


def width(edit):
    return edit.shown[1] - edit.shown[0]


def spans_left_out(source):
    """Assertions, which must never fail, and the lines that are marked as unreachable."""
    spans = []
    for match in ASSERTION.finditer(source.code):
        depth, end = 1, match.end()
        while depth and end < len(source.code):
            depth += {b"(": 1, b")": -1}.get(source.code[end:end + 1], 0)
            end += 1
        spans.append((match.start(), end))
    for match in UNREACHABLE.finditer(source.bytes):
        begin = source.bytes.rfind(b"\n", 0, match.start()) + 1
        end = source.bytes.find(b"\n", match.end())
        if not source.bytes[begin:match.start()].strip():  # a mark alone is about the next line
            begin, end = end + 1, source.bytes.find(b"\n", end + 1)
        spans.append((begin, end))
    return spans
