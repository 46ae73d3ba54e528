"""What libraries print on the error stream by themselves: held back, and shown only when it may be of use."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager


def own_stderr() -> int:
    """A copy of the error stream that goes on reaching the user while `held_back` is in force."""
    sys.stderr.flush()
    return os.dup(2)


@contextmanager
def held_back() -> Iterator[None]:
    """Keep from the screen what is written to the error stream below Python: a reader's stack trace, Spark's log.

    With NHIP_DEBUG everything is shown as it comes.
    """
    if os.environ.get("NHIP_DEBUG"):
        yield
        return
    screen = own_stderr()
    with tempfile.TemporaryFile() as heap:
        os.dup2(heap.fileno(), 2)
        try:
            yield
        finally:
            sys.stderr.flush()
            os.dup2(screen, 2)
            os.close(screen)
