"""The create exchange: what a request and a response of POST /connectorGroups must be."""
import re

import bodies
import fields
import messages
import uri
from refused import Refused

_UNRESERVED = re.compile(r"%([0-9A-Fa-f]{2})")
_BEARER_ERRORS = {"invalid_request": 400, "invalid_token": 401, "insufficient_scope": 403}


def normal_path(path):
    """The path with its unreserved characters as themselves (RFC 3986 section 6.2.2.2)."""

    def decoded(match):
        character = chr(int(match.group(1), 16))
        return character if re.fullmatch(r"[A-Za-z0-9\-._~]", character) else match.group()

    return _UNRESERVED.sub(decoded, path)


def below_version(path, contract):
    """What follows the contract's path: "" for the collection itself. Nothing for other paths."""
    for version in contract.versions:
        base = "/" + version + contract.path
        if path == base or path.startswith((base + "/", base + "(")):
            return path[len(base) :]
    return None


def check_json_content(message):
    """Content-Type is there and says JSON in UTF-8; no coding is applied."""
    values = message.values("content-type")
    if not values:
        raise Refused("header")
    kind = fields.media_type(values[0])
    if kind is None or kind[0] != "application/json":
        raise Refused("header")
    charsets = [value.lower() for name, value in kind[1] if name == "charset"]
    if any(charset != "utf-8" for charset in charsets):
        raise Refused("header")
    codings = fields.elements(message.values("content-encoding"))
    if any(coding.lower() != "identity" for coding in codings):
        raise Refused("header")


def read_create_response(octets, contract):
    """("group", dict) or ("error", code, message): what a client makes of the answer."""
    response = messages.read("response", octets, is_ended=True)
    if response.size != len(octets):
        raise Refused("framing", response.size)
    for location in response.values("location"):
        if not uri.is_reference(location):
            raise Refused("header")
    for moment in response.values("retry-after"):
        if not fields.is_retry_after(moment):
            raise Refused("header")
    _check_challenges(response)
    if response.status == 405 and not response.values("allow"):
        raise Refused("header")
    if response.status in contract.statuses:
        check_json_content(response)
        return "group", bodies.read_response(response.content, contract)
    if response.status < 400:
        raise Refused("other")
    check_json_content(response)
    return "error", *bodies.read_error(response.content)


def _check_challenges(response):
    values = response.values("www-authenticate")
    if response.status == 401 and not values:
        raise Refused("authorization")
    found = fields.challenges(values)
    if found is None:
        raise Refused("authorization")
    bearers = [parameters for scheme, parameters in found if scheme == "bearer"]
    if response.status == 401 and not bearers:
        raise Refused("authorization")
    for _, parameters in found:
        names = [name for name, _ in parameters]
        if len(names) != len(set(names)):
            raise Refused("authorization")
    for parameters in bearers:
        error = dict(parameters).get("error")
        if not parameters or _BEARER_ERRORS.get(error, response.status) != response.status:
            raise Refused("authorization")
