"""What a check says: a line for each item, and the sum."""

import time
import zipfile

from .workspace import Failed


def require(condition, message: str) -> None:
    if not condition:
        raise Failed(message)


class Report:
    def __init__(self):
        self.passed = 0
        self.failed = 0

    def item(self, name: str, function) -> bool:
        """Runs it: what it returns is told beside ok, and what it raises beside FAIL.

        Beside what is found wrong, that is a file that isn't there or isn't of its kind.
        """
        started = time.monotonic()
        try:
            told = function()
        except (Failed, OSError, ValueError, zipfile.BadZipFile) as failure:
            self.failed += 1
            print(f"FAIL  {name}")
            for line in str(failure).splitlines():
                print(f"      {line}")
            succeeded = False
        else:
            self.passed += 1
            print(
                f"ok    {name}"
                + (f": {told}" if told else "")
                + f" ({time.monotonic() - started:.0f} s)"
            )
            succeeded = True
        return succeeded

    def summary(self) -> str:
        return f"{self.passed} passed, {self.failed} failed"
