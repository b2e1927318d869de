"""JSON (RFC 8259), read as I-JSON asks for it (RFC 7493), with limits on what is taken.

null, true and false are Python's, a string is a str, an array is a list. An object is an Object:
its members in the order of the text. A number is a Number: its digits, since nothing here computes.
"""
import math
import re

from refused import Refused

BYTES_MAX = 16 << 20
DEPTH_MAX = 64
MEMBERS_MAX = 1024
INTEGER_MAX = 2**53 - 1  # RFC 7493 section 2.2

_SPACE = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_PLAIN = re.compile(r'[^"\\\x00-\x1f]*')
_HEX = re.compile(r"[0-9A-Fa-f]{4}")
_ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_LITERALS = {"true": True, "false": False, "null": None}
# U+FDD0 to U+FDEF, and the last two characters of every plane.
_NONCHARACTER = re.compile(
    "[\ufdd0-\ufdef%s]" % "".join(chr(p << 16 | 0xFFFE) + chr(p << 16 | 0xFFFF) for p in range(17))
)
_SURROGATE = re.compile("[\ud800-\udfff]")


class Object(list):
    """Pairs of name and value, in order; no two of one name."""

    def get(self, name, default=None):
        return next((value for n, value in self if n == name), default)

    def __contains__(self, name):
        return any(n == name for n, _ in self)


class Number(str):
    """The text of a number."""


def read(octets):
    """The value that the octets say. Raises Refused. Time and memory O(octets)."""
    if len(octets) > BYTES_MAX:
        raise Refused("size", BYTES_MAX)
    try:
        text = octets.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused("utf8", error.start) from error
    try:
        return _Reader(text).whole()
    except Refused as refusal:
        if refusal.at is not None:  # from characters to bytes
            refusal.at = len(text[: refusal.at].encode("utf-8"))
        raise


def check_text(text, at=None):
    """Refuses what I-JSON has no place for: surrogates and noncharacters (RFC 7493 section 2.1)."""
    if _SURROGATE.search(text) or _NONCHARACTER.search(text):
        raise Refused("value", at)


class _Reader:
    """A cursor over the text; each method leaves it behind what it read."""

    def __init__(self, text):
        self.text = text
        self.at = 0

    def whole(self):
        self.space()
        value = self.value(1)
        self.space()
        if self.at != len(self.text):
            raise Refused("syntax", self.at)
        return value

    def space(self):
        self.at = _SPACE.match(self.text, self.at).end()

    def here(self):
        return self.text[self.at : self.at + 1]

    def take(self, character):
        if self.here() != character:
            raise Refused("syntax", self.at)
        self.at += 1

    def value(self, depth):
        first = self.here()
        if first and first in "{[":
            if depth > DEPTH_MAX:
                raise Refused("depth", self.at)
            return self.object(depth) if first == "{" else self.array(depth)
        if first == '"':
            return self.string()
        for word, value in _LITERALS.items():
            if self.text.startswith(word, self.at):
                self.at += len(word)
                return value
        return self.number()

    def object(self, depth):
        members, names = Object(), set()
        for _ in self.separated("{", "}"):
            start = self.at
            name = self.string()
            if name in names:
                raise Refused("duplicate", start)
            if len(members) == MEMBERS_MAX:
                raise Refused("size", start)
            names.add(name)
            self.space()
            self.take(":")
            self.space()
            members.append((name, self.value(depth + 1)))
        return members

    def array(self, depth):
        return [self.value(depth + 1) for _ in self.separated("[", "]")]

    def separated(self, opening, closing):
        """Yields where each item of a list is due, and takes what stands between them."""
        self.take(opening)
        self.space()
        if self.here() != closing:
            while True:
                yield
                self.space()
                if self.here() != ",":
                    break
                self.at += 1
                self.space()
        self.take(closing)

    def number(self):
        start = self.at
        match = _NUMBER.match(self.text, start)
        if not match:
            raise Refused("syntax", start)
        digits = match.group()
        is_integer = match.group(1) is None and match.group(2) is None
        if is_integer and _exceeds(digits.lstrip("-"), str(INTEGER_MAX)):
            raise Refused("range", start)
        if math.isinf(float(digits)):
            raise Refused("range", start)
        self.at = match.end()
        return Number(digits)

    def string(self):
        start = self.at
        self.take('"')
        parts = []
        while True:
            plain = _PLAIN.match(self.text, self.at)
            parts.append(plain.group())
            self.at = plain.end()
            if self.here() != "\\":
                break
            parts.append(self.escape())
        self.take('"')
        # Two escapes in a row may be the halves of one character.
        text = "".join(parts)
        text = re.sub("[\ud800-\udbff][\udc00-\udfff]", _joined, text)
        check_text(text, start)
        return text

    def escape(self):
        self.take("\\")
        kind = self.here()
        if kind in _ESCAPES:
            self.at += 1
            return _ESCAPES[kind]
        self.take("u")
        digits = _HEX.match(self.text, self.at)
        if not digits:
            raise Refused("syntax", self.at)
        self.at = digits.end()
        return chr(int(digits.group(), 16))


def _exceeds(digits, highest):
    return (len(digits), digits) > (len(highest), highest)


def _joined(pair):
    high, low = map(ord, pair.group())
    return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
