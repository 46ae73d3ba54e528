"""Targets out of a folder of CSV files: the rows of plans.csv that name no enterprise."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final

from django.db import transaction

from nhip.engine.faults import Fault, Faults, raise_all
from nhip.figures.comparisons import Comparison
from nhip.intake.folder import Folder
from nhip.intake.tables import Line
from nhip.plans.models import Bound
from nhip.plans.targets.actions import add_target, correct_target, newest
from nhip.plans.targets.fields import TargetFields, checked
from nhip.registry.keepers import SYSTEM_KEEPER, Keeper

__all__ = ["load_targets"]

_FILE: Final = "plans.csv"
# The measure "growth" is the growth of the index; any other is the code of an indicator.
_GROWTH, _INDEX = "growth", "IIP"
# The whole, which codes of targets leave out.
_WHOLE: Final = frozenset({"", "TOTAL"})
_BOUNDS: Final = {
    "=": Bound.EXACT,
    ">=": Bound.AT_LEAST,
    ">": Bound.MORE_THAN,
    "<=": Bound.AT_MOST,
    "<": Bound.LESS_THAN,
}
_AMOUNT: Final = re.compile(
    r"(?P<sign>>=|<=|=|>|<)?\s*(?P<low>-?[0-9]+(?:\.[0-9]+)?)(?:\.\.(?P<high>-?[0-9]+(?:\.[0-9]+)?))?\Z"
)


def load_targets(folder: Path | str, *, keeper: Keeper = SYSTEM_KEEPER, at: datetime | None = None) -> int:
    """Keep the targets of a folder, all or nothing; return how many are new or corrected.

    Columns are node (the subject), period, measure, quantity, source and note. A quantity is `7`, at least that;
    `7..8`, a range; or has one of the signs = >= > <= < before it.

    Raises:
        Fault, Faults: with file, row, column and value; nothing was stored.
    """
    files = Folder(Path(folder))
    changed = 0
    with transaction.atomic():
        lines = files.rows(_FILE, ("enterprise", "node", "period", "measure", "quantity"), optional=True)
        for line in lines:
            if line["enterprise"]:
                continue
            said = _read(files, line)
            if said is not None:
                changed += _put(files, line, said, keeper, at)
        raise_all(files.faults)
    return changed


def _put(files: Folder, line: Line, said: TargetFields, keeper: Keeper, at: datetime | None) -> int:
    """Keep one target, unless it says what is known."""
    before = newest(said.code)
    try:
        if before is None or before.withdrawn:
            add_target(keeper, said, at=at)
        else:
            wanted = checked(said)
            if (before.bound, before.low, before.high) == (wanted.bound, wanted.low, wanted.high):
                return 0
            correct_target(keeper, before, said, _FILE, at=at)
    except (Fault, Faults) as wrong:
        found = wrong.faults if isinstance(wrong, Faults) else [wrong]
        files.faults += [each.at(file=_FILE, row=line.number) for each in found]
        return 0
    return 1


def _read(files: Folder, line: Line) -> TargetFields | None:
    bound, low, high = _amount(line["quantity"])
    if bound is None:
        files.complain("E128", _FILE, line, "quantity")
        return None
    indicator = _INDEX if line["measure"] == _GROWTH else line["measure"]
    subject = line["node"]
    parts = [indicator, *([] if subject in _WHOLE else [subject]), line["period"]]
    return TargetFields(
        code="-".join(parts),
        indicator=indicator,
        subject=subject,
        period=line["period"],
        comparison=(Comparison.YEAR if line["measure"] == _GROWTH else Comparison.NONE).value,
        bound=bound,
        low=low,
        high=high,
        source=line["source"],
        note=line["note"],
    )


def _amount(text: str) -> tuple[Bound | None, Decimal | None, Decimal | None]:
    found = _AMOUNT.match(text.strip())
    if found is None or (found["sign"] and found["high"]):
        return None, None, None
    try:
        low = Decimal(found["low"])
        if found["high"]:
            return Bound.RANGE, low, Decimal(found["high"])
    except InvalidOperation:
        return None, None, None
    bound = _BOUNDS[found["sign"] or ">="]
    return (bound, None, low) if bound in (Bound.AT_MOST, Bound.LESS_THAN) else (bound, low, None)
