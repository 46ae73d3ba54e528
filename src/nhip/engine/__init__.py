"""Index arithmetic for industrial production: dataframes in, dataframes out.

A library in its own right: it knows no database, no web, no Django. Written once on Narwhals, it runs unchanged on
Polars (the default, lazy), DuckDB and PySpark.

    from nhip import engine

    scheme = engine.read_scheme("scheme/")
    compiled = engine.compile_reports("reports.parquet", scheme)
    compiled.indices, compiled.quality, compiled.imputed
"""

from __future__ import annotations

from .compilation import Compilation, compile_components, compile_reports
from .explanation import Explanation, Row, explain, walk
from .faults import Fault, Faults
from .scheme import Base, Epoch, Event, Node, Policy, Scheme, UnitFactor, Weight
from .scheme_io import read_scheme, write_scheme
from .store import compile_store, prepare

__all__ = [
    "Base",
    "Compilation",
    "Epoch",
    "Event",
    "Explanation",
    "Fault",
    "Faults",
    "Node",
    "Policy",
    "Row",
    "Scheme",
    "UnitFactor",
    "Weight",
    "compile_components",
    "compile_reports",
    "compile_store",
    "explain",
    "prepare",
    "read_scheme",
    "walk",
    "write_scheme",
]
