"""Invented reports of any size, in bounded memory.

Row ``k`` of the file holds the report ``shuffle(k)`` of a dense grid series × month, and all values are functions
of that number. So the file is shuffled without ever being held, and the same size gives the same file everywhere.
"""

from __future__ import annotations

import csv
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from bench.places import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

MONTHS, FIRST_YEAR = 120, 2015
PRODUCTS, CLASSES, DIVISIONS, SECTIONS = 2_000, 400, 30, 4
MISSING = 0.02
CHUNK = 1_000_000
SEED = 20_150_131
EPOCH = "2015"


@dataclass(frozen=True)
class Size:
    """How many reports the grid holds, before two in a hundred go missing, and which series begin late.

    A series begins with its first report: in the first month, but for a share ``late`` that begins in the second. The
    engine holds such series out of the panel, for want of an entry event.
    """

    rows: int
    late: float = 0.0

    def __post_init__(self) -> None:
        if self.rows < MONTHS * PRODUCTS // 4:
            raise ValueError(f"at least {MONTHS * PRODUCTS // 4} rows are needed for {PRODUCTS} products")

    @property
    def series(self) -> int:
        return max(self.rows // MONTHS, 1)

    @property
    def products(self) -> int:
        """A small file has fewer products, so that each still has a panel of several enterprises."""
        return min(PRODUCTS, max(CLASSES, self.series // 2))

    @property
    def cells(self) -> int:
        return self.series * MONTHS


def _mix(numbers: NDArray[np.uint64], salt: int) -> NDArray[np.uint64]:
    """Scatter whole numbers over 64 bits (the finaliser of SplitMix64)."""
    mixed = numbers + np.uint64((salt * 0x9E3779B97F4A7C15) & 0xFFFFFFFFFFFFFFFF)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


def _uniform(numbers: NDArray[np.uint64], salt: int) -> NDArray[np.float64]:
    """A number in (0, 1) for each whole number."""
    return ((_mix(numbers, salt) >> np.uint64(11)).astype(np.float64) + 0.5) / 2.0**53


def shuffle(numbers: NDArray[np.uint64], count: int) -> NDArray[np.uint64]:
    """A permutation of 0 … count - 1 that needs no memory: four Feistel rounds, walked until inside the range."""
    half = np.uint64(max((count - 1).bit_length() + 1, 2) // 2)
    mask = np.uint64((1 << int(half)) - 1)
    result = numbers.copy()
    outside = np.ones(len(result), dtype=bool)
    while outside.any():
        left, right = result[outside] >> half, result[outside] & mask
        for turn in range(4):
            left, right = right, left ^ (_mix(right, SEED + turn) & mask)
        result[outside] = (left << half) | right
        outside[outside] = result[outside] >= count
    return result


def chunks(size: Size, *, missing: float = MISSING) -> Iterator[pl.DataFrame]:
    """Frames of at most a million rows: enterprise, product, period, quantity."""
    months = [f"{FIRST_YEAR + at // 12}-{at % 12 + 1:02d}" for at in range(MONTHS)]
    for start in range(0, size.cells, CHUNK):
        place = np.arange(start, min(start + CHUNK, size.cells), dtype=np.uint64)
        cell = shuffle(place, size.cells)
        first = cell % np.uint64(MONTHS) == 0
        maker = cell // np.uint64(MONTHS)
        # The first maker of each product is there from the start, or the product would have no base.
        is_late = (_uniform(maker, SEED + 12) < size.late) & (maker >= size.products)
        cell = cell[np.where(first, ~is_late, _uniform(cell, SEED + 11) >= missing)]
        series, month = cell // np.uint64(MONTHS), (cell % np.uint64(MONTHS)).astype(np.int64)
        yield pl.DataFrame(
            {
                # Two neighbouring series belong to one enterprise, as a factory often makes two products.
                "enterprise": (4_900_000_000 + (series // np.uint64(2)).astype(np.int64)),
                "product": _products(series, size),
                "period": month,
                "quantity": _quantities(cell, series, month),
            }
        ).with_columns(
            pl.col("enterprise").cast(pl.String),
            pl.col("product").replace_strict(dict(enumerate(product_codes(size))), return_dtype=pl.String),
            pl.col("period").replace_strict(dict(enumerate(months)), return_dtype=pl.String),
        )


def _products(series: NDArray[np.uint64], size: Size) -> NDArray[np.int64]:
    """Series s makes product s modulo the number of products: panels of equal size, never twice the same maker."""
    return (series % np.uint64(size.products)).astype(np.int64)


def _quantities(cell: NDArray[np.uint64], series: NDArray[np.uint64], month: NDArray[np.int64]) -> NDArray[np.float64]:
    """Level of the maker × its trend × a season × noise, as a double with three decimals."""
    level = np.exp(4.0 + 5.0 * _uniform(series, SEED + 21))
    trend = 1.0 + (_uniform(series, SEED + 22) - 0.4) * 0.01 * month
    season = 1.0 + 0.15 * np.sin((month % 12) * (2.0 * np.pi / 12.0) + 6.0 * _uniform(series, SEED + 23))
    noise = 0.85 + 0.3 * _uniform(cell, SEED + 24)
    return np.round(level * np.maximum(trend, 0.2) * season * noise, 3)


def product_codes(size: Size) -> list[str]:
    """Codes such as "C0123-04": the class, and the product within it."""
    return [f"{_class(at % CLASSES)}-{at // CLASSES + 1:02d}" for at in range(size.products)]


def _class(at: int) -> str:
    return f"C{at + 1:04d}"


def _division(at: int) -> str:
    return f"D{at + 1:02d}"


def write_scheme(folder: Path, size: Size) -> None:
    """The tree product → class → division → section → total, with invented weights."""
    folder.mkdir(parents=True, exist_ok=True)
    parents = {"TOTAL": ("", "total")}
    parents |= {f"S{at + 1}": ("TOTAL", "section") for at in range(SECTIONS)}
    parents |= {_division(at): (f"S{at % SECTIONS + 1}", "division") for at in range(DIVISIONS)}
    parents |= {_class(at): (_division(at % DIVISIONS), "class") for at in range(CLASSES)}
    parents |= {code: (code.split("-")[0], "product") for code in product_codes(size)}
    last = f"{FIRST_YEAR + MONTHS // 12 - 1}-12"
    policy = {
        "title_vi": "Báo cáo tự tạo để đo tốc độ",
        "title_en": "Invented reports, for measuring speed",
        "source": "bench",
        "illustrative": "true",
        "aggregate_from": "unrounded",
        "growth_from": "unrounded",
        "decimals": "2",
        "growth_decimals": "2",
        "halves": "away",
        "overlap": "average",
    }
    numbers = np.arange(len(parents), dtype=np.uint64)
    weights = np.round(1.0 + 99.0 * _uniform(numbers, SEED + 31), 3)
    _write(folder / "policy.csv", ["key", "value"], list(policy.items()))
    _write(
        folder / "nodes.csv",
        ["classification", "code", "parent", "level", "name_vi", "name_en", "unit"],
        [
            ("BENCH", code, parent, level, code, code, "tonne" if level == "product" else "")
            for code, (parent, level) in parents.items()
        ],
    )
    _write(
        folder / "epochs.csv",
        ["epoch", "base_from", "base_to", "valid_from", "valid_to", "classification", "reference"],
        [(EPOCH, f"{FIRST_YEAR}-01", f"{FIRST_YEAR}-12", f"{FIRST_YEAR}-01", last, "BENCH", "invented")],
    )
    _write(
        folder / "weights.csv",
        ["epoch", "code", "weight"],
        [(EPOCH, code, weight) for code, weight in zip(parents, weights.tolist(), strict=True) if code != "TOTAL"],
    )


def _write(path: Path, header: list[str], rows: list[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def write_reports(path: Path, size: Size, tell: Callable[[int], None] = lambda rows: None) -> int:
    """Write one Parquet file, part by part, and return its number of rows.

    The parts are joined by a streaming scan, so that neither step holds more than a few of them.
    """
    parts = path.with_suffix(".parts")
    shutil.rmtree(parts, ignore_errors=True)
    parts.mkdir(parents=True)
    rows = 0
    try:
        for at, frame in enumerate(chunks(size)):
            frame.write_parquet(parts / f"{at:05d}.parquet")
            rows += len(frame)
            tell(rows)
        unfinished = path.with_suffix(".part")
        pl.scan_parquet(parts / "*.parquet").sink_parquet(unfinished, row_group_size=CHUNK)
        unfinished.replace(path)
    finally:
        shutil.rmtree(parts, ignore_errors=True)
    return rows


def prepare_input(place: Place, size: Size) -> None:
    """Make reports and scheme, when they are not there yet."""
    write_scheme(place.scheme, size)
    if not place.reports.exists():
        write_reports(place.reports, size)


if __name__ == "__main__":
    asked = Size(int(sys.argv[2]), float(sys.argv[3]))
    found = Place(Path(sys.argv[1]), asked.rows, asked.late)
    prepare_input(found, asked)
    print(pl.scan_parquet(found.reports).select(pl.len()).collect().item())
