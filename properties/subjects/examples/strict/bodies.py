"""The four bodies: create request, success response, collection, error. Read, and written.

A group is a dict of the members that are there.
"""
import json

import json_text
from contract import RESOURCE_TYPE
from json_text import Number, Object
from refused import Refused

_CONTEXT = ("@odata.context", "@context")
_TYPE = ("@odata.type", "@type")
_COUNT = ("@odata.count", "@count")
_NEXT_LINK = ("@odata.nextLink", "@nextLink")
_ABSENT = object()


def read_request(octets, contract, is_update=False):
    """The group that a create asks for (OData Protocol 4.01 section 11.4.2), or the changes of an
    update, which needn't have a name."""
    return _request_group(_object(octets), contract, is_update)


def _request_group(members, contract, is_update=False):
    group = {}
    for name, value in members:
        if "@" in name:
            _check_type(name, value)
            if name.endswith("@odata.bind"):
                raise Refused("unknown")
        elif name in contract.writable:
            group[name] = _checked(value, contract.members[name], is_request=True)
        else:
            raise Refused("unknown")
    if "name" not in group and not is_update:
        raise Refused("missing")
    return group


def read_response(octets, contract):
    """The group that a success response or a collection's element has."""
    return _response_group(_object(octets), contract)


def _response_group(members, contract):
    group = {}
    for index, (name, value) in enumerate(members):
        _check_context(index, name, value)
        _check_type(name, value)
        if name in contract.members:
            group[name] = _checked(value, contract.members[name], is_request=False)
    if len(group) != len(contract.members):
        raise Refused("missing")
    return group


def read_collection(octets, contract):
    """The groups of a list (OData JSON 4.01 section 12)."""
    members = _object(octets)
    for index, (name, value) in enumerate(members):
        _check_context(index, name, value)
        if name in _COUNT and not (isinstance(value, Number) and value.isdigit()):
            raise Refused("type")
        if name in _NEXT_LINK and not _is_string(value):
            raise Refused("type")
    groups = members.get("value", _ABSENT)
    if groups is _ABSENT:
        raise Refused("missing")
    if not isinstance(groups, list) or isinstance(groups, Object):
        raise Refused("type")
    return [_response_group(_checked_object(element), contract) for element in groups]


def read_error(octets):
    """Code and message of an error (OData JSON 4.01 section 21.1)."""
    body = _object(octets)
    for name, _ in body:
        if name in _CONTEXT or (name != "error" and "@" not in name):
            raise Refused("unknown")
    if "error" not in body:
        raise Refused("missing")
    error = _checked_object(body.get("error"))
    code, message = _check_error(error)
    if any(name in _CONTEXT for name, _ in error):
        raise Refused("unknown")
    details = error.get("details", _ABSENT)
    if details is not _ABSENT:
        if not isinstance(details, list) or isinstance(details, Object):
            raise Refused("type")
        for detail in details:
            _check_error(_checked_object(detail))
    for name in ("innererror", "innerError"):
        if name in error:
            _checked_object(error.get(name))
    return code, message


def _check_error(error):
    """What an error and a detail have in common."""
    texts = []
    for name in ("code", "message"):
        text = error.get(name, _ABSENT)
        if text is _ABSENT:
            raise Refused("missing")
        if not _is_string(text):
            raise Refused("null" if text is None else "type")
        if text == "":
            raise Refused("value")
        texts.append(text)
    target = error.get("target")
    if target is not None and not _is_string(target):
        raise Refused("type")
    return texts


def write_request(group, contract):
    """The octets of a create request. Raises Refused where none say the group."""
    return _written({}, _request_group(list(group.items()), contract))


def write_response(group, contract, controls=None):
    """The octets of a group as the service returns it; `controls` stand in front."""
    return _written(controls or {}, _response_group(list(group.items()), contract))


def write_error(code, message):
    return _written({}, {"error": {"code": code, "message": message}})


def write_collection(groups, contract, context):
    value = [_response_group(list(group.items()), contract) for group in groups]
    return _written({"@odata.context": context}, {"value": value})


def _written(controls, members):
    return json.dumps({**controls, **members}, ensure_ascii=False).encode("utf-8")


def _object(octets):
    return _checked_object(json_text.read(octets))


def _checked_object(value):
    if not isinstance(value, Object):
        raise Refused("null" if value is None else "type")
    return value


def _is_string(value):
    return isinstance(value, str) and not isinstance(value, Number)


def _checked(value, member, is_request):
    if value is None:
        if member.nullable:
            return None
        raise Refused("null")
    if not (_is_string(value) if member.kind is str else isinstance(value, bool)):
        raise Refused("type")
    if member.kind is str:
        json_text.check_text(value)
    if member.values and value not in member.values:
        if is_request or not member.evolvable:
            raise Refused("value")
    return value


def _check_type(name, value):
    if name in _TYPE and value != RESOURCE_TYPE:
        raise Refused("value")


def _check_context(index, name, value):
    if name in _CONTEXT and (index > 0 or not _is_string(value)):
        raise Refused("value")
