"""A service of connector groups, one request at a time, in memory."""
import re
import urllib.parse

import bodies
import exchange
import fields
import messages
from refused import Refused

_ROOT = "https://graph.microsoft.com"
_REASONS = {
    200: "OK",
    201: "Created",
    204: "No Content",
    400: "Bad Request",
    401: "Unauthorized",
    404: "Not Found",
    405: "Method Not Allowed",
    411: "Length Required",
    415: "Unsupported Media Type",
    501: "Not Implemented",
}
_CODES = {
    400: "badRequest",
    401: "unauthorized",
    404: "notFound",
    405: "methodNotAllowed",
    411: "lengthRequired",
    415: "unsupportedMediaType",
    501: "notImplemented",
}
_METHODS = ("DELETE", "GET", "PATCH", "POST")


class _Problem(Exception):
    """A status, what is wrong, and fields that go with the status."""

    def __init__(self, status, text, more=()):
        super().__init__(text)
        self.status = status
        self.text = text
        self.more = list(more)


class Service:
    def __init__(self, contract):
        self.contract = contract
        self.groups = {}
        self.count = 0

    def answer(self, octets):
        """The octets of the response to one whole request."""
        try:
            request = messages.read("request", octets, is_ended=True)
            if request.size != len(octets):
                raise Refused("framing", request.size)
        except Refused as refusal:
            problem = _Problem(400, "not an HTTP request: " + refusal.why)
            return self._problem(problem, [("Connection", "close")])
        try:
            return self._step(request)
        except _Problem as problem:
            return self._problem(problem)

    def _problem(self, problem, more=()):
        content = bodies.write_error(_CODES[problem.status], problem.text)
        return self._response(problem.status, content, problem.more + list(more))

    def _response(self, status, content=None, more=()):
        lines = ["HTTP/1.1 %d %s" % (status, _REASONS[status])]
        lines += ["%s: %s" % pair for pair in more]
        lines.append("OData-Version: 4.0")
        if content is not None:
            lines.append("Content-Type: application/json;odata.metadata=minimal")
            lines.append("Content-Length: %d" % len(content))
        return "\r\n".join(lines + ["", ""]).encode("latin-1") + (content or b"")

    def _step(self, request):
        if request.method not in _METHODS:
            raise _Problem(501, "unknown method")
        path = exchange.normal_path(request.path)
        below = exchange.below_version(path, self.contract)
        if below is None:
            raise _Problem(404, "no such resource")
        version = path.split("/")[1]
        item = _item(below)
        if below and item is None:
            raise _Problem(404, "no such resource")
        allowed = ("GET", "POST") if item is None else ("DELETE", "GET", "PATCH")
        if request.method not in allowed:
            raise _Problem(405, "not here", [("Allow", ", ".join(allowed))])
        self._check_token(request)
        if item is not None and item not in self.groups:
            raise _Problem(404, "no such group")
        if request.method == "POST":
            return self._create(request, version)
        if request.method == "DELETE":
            del self.groups[item]
            return self._response(204)
        if request.method == "PATCH":
            self.groups[item].update(self._body(request, is_update=True))
        if item is None:
            return self._list(version)
        return self._response(200, self._representation(self.groups[item], version))

    def _check_token(self, request):
        """One token, in the field alone (RFC 6750 sections 2, 3)."""
        challenge = 'Bearer realm="connectorgroup"'
        values = request.values("authorization")
        query = request.query or ""
        if not values or values[0].split(" ")[0].lower() != "bearer":
            raise _Problem(401, "a bearer token is due", [("WWW-Authenticate", challenge)])
        is_twice = any(
            urllib.parse.unquote(pair.split("=")[0]) == "access_token" for pair in query.split("&")
        )
        if is_twice or fields.bearer_token(values[0]) is None:
            challenge += ', error="invalid_request"'
            raise _Problem(400, "the token is malformed", [("WWW-Authenticate", challenge)])

    def _create(self, request, version):
        asked = self._body(request)
        self.count += 1
        group = {"id": "00000000-0000-4000-8000-%012x" % self.count, "name": asked["name"]}
        group.update(self.contract.defaults)
        group.update(asked)
        self.groups[group["id"]] = group
        location = "%s/%s%s/%s" % (_ROOT, version, self.contract.path, group["id"])
        return self._response(201, self._representation(group, version), [("Location", location)])

    def _body(self, request, is_update=False):
        if not request.values("content-length") and not request.values("transfer-encoding"):
            raise _Problem(411, "a length is due")
        try:
            exchange.check_json_content(request)
        except Refused:
            raise _Problem(415, "application/json is due, in UTF-8 and not coded") from None
        try:
            return bodies.read_request(request.content, self.contract, is_update)
        except Refused as refusal:
            raise _Problem(400, "the body isn't taken: " + refusal.why) from None

    def _context(self, version):
        return "%s/%s/$metadata#%s" % (_ROOT, version, self.contract.context)

    def _representation(self, group, version):
        context = self._context(version) + "/$entity"
        return bodies.write_response(group, self.contract, {"@odata.context": context})

    def _list(self, version):
        groups = list(self.groups.values())
        return self._response(
            200, bodies.write_collection(groups, self.contract, self._context(version))
        )


def _item(below):
    """The id in "/id" or "('id')", or nothing."""
    match = re.fullmatch(r"/([^/()]+)|\('((?:[^']|'')*)'\)", below)
    if not match:
        return None
    return urllib.parse.unquote(match.group(1) or match.group(2).replace("''", "'"))
