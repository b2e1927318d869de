"""Python's json behind the line protocol (../PROTOCOL.md)."""
import json
import sys

KEYS = ("id", "name", "connectorGroupType", "isDefault", "region")
HELLO = "ok proto=n:1 name=s:%s version=s:%s" % (b"Python".hex(), sys.version.split()[0].encode().hex())


def value(v):
    if v is None or v is True or v is False:
        return json.dumps(v)
    return "s:" + v.encode("utf-8", "surrogatepass").hex() if isinstance(v, str) else "other"


def read(text):
    try:
        group = json.loads(text.decode("utf-8"))
    except (ValueError, RecursionError):
        return "reject"
    if not isinstance(group, dict) or not isinstance(group.get("name"), str):
        return "reject"
    return " ".join(["accept"] + [k + "=" + value(group[k]) for k in KEYS if k in group])


for line in sys.stdin:
    number, verb, *arguments = line.split()
    answer = HELLO if verb == "hello" else "skip"
    if verb in ("read-request", "read-response"):
        answer = read(bytes.fromhex("".join(arguments)))
    print(number, answer, flush=True)
