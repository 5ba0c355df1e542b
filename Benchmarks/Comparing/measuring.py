"""Runs a program and tells what it took."""

import os
import subprocess
import threading
import time
from dataclasses import dataclass


@dataclass
class Taken:
    """What a run took: seconds, and megabytes (10⁶) of memory at the highest."""

    cpu: float
    wall: float
    resident: float
    anonymous: float
    output: str


def memory(process):
    """The peak of resident memory and the anonymous part now, in kilobytes (2¹⁰); None at the end.

    Read from /proc, for the peak that `wait4` tells counts the parent's pages before `exec` too.
    """
    try:
        with open(f"/proc/{process}/status") as status:
            fields = dict(line.split(":", 1) for line in status)
        return int(fields["VmHWM"].split()[0]), int(fields["RssAnon"].split()[0])
    except (OSError, KeyError, ValueError):
        return None


def run(command, output=None, fine=(0,), samples=True, stdin=None):
    """Runs to the end; what the program prints goes to the file `output`, if there is one."""
    highest = [0, 0]
    ended = threading.Event()

    def sample(process):
        while (now := memory(process)) is not None:
            highest[0] = max(highest[0], now[0])
            highest[1] = max(highest[1], now[1])
            if ended.wait(0.01):
                return

    with open(output or os.devnull, "w") as sink:
        start = time.perf_counter()
        child = subprocess.Popen(
            command, stdin=stdin, stdout=sink if output else subprocess.PIPE,
            stderr=subprocess.PIPE)
        sampler = threading.Thread(target=sample, args=(child.pid,))
        errors = []
        drain = threading.Thread(target=lambda: errors.append(child.stderr.read()))
        drain.start()
        if samples:
            sampler.start()
        printed = b"" if output else child.stdout.read()
        _, status, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
    ended.set()
    drain.join()
    child.stderr.close()
    if samples:
        sampler.join()
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in fine:
        said = errors[0].decode(errors="replace")[-2000:]
        raise SystemExit(f"{' '.join(command)}\nended with {child.returncode}:\n{said}")
    return Taken(
        used.ru_utime + used.ru_stime, wall, highest[0] * 1024 / 1e6, highest[1] * 1024 / 1e6,
        printed.decode())
