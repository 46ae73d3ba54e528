"""The floor: one scan of the same file and one group-by, product × month, as a whole process.

No compilation of an index can do less than read its input once. Run it as ``python -m bench.floor FILE``.
"""

from __future__ import annotations

import sys

import polars as pl


def main(path: str) -> None:
    scan = pl.scan_parquet(path)
    names = scan.collect_schema().names()
    month = "month" if "month" in names else "period"
    scan.group_by("product", month).agg(pl.col("quantity").sum()).collect()


if __name__ == "__main__":
    main(sys.argv[1])
