"""Wall time, processor time and memory of whole processes, side by side."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

# ru_maxrss counts in KiB on Linux.
_MIB = 1024


@dataclass(frozen=True)
class Run:
    """One process, from start to end."""

    wall: float
    cpu: float
    memory: float


@dataclass
class Contestant:
    """One way to do a job, and its runs."""

    name: str
    command: Sequence[str]
    runs: list[Run] = field(default_factory=list)

    def median(self, what: str) -> float:
        return statistics.median(getattr(run, what) for run in self.runs)


class CommandFailed(Exception):
    """A contestant that fails is not measured; what it said is shown."""


def run(command: Sequence[str]) -> Run:
    """Run a command once.

    The kernel accounts for the process itself (wait4), so that neither its start nor its end is left out. This
    process stays small, because a child's peak memory is never counted below that of the process that started it.
    """
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr is not None
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stderr.close()
    if process.returncode != 0:
        raise CommandFailed(f"{' '.join(command)}\nended with {process.returncode}:\n{said.decode(errors='replace')}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / _MIB)


def interleave(contestants: Sequence[Contestant], times: int, tell: Callable[[str], None] = lambda name: None) -> None:
    """Run all once to warm up, then A B C A B C …, so that a busy moment of the machine falls on all alike."""
    for turn in range(times + 1):
        for contestant in contestants:
            tell(contestant.name)
            result = run(contestant.command)
            if turn:
                contestant.runs.append(result)


def ratios(one: Contestant, floor: Contestant) -> list[float]:
    """Wall time against the floor's, pair by pair: neighbours in time are compared, not medians."""
    return [a.wall / b.wall for a, b in zip(one.runs, floor.runs, strict=True)]
