"""HTTP/1.1 messages as they arrive on a connection (RFC 9112): strict, with limits."""
import re
from dataclasses import dataclass, field

import fields
import uri
from refused import Refused

LINE_MAX = 16384
FIELDS_MAX = 128
FIELD_SECTION_MAX = 64 << 10
CONTENT_MAX = 16 << 20
EXTENSIONS_MAX = 16384

# Fields that aren't lists, so that a second line of one is refused (RFC 9110 section 5.3, OData).
# Of Host, check_host() knows more.
_SINGLE = frozenset(
    """age authorization client-request-id content-location content-range content-type date etag
    expires from if-modified-since if-range if-unmodified-since last-modified location
    max-forwards odata-maxversion odata-version proxy-authorization range referer request-id
    retry-after server user-agent""".split()
)
# What a trailer must not be (RFC 9110 section 6.5.1; the page of the protocol has the list).
_NOT_IN_TRAILERS = frozenset(
    """accept accept-charset accept-encoding accept-language age allow authorization cache-control
    connection content-encoding content-length content-range content-type cookie date expect
    expires host if-match if-modified-since if-none-match if-range if-unmodified-since location
    max-forwards pragma prefer preference-applied proxy-authenticate proxy-authorization range
    retry-after set-cookie te trailer transfer-encoding upgrade vary via warning
    www-authenticate""".split()
)
_VERSION = re.compile(rb"HTTP/1\.[0-9]\Z")
_STATUS = re.compile(rb"HTTP/1\.[0-9] ([1-5][0-9]{2}) [\t \x21-\x7e\x80-\xff]*\Z")


class Incomplete(Exception):
    """More octets must come."""


@dataclass
class Message:
    method: str = ""
    target: str = ""
    path: str = ""
    query: str | None = None
    status: int = 0
    version: str = ""
    fields: list = field(default_factory=list)  # pairs of text, one character for each octet
    content: bytes = b""
    trailers: list = field(default_factory=list)
    size: int = 0  # octets, with an empty line before it

    def values(self, name):
        return [value for n, value in self.fields if n.lower() == name]


def read(kind, octets, is_ended=False):
    """The message that the octets begin with. `kind` is request, response or response-to-head.

    Raises Refused, or Incomplete. `is_ended`: nothing comes after the octets.
    """
    try:
        return _Reader(kind, octets, is_ended).message()
    except Incomplete:
        if is_ended:
            raise Refused("framing", len(octets)) from None
        raise


class _Reader:
    def __init__(self, kind, octets, is_ended):
        self.kind = kind
        self.octets = octets
        self.is_ended = is_ended
        self.at = 0
        self.section_size = 0
        self.names = []  # of all fields, trailers included, in lower case
        self.read = Message()

    def message(self):
        if self.kind == "request":
            self.request_line()
        else:
            self.status_line()
        self.field_lines()
        self.check_host()
        self.content()
        self.read.size = self.at
        return self.read

    def line(self):
        """The next line, without CRLF."""
        end = self.octets.find(b"\n", self.at)
        line = self.octets[self.at : end if end >= 0 else len(self.octets)]
        if end < 0 and line.endswith(b"\r"):
            line = line[:-1]
        elif end >= 0:
            if not line.endswith(b"\r"):
                raise Refused("framing", end)
            line = line[:-1]
        if len(line) > LINE_MAX:
            raise Refused("size", self.at + LINE_MAX)
        if b"\r" in line:
            raise Refused("framing", self.at + line.index(b"\r"))
        if end < 0:
            raise Incomplete
        self.at = end + 1
        return line

    def request_line(self):
        if self.octets.startswith(b"\r\n"):
            self.at = 2
        start = self.at
        parts = self.line().split(b" ")
        if len(parts) != 3 or not fields.is_token(_text(parts[0])):
            raise Refused("method", start)
        if not _VERSION.match(parts[2]):
            raise Refused("framing", start)
        self.read.method, self.read.target = _text(parts[0]), _text(parts[1])
        self.read.version = _text(parts[2])
        split = uri.split_target(self.read.method, self.read.target)
        if split is None:
            raise Refused("target", start)
        self.read.path, self.read.query = split

    def status_line(self):
        start = self.at
        line = self.line()
        match = _STATUS.match(line)
        if not match:
            raise Refused("framing", start)
        self.read.status = int(match.group(1))
        self.read.version = _text(line[:8])

    def field_lines(self, is_trailer=False):
        while True:
            start = self.at
            line = self.line()
            if not line:
                return
            self.section_size += self.at - start
            if self.section_size > FIELD_SECTION_MAX or len(self.names) == FIELDS_MAX:
                raise Refused("size", start)
            name, colon, value = _text(line).partition(":")
            value = value.strip(" \t")
            if not colon or not fields.is_token(name) or _has_control(value):
                raise Refused("header", start)
            known = name.lower()
            if known in _SINGLE and known in self.names:
                raise Refused("header", start)
            if is_trailer and known in _NOT_IN_TRAILERS:
                raise Refused("header", start)
            self.names.append(known)
            (self.read.trailers if is_trailer else self.read.fields).append((name, value))

    def check_host(self):
        """By RFC 9112 section 3.2."""
        if self.kind != "request":
            return
        hosts = self.read.values("host")
        if len(hosts) > 1 or (not hosts and self.read.version != "HTTP/1.0"):
            raise Refused("header")
        if not all(uri.is_host_and_port(host, is_due=True) for host in hosts):
            raise Refused("header")

    def content(self):
        """By RFC 9112 section 6.3."""
        length = self.length()
        is_chunked = self.is_chunked()
        if is_chunked and length is not None:
            raise Refused("framing")
        status = self.read.status
        if self.kind != "request" and (status < 200 or status == 204):
            if is_chunked or length is not None:
                raise Refused("framing")
            return
        if self.kind == "response-to-head" or status == 304:
            return
        if is_chunked:
            self.chunks()
        elif length is not None:
            if length > CONTENT_MAX:
                raise Refused("size")
            self.read.content = self.take(length)
        elif self.kind != "request":
            if len(self.octets) - self.at > CONTENT_MAX:
                raise Refused("size")
            if not self.is_ended:
                raise Incomplete
            self.read.content = self.take(len(self.octets) - self.at)

    def take(self, size):
        if self.at + size > len(self.octets):
            raise Incomplete
        taken = self.octets[self.at : self.at + size]
        self.at += size
        return taken

    def length(self):
        """The Content-Length, or nothing. It is stated once, in digits (RFC 9110 section 8.6)."""
        values = self.read.values("content-length")
        if not values:
            return None
        if len(values) > 1 or not re.fullmatch("[0-9]+", values[0]):
            raise Refused("length")
        digits = values[0].lstrip("0")
        if len(digits) > 20 or int(digits or "0") >= 1 << 64:
            raise Refused("length")
        return int(digits or "0")

    def is_chunked(self):
        values = self.read.values("transfer-encoding")
        if not values:
            return False
        if self.read.version == "HTTP/1.0":
            raise Refused("framing")
        codings = [fields.coding(element) for element in fields.elements(values)]
        if codings != [("chunked", "")]:
            raise Refused("framing")
        return True

    def chunks(self):
        parts, size_sum, extensions_sum = [], 0, 0
        while True:
            start = self.at
            found = fields.chunk_line(_text(self.line()))
            if found is None:
                raise Refused("framing", start)
            size = int(found[0], 16)
            size_sum += size
            extensions_sum += len(found[1])
            if size_sum > CONTENT_MAX or extensions_sum > EXTENSIONS_MAX:
                raise Refused("size", start)
            if size == 0:
                break
            parts.append(self.take(size))
            ending = self.octets[self.at : self.at + 2]
            if not b"\r\n".startswith(ending):
                raise Refused("framing", self.at)
            self.take(2)
        self.field_lines(is_trailer=True)
        self.read.content = b"".join(parts)


def _text(octets):
    return octets.decode("latin-1")


def _has_control(value):
    return any((c < " " and c != "\t") or c == "\x7f" for c in value)
