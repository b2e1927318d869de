"""A strict implementation behind the line protocol: python3 strict

It knows the protocol (../../PROTOCOL.md), the sentences of the rules and the documents that they
cite; of the model that it is compared with, it knows nothing.
"""
import sys

import bodies
import exchange
import messages
from contract import CONTRACTS, GRAPH_2017
from refused import Refused
from service import Service

_NAME, _VERSION = "strict Python", "1"


class _Subject:
    def __init__(self):
        self.service = Service(GRAPH_2017)

    @property
    def contract(self):
        return self.service.contract

    def hello(self, arguments):
        asked = dict(_pair(argument) for argument in arguments)
        contract = CONTRACTS.get(asked.get("contract"))
        if asked.get("proto") != 1 or contract is None:
            return "skip"
        self.service = Service(contract)
        return "ok proto=n:1 name=%s version=%s" % (_value(_NAME), _value(_VERSION))

    def reset(self, _):
        self.service = Service(self.contract)
        return "ok"

    def read_request(self, arguments):
        return _accepted(bodies.read_request(_octets(arguments), self.contract))

    def read_response(self, arguments):
        return _accepted(bodies.read_response(_octets(arguments), self.contract))

    def read_collection(self, arguments):
        groups = bodies.read_collection(_octets(arguments), self.contract)
        words = ["accept count=n:%d" % len(groups)]
        for group in groups:
            words.append("id=%s name=%s" % (_value(group["id"]), _value(group["name"])))
        return " ".join(words)

    def read_error(self, arguments):
        return _accepted_error(*bodies.read_error(_octets(arguments)))

    def write_request(self, arguments):
        group = dict(_pair(argument) for argument in arguments)
        return "ok body=" + _value(bodies.write_request(group, self.contract))

    def write_response(self, arguments):
        group = dict(_pair(argument) for argument in arguments)
        return "ok body=" + _value(bodies.write_response(group, self.contract))

    def read_message(self, arguments):
        return _message(arguments, is_ended=False)

    def read_last_message(self, arguments):
        return _message(arguments, is_ended=True)

    def read_create_response(self, arguments):
        kind, *read = exchange.read_create_response(_octets(arguments), self.contract)
        return _accepted(*read) if kind == "group" else _accepted_error(*read)

    def exchange(self, arguments):
        return "ok response=" + _value(self.service.answer(_octets(arguments)))

    # The verbs; any other is answered with skip.
    VERBS = {
        "hello": hello,
        "reset": reset,
        "read-request": read_request,
        "read-response": read_response,
        "read-collection": read_collection,
        "read-error": read_error,
        "write-request": write_request,
        "write-response": write_response,
        "read-message": read_message,
        "read-last-message": read_last_message,
        "read-create-response": read_create_response,
        "exchange": exchange,
    }


def _octets(arguments):
    return bytes.fromhex("".join(arguments))


def _value(value):
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    if isinstance(value, bytes):
        return "b:" + value.hex()
    return "s:" + value.encode("utf-8").hex()


def _pair(argument):
    """key=value. What isn't a value of JSON that a group can have is an object()."""
    key, _, value = argument.partition("=")
    if value in ("true", "false", "null"):
        return key, {"true": True, "false": False, "null": None}[value]
    if value.startswith("s:"):
        # Octets that aren't UTF-8 become surrogates, which no text can have.
        return key, bytes.fromhex(value[2:]).decode("utf-8", "surrogateescape")
    if value.startswith("n:"):
        return key, int(value[2:])
    return key, object()


def _accepted(group):
    return " ".join(["accept"] + ["%s=%s" % (key, _value(v)) for key, v in group.items()])


def _accepted_error(code, message):
    return "accept code=%s message=%s" % (_value(code), _value(message))


def _message(arguments, is_ended):
    kind, octets = arguments[0], _octets(arguments[1:])
    try:
        read = messages.read(kind, octets, is_ended)
    except messages.Incomplete:
        return "ok more=true"
    words = ["accept"]
    if kind == "request":
        words += ["method=" + _value(read.method), "target=" + _value(read.target)]
    else:
        words.append("status=n:%d" % read.status)
    for name, value in read.fields:
        # A field value is octets, which needn't be UTF-8.
        words.append("field=%s value=s:%s" % (_value(name), value.encode("latin-1").hex()))
    words += ["body=" + _value(read.content), "rest=n:%d" % (len(octets) - read.size)]
    return " ".join(words)


def _answer(subject, verb, arguments):
    handler = _Subject.VERBS.get(verb)
    if handler is None:
        return "skip"
    try:
        return handler(subject, arguments)
    except Refused as refusal:
        at = "" if refusal.at is None else " at=n:%d" % refusal.at
        return "reject why=%s%s" % (refusal.why, at)


def main():
    subject = _Subject()
    for line in sys.stdin:
        number, verb, *arguments = line.split()
        print(number, _answer(subject, verb, arguments), flush=True)


main()
