"""The grammars of HTTP's field values (RFC 9110). A value is text, one character for each octet."""
import re
from datetime import datetime

TOKEN = r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+"
_OWS = r"[ \t]*"
QUOTED = r'"(?:[\t \x21\x23-\x5b\x5d-\x7e\x80-\xff]|\\[\t \x21-\x7e\x80-\xff])*"'
_VALUE = rf"(?:{TOKEN}|{QUOTED})"

_TOKEN = re.compile(rf"{TOKEN}\Z")
_MEDIA_TYPE = re.compile(rf"({TOKEN}/{TOKEN})((?:{_OWS};{_OWS}(?:{TOKEN}={_VALUE})?)*)\Z")
_PARAMETER = re.compile(rf";{_OWS}({TOKEN})=({_VALUE})")
_CODING = re.compile(rf"({TOKEN})((?:{_OWS};{_OWS}{TOKEN}{_OWS}={_OWS}{_VALUE})*)\Z")
_CHUNK_LINE = re.compile(
    rf"([0-9A-Fa-f]+)((?:{_OWS};{_OWS}{TOKEN}(?:{_OWS}={_OWS}{_VALUE})?)*)\Z"
)
_DATES = ("%a, %d %b %Y %H:%M:%S GMT", "%A, %d-%b-%y %H:%M:%S GMT", "%a %b %d %H:%M:%S %Y")

_TOKEN68 = r"[A-Za-z0-9\-._~+/]+=*"
_BEARER = re.compile(rf"bearer +({_TOKEN68})\Z", re.IGNORECASE)
_AUTH_PARAMETER = re.compile(rf"({TOKEN}){_OWS}={_OWS}({_VALUE})")
_CHALLENGE = re.compile(rf"({TOKEN})(?: +({_TOKEN68})(?={_OWS}(?:,|\Z)))?")
_FIRST_PARAMETER = re.compile(rf" +({TOKEN}{_OWS}={_OWS}{_VALUE})")
_BETWEEN = re.compile(r"[ \t,]*")
_END = re.compile(rf"{_OWS}(?:,|\Z)")


def is_token(text):
    return _TOKEN.match(text) is not None


def elements(values):
    """The elements of a list in one field or several; empty ones are nothing (section 5.6.1)."""
    found = [element.strip(" \t") for value in values for element in value.split(",")]
    return [element for element in found if element]


def media_type(value):
    """Type and parameters, names in lower case. Nothing where the value is none (section 8.3.1)."""
    match = _MEDIA_TYPE.match(value)
    if not match:
        return None
    found = _PARAMETER.findall(match.group(2))
    return match.group(1).lower(), [(name.lower(), unquoted(text)) for name, text in found]


def coding(element):
    """A transfer coding's name in lower case, and its parameters (section 10.1.4), or nothing."""
    match = _CODING.match(element)
    return (match.group(1).lower(), match.group(2)) if match else None


def chunk_line(line):
    """Size in hexadecimal digits, and extensions (RFC 9112 section 7.1), or nothing."""
    match = _CHUNK_LINE.match(line)
    return match.groups() if match else None


def is_retry_after(value):
    return re.fullmatch(r"[0-9]+", value) is not None or is_date(value)


def is_date(value):
    """HTTP-date in any of its three forms (section 5.6.7)."""
    for form in _DATES:
        try:
            moment = datetime.strptime(value, form)
        except ValueError:
            continue
        # strptime takes digits and spaces more freely than the grammar does.
        day = "%2d" % moment.day if form.startswith("%a %b") else "%02d" % moment.day
        if value == moment.strftime(form.replace("%d", day)):
            return True
    return False


def unquoted(value):
    if not value.startswith('"'):
        return value
    return re.sub(r"\\(.)", r"\1", value[1:-1], flags=re.DOTALL)


def bearer_token(value):
    """The token of `Authorization: Bearer ...` (RFC 6750 section 2.1), or nothing."""
    match = _BEARER.match(value)
    return match.group(1) if match else None


def challenges(values):
    """Pairs of scheme and parameters (section 11.6.1), or nothing where the list isn't one.

    A scheme with a token68, or with nothing, has no parameters.
    """
    found = []
    for value in values:
        takes_parameters = False  # the list continues a challenge that has parameters
        at = 0
        while (at := _BETWEEN.match(value, at).end()) < len(value):
            parameter = _AUTH_PARAMETER.match(value, at)
            if parameter and takes_parameters:
                found[-1][1].append((parameter.group(1).lower(), unquoted(parameter.group(2))))
                at = parameter.end()
            elif challenge := _CHALLENGE.match(value, at):
                found.append((challenge.group(1).lower(), []))
                takes_parameters = challenge.group(2) is None
                at = challenge.end()
                if takes_parameters and (first := _FIRST_PARAMETER.match(value, at)):
                    at = first.start(1)
                    continue
            else:
                return None
            if not _END.match(value, at):
                return None
    return found
