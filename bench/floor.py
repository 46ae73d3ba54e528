"""The floor: one scan of the same file and one group-by, as a whole process.

Run it as ``python -m bench.floor FILE``: product × month, the two columns as they stand. With ``--one-key``, for a
prepared store, the two are first put into one integer: that is what a compilation of the store does as well, it is
faster, and so it is the harder yardstick of the two.
"""

from __future__ import annotations

import sys

import polars as pl

# More than the months of any file here; a prepared store counts them from 0.
WIDTH = 1_000


def main(path: str, one_key: bool) -> None:
    """Scan and group."""
    scan = pl.scan_parquet(path)
    keys = [pl.col("product"), pl.col("period")]
    if one_key:
        keys = [pl.col("product") * WIDTH + pl.col("period")]
    scan.group_by(keys).agg(pl.col("quantity").sum()).collect()


if __name__ == "__main__":
    main(sys.argv[1], "--one-key" in sys.argv)
