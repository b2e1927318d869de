"""URIs (RFC 3986), as far as a request, Host and Location have them. All is ASCII text."""
import ipaddress
import re

_UNRESERVED = r"A-Za-z0-9\-._~"
_SUB_DELIMS = r"!$&'()*+,;="
_PERCENT = r"%[0-9A-Fa-f]{2}"
_PCHAR = rf"(?:[{_UNRESERVED}{_SUB_DELIMS}:@]|{_PERCENT})"
_QUERY = rf"(?:{_PCHAR}|[/?])*"

_REG_NAME = re.compile(rf"(?:[{_UNRESERVED}{_SUB_DELIMS}]|{_PERCENT})*\Z")
_IP_FUTURE = re.compile(rf"[vV][0-9A-Fa-f]+\.[{_UNRESERVED}{_SUB_DELIMS}:]+\Z")
_USER_INFO = re.compile(rf"(?:[{_UNRESERVED}{_SUB_DELIMS}:]|{_PERCENT})*\Z")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*\Z")
_ORIGIN_FORM = re.compile(rf"((?:/{_PCHAR}*)+)(?:\?({_QUERY}))?\Z")
_ABSOLUTE_FORM = re.compile(rf"https?://([^/?#]*)((?:/{_PCHAR}*)*)(?:\?({_QUERY}))?\Z", re.IGNORECASE)
_PATH = re.compile(rf"(?:{_PCHAR}|/)*\Z")
_QUERY_ONLY = re.compile(rf"{_QUERY}\Z")


def is_host_and_port(text, is_due=False, is_port_due=False):
    """uri-host [ ":" port ] (RFC 9110 section 7.2). Of what is due, there is a character."""
    host, colon, port = text.rpartition(":")
    if not colon or text.endswith("]"):
        host, port = text, ""
    if (is_due and not host) or (is_port_due and not port):
        return False
    return is_host(host) and re.fullmatch(r"[0-9]*", port) is not None


def is_host(host):
    if host.startswith("[") and host.endswith("]"):
        literal = host[1:-1]
        return _is_ipv6(literal) or _IP_FUTURE.match(literal) is not None
    return _REG_NAME.match(host) is not None


def _is_ipv6(text):
    if "%" in text or not text.isascii():  # a zone is no part of RFC 3986's grammar
        return False
    try:
        ipaddress.IPv6Address(text)
    except ValueError:
        return False
    return True


def split_target(method, target):
    """Path and query of a request target (RFC 9112 section 3.2), the query None where it has none.

    Nothing where it is none of the four forms, or not the one that goes with the method.
    """
    if method == "CONNECT":
        is_right = is_host_and_port(target, is_due=True, is_port_due=True)
        return ("", None) if is_right else None
    if target == "*":
        return ("*", None) if method == "OPTIONS" else None
    origin = _ORIGIN_FORM.match(target)
    if origin:
        return origin.group(1), origin.group(2)
    absolute = _ABSOLUTE_FORM.match(target)
    # Neither user information nor an empty host: RFC 9110 sections 4.2.1, 4.2.4.
    if absolute and is_host_and_port(absolute.group(1), is_due=True):
        return absolute.group(2) or "/", absolute.group(3)
    return None


def is_reference(text):
    """URI-reference (RFC 3986 section 4.1)."""
    text, hash_mark, fragment = text.partition("#")
    if hash_mark and not _QUERY_ONLY.match(fragment):
        return False
    text, question, query = text.partition("?")
    if question and not _QUERY_ONLY.match(query):
        return False
    scheme, colon, rest = text.partition(":")
    has_scheme = bool(colon) and "/" not in scheme
    if has_scheme:
        if not _SCHEME.match(scheme):
            return False
        text = rest
    if not text.startswith("//"):
        return _PATH.match(text) is not None
    authority, slash, path = text[2:].partition("/")
    user, _, host = authority.rpartition("@")
    return (
        _USER_INFO.match(user) is not None
        and is_host_and_port(host)
        and _PATH.match(slash + path) is not None
    )
