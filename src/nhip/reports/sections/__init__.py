"""The sections of a report. Each says which names its templates may use, and which blocks it is made of.

A section is a module with ``names(source)`` and ``blocks(source, make)``; `ORDER` puts them in order.
"""

from typing import Final

from nhip.reports.sections import (
    enterprises,
    estates,
    headline,
    index,
    plans,
    products,
    projects,
    targets,
    tasks,
)

__all__ = ["ORDER"]

ORDER: Final = (headline, index, products, plans, estates, enterprises, targets, tasks, projects)
