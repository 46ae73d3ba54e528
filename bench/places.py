"""Where the files of a measurement are kept."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Place:
    """The files of one size in one folder."""

    folder: Path
    rows: int
    late: float = 0.0

    @property
    def _name(self) -> str:
        return f"{self.rows}-late{self.late:g}" if self.late else str(self.rows)

    @property
    def reports(self) -> Path:
        return self.folder / f"reports-{self._name}.parquet"

    @property
    def scheme(self) -> Path:
        return self.folder / f"scheme-{self._name}"

    @property
    def store(self) -> Path:
        return self.folder / f"store-{self._name}"

    @property
    def store_reports(self) -> Path:
        """The reports inside the prepared store: what its floor reads."""
        return self.store / "reports.parquet"

    def result(self, contestant: str) -> Path:
        """Where a contestant writes its indices."""
        return self.folder / f"{contestant.replace(' ', '-')}-{self._name}.parquet"
