"""Files that appear whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType


class Writing:
    """Several output files that take their names together, after the last one is complete.

    Each is written beside its place, under a hidden name; a fault on the way removes them all and leaves what
    was there before.

        with Writing() as writing:
            frame.write_parquet(writing.beside(out))
    """

    def __init__(self) -> None:
        self._moves: list[tuple[Path, Path]] = []

    def beside(self, path: Path) -> Path:
        """Temporary place for a file that shall be called ``path``."""
        hidden = path.with_name(f".{path.stem}.{os.getpid()}.part{path.suffix}")
        self._moves.append((hidden, path))
        return hidden

    def __enter__(self) -> Writing:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, wrong: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                for hidden, path in self._moves:
                    os.replace(hidden, path)
        finally:
            for hidden, _ in self._moves:
                hidden.unlink(missing_ok=True)


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file so that its place never holds half of it."""
    with Writing() as writing:
        writing.beside(path).write_bytes(content)
