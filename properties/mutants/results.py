"""What is known of mutants, kept from one run to the next.

A file of one JSON object a line, which is only appended to, so that a run that is broken off leaves
what it has found. A result is of the mutated source, of how it is compiled and of the tests; where one
of them changes, it isn't found again.
"""
import hashlib
import json
import threading

from .killers import Verdict
from .problem import Unusable


class Results:
    def __init__(self, path):
        self._path = path
        self._lock = threading.Lock()
        self._verdicts = {}  # key -> Verdict
        self._latest = {}  # a mutant's id -> Verdict, whatever the tests were
        self._files = {}  # a mutant's id -> file
        self._begin = ""
        self._limits = {}  # fingerprint -> killer -> seconds
        self._read()

    def _read(self):
        try:
            text = self._path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return
        except (OSError, UnicodeDecodeError) as problem:
            raise Unusable(f"{self._path} can't be read: {problem}") from problem
        # What a run that was broken off left must not swallow the first line of this one.
        self._begin = "" if text.endswith("\n") or not text else "\n"
        for line in text.splitlines():
            try:
                self._take(json.loads(line))
            except (ValueError, KeyError, TypeError):
                continue  # The last line of a run that was broken off.

    def _take(self, record):
        if "limits" in record:
            self._limits[record["fingerprint"]] = record["limits"]
            return
        verdict = Verdict(record["outcome"], record["by"], record["detail"])
        self._verdicts[record["key"]] = verdict
        self._latest[record["id"]] = verdict
        self._files[record["id"]] = record["file"]

    def find(self, key):
        return self._verdicts.get(key)

    def latest(self, mutant):
        return self._latest.get(mutant.id)

    def file_of(self, short):
        """The file of the mutant of this id, if it was tried."""
        return self._files.get(short)

    def limits(self, fingerprint):
        return self._limits.get(fingerprint, {})

    def add(self, key, mutant, verdict):
        self._append({"key": key, "id": mutant.id, "file": mutant.file,
                      "mutant": mutant.describe(), **verdict._asdict()})

    def add_limits(self, fingerprint, limits):
        if self._limits.get(fingerprint) != limits:
            self._append({"fingerprint": fingerprint, "limits": limits})

    def _append(self, record):
        with self._lock:
            self._take(record)
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("a", encoding="utf-8") as file:
                file.write(self._begin + json.dumps(record) + "\n")
            self._begin = ""


def key_of(text, flags, fingerprint):
    digest = hashlib.sha256(text)
    digest.update("\0".join([*flags, fingerprint]).encode())
    return digest.hexdigest()
