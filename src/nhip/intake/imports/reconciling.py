"""After a crash: an import that nobody works on any more is closed, so that every batch is either whole or failed."""

from __future__ import annotations

import os
import socket
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Final

from django.db import transaction
from django.utils import timezone

from nhip.intake.faults_checks import fault
from nhip.intake.imports.models import UNDER_WAY, BatchState, ImportBatch
from nhip.registry.actions import SYSTEM, audit

__all__ = ["reconcile_batches", "this_worker"]

# An import takes seconds. On another machine nobody can look whether the program lives.
_LONGEST: Final = timedelta(minutes=10)


def this_worker() -> str:
    """Return a name for this process that no later process with the same number has."""
    return f"{_host()}:{os.getpid()}:{_began(os.getpid())}"


@cache
def _host() -> str:
    # Containers share names of hosts but not their boot.
    boot = Path("/proc/sys/kernel/random/boot_id")
    return f"{socket.gethostname()[:60]}/{boot.read_text().strip()[:8] if boot.exists() else ''}"


def _began(pid: int) -> str:
    """Return when a process began, in the ticks of the kernel; empty where that is not to be known."""
    try:
        # The name in brackets may hold spaces and brackets itself.
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        return ""


def _lives(batch: ImportBatch) -> bool:
    host, number, began = (["", "", *batch.worker.rsplit(":", 2)])[-3:]
    if host != _host() or not number.isdecimal():
        return timezone.now() - batch.received_at < _LONGEST
    pid = int(number)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass  # it lives, and is somebody else's
    return began == _began(pid)


def reconcile_batches() -> int:
    """Close the batches whose program died, as failed with nothing taken in, and return how many they were.

    Safe at any time and from several programs: a batch that lives is left alone, and one that is closed by mistake
    finds that out before its values count.
    """
    closed = 0
    for batch in ImportBatch.objects.filter(state__in=UNDER_WAY):
        if _lives(batch):
            continue
        with transaction.atomic():
            if ImportBatch.objects.filter(pk=batch.pk, state__in=UNDER_WAY).update(
                state=BatchState.FAILED,
                finished_at=timezone.now(),
                findings=[fault("N243", file=batch.name).as_dict()],
            ):
                audit(SYSTEM, "import.interrupted", f"import {batch.pk}", old={"state": batch.state})
                closed += 1
    return closed
