"""A program under limits of processor time, memory and output.

Processor time is what is limited, since it is the same on a busy machine. A program that waits for
ever is ended by the clock.
"""
import collections
import os
import signal
import subprocess
import time

MEMORY_BYTES = 4 << 30
OUTPUT_BYTES = 64 << 20
READ_BYTES = 1 << 20

# `ended`: "passed", "failed", "crashed" or "timeout". `output`: the beginning of what it printed.
Run = collections.namedtuple("Run", "ended output cpu_seconds")


class Stopped(Exception):
    """The whole run is broken off: nothing is known of this program."""


def run_limited(command, folder, environment, stopping, cpu_seconds=None):
    """Runs it to its end, or to a limit. `folder` is where it runs and its output is kept. Raises
    Stopped soon after the event `stopping` is set."""
    printed = folder / "printed.txt"
    began = time.monotonic()
    with printed.open("wb") as output:
        process = subprocess.Popen(["/bin/sh", "-c", limits(cpu_seconds) + 'exec "$@"', "sh", *command],
                                   cwd=folder, stdin=subprocess.DEVNULL, stdout=output,
                                   stderr=subprocess.STDOUT, start_new_session=True,
                                   env={**os.environ, **environment})
    try:
        usage, status, timeout = wait(process, began, stopping, cpu_seconds)
    finally:
        process.returncode = 0  # It has been waited for, here.
        end_group(process)  # What it started and left behind.
    with printed.open("rb") as output:
        text = output.read(READ_BYTES).decode("utf-8", errors="replace")
    seconds = usage.ru_utime + usage.ru_stime
    return Run(how_ended(status, timeout), text, seconds)


def limits(cpu_seconds):
    """For the shell, which then becomes the program. (What Python would do for this between fork and
    exec isn't safe beside other threads.)"""
    text = f"ulimit -c 0; ulimit -v {MEMORY_BYTES >> 10}; ulimit -f {OUTPUT_BYTES >> 9}; "
    return text if cpu_seconds is None else f"{text}ulimit -t {cpu_seconds}; "


def wait(process, began, stopping, cpu_seconds):
    """(usage, status, whether the clock ended it). A busy machine gives little time: the clock has
    thirty times what the processor has."""
    clock_seconds = None if cpu_seconds is None else 120 + 30 * cpu_seconds
    pause = 0.002
    while True:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            return usage, status, False
        if clock_seconds is not None and time.monotonic() - began > clock_seconds:
            return *end(process), True
        if stopping.is_set():
            end(process)
            raise Stopped()
        time.sleep(pause)
        pause = min(pause * 1.5, 0.1)


def end(process):
    """(usage, status)"""
    end_group(process)
    _, status, usage = os.wait4(process.pid, 0)
    return usage, status


def end_group(process):
    """Only this process's own session: it was started with one."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass


def how_ended(status, timeout):
    if timeout:
        return "timeout"
    if os.WIFSIGNALED(status):
        out_of_time = os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL)
        return "timeout" if out_of_time else "crashed"
    return "passed" if os.WEXITSTATUS(status) == 0 else "failed"
