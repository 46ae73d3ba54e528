"""A bar on the terminal while long work goes on; nothing at all in a pipe or a log."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

from nhip.cli.quiet import own_stderr


class Step(Protocol):
    """Tells that the next step begins."""

    def __call__(self, name: str) -> None: ...


@contextmanager
def steps(names: Sequence[str], *, wanted: bool = True) -> Iterator[Step]:
    """Show a bar of so many steps, on a terminal only, where alone the drawing library is loaded.

    Args:
        names: the steps, in their order; `Step` is called with each as it begins.
        wanted: False keeps silent.
    """
    if not (wanted and sys.stderr.isatty()):
        yield lambda name: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with (
        os.fdopen(own_stderr(), "w", encoding="utf-8") as screen,
        Progress(*columns, console=Console(file=screen, force_terminal=True), transient=True) as bar,
    ):
        task = bar.add_task(names[0] if names else "", total=len(names))
        begun = False

        def step(name: str) -> None:
            nonlocal begun
            bar.update(task, description=name, advance=1 if begun else 0)
            begun = True

        yield step
