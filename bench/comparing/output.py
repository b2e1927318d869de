"""Writes what a report says: to a file as a whole or not at all, or to standard output."""

import os
import stat
import sys
import tempfile


class Unwritable(Exception):
    """Where something couldn't be written, and why; for the user."""


def write_file(path: str, text: str) -> None:
    """A file's old content is there until the new one is complete. Through links, and to devices,
    which are written as they are."""
    content = text.encode("utf-8")
    target = os.path.realpath(path)
    try:
        if os.path.exists(target) and not stat.S_ISREG(os.stat(target).st_mode):
            with open(target, "wb") as device:
                device.write(content)
        else:
            _replace(target, content)
    except (OSError, ValueError) as error:  # ValueError: a zero byte in the path.
        raise Unwritable(f"{path}: {getattr(error, 'strerror', None) or error}") from error


def write_standard_output(text: str) -> None:
    """Through a buffer of its own: Python tries again at exit what is left in that of sys.stdout,
    and then ends with a message and a status of its own."""
    if sys.stdout is None:
        raise Unwritable("standard output: closed")
    try:
        with open(sys.stdout.fileno(), "wb", closefd=False) as stream:
            stream.write(text.encode("utf-8"))
    except OSError as error:
        raise Unwritable(f"standard output: {error.strerror or error}") from error


def _replace(target: str, content: bytes) -> None:
    descriptor, temporary = tempfile.mkstemp(
        prefix=os.path.basename(target)[:100] + ".", dir=os.path.dirname(target)
    )
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        os.chmod(temporary, _mode(target))
        os.replace(temporary, target)
        temporary = None
    finally:
        if temporary:
            os.unlink(temporary)


def _mode(target: str) -> int:
    """That of the file that is replaced, or of a new one."""
    if os.path.exists(target):
        return stat.S_IMODE(os.stat(target).st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
