"""Index arithmetic for industrial production: dataframes in, dataframes out.

A library in its own right: it knows no database, no web, no Django. Written once on Narwhals, it runs unchanged on
Polars (the default, lazy), DuckDB and PySpark.

    from nhip import engine

    scheme = engine.read_scheme("scheme/")
    compiled = engine.compile_reports("reports.parquet", scheme)
    compiled.indices, compiled.quality, compiled.imputed
    engine.explain(compiled, "TOTAL", "2023-12")
"""

from __future__ import annotations

from .comparisons import COMPARISONS, Publication, averages, compare
from .compilation import Compilation, compile_components, compile_reports
from .contributions import Contributions, contributions, contributions_chained
from .editing import editing_scores
from .explanation import Explanation, Row, explain, walk
from .faults import Fault, Faults
from .linking import Links, chain, link, overlap_months, splice, unchain
from .outliers import check_reports, hidiroglou_berthelot
from .rereferencing import rebase, rereference
from .rounding import Rounding, round_expr, round_value
from .scheme import Base, Epoch, Event, Node, Policy, Scheme, UnitFactor, Weight
from .scheme_io import read_scheme, write_scheme
from .series import ChainedIndex, FixedBaseIndex, Segment, check_index
from .store import compile_store, prepare

__all__ = [
    "COMPARISONS",
    "Base",
    "ChainedIndex",
    "Compilation",
    "Contributions",
    "Epoch",
    "Event",
    "Explanation",
    "Fault",
    "Faults",
    "FixedBaseIndex",
    "Links",
    "Node",
    "Policy",
    "Publication",
    "Rounding",
    "Row",
    "Scheme",
    "Segment",
    "UnitFactor",
    "Weight",
    "averages",
    "chain",
    "check_index",
    "check_reports",
    "compare",
    "compile_components",
    "compile_reports",
    "compile_store",
    "contributions",
    "contributions_chained",
    "editing_scores",
    "explain",
    "hidiroglou_berthelot",
    "link",
    "overlap_months",
    "prepare",
    "read_scheme",
    "rebase",
    "rereference",
    "round_expr",
    "round_value",
    "splice",
    "unchain",
    "walk",
    "write_scheme",
]
