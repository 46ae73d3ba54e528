"""The rule book: one file a rule, and here the list of them all, in the order in which they are tried.

from nhip.intake import checks
findings = checks.run(returns, context)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import localcontext
from typing import Final

from nhip.intake import faults_checks as _words  # noqa: F401 - the sentences join the catalogue
from nhip.intake.checks import (
    ambiguous_number,
    blank_production,
    changed_estimate,
    class_share,
    cumulative,
    duplicate_product,
    employees_jump,
    employees_number,
    employees_once,
    error_cell,
    forecast,
    formula_without_result,
    jump,
    malformed_number,
    missing_rows,
    month_given,
    negative,
    opening_stock,
    plan_jump,
    size,
    state_and_number,
    state_known,
    stock_identity,
    template_intact,
    template_version,
    unit,
    unit_price,
    unknown_enterprise,
    unknown_product,
    unregistered_product,
    wrong_enterprise,
    wrong_month,
)
from nhip.intake.checks.context import Context
from nhip.intake.checks.rule import Check
from nhip.intake.returns import Finding, Return

__all__ = ["MONTHLY_CHECKS", "PLAN_CHECKS", "Check", "Context", "run"]

# More than the largest number of a spreadsheet has, 1e308, and nine decimals.
_DIGITS: Final = 320

MONTHLY_CHECKS: Final[tuple[Check, ...]] = (
    # whose it is, and of which month
    template_version.CHECK,
    template_intact.CHECK,
    month_given.CHECK,
    wrong_month.CHECK,
    wrong_enterprise.CHECK,
    unknown_enterprise.CHECK,
    # the rows
    unknown_product.CHECK,
    unregistered_product.CHECK,
    duplicate_product.CHECK,
    missing_rows.CHECK,
    unit.CHECK,
    # each box
    ambiguous_number.CHECK,
    malformed_number.CHECK,
    formula_without_result.CHECK,
    error_cell.CHECK,
    negative.CHECK,
    size.CHECK,
    state_known.CHECK,
    state_and_number.CHECK,
    blank_production.CHECK,
    employees_number.CHECK,
    employees_once.CHECK,
    # what has to fit together, and what moved unusually
    stock_identity.CHECK,
    opening_stock.CHECK,
    cumulative.CHECK,
    jump.CHECK,
    class_share.CHECK,
    changed_estimate.CHECK,
    unit_price.CHECK,
    employees_jump.CHECK,
    forecast.CHECK,
)

PLAN_CHECKS: Final[tuple[Check, ...]] = (
    template_version.CHECK,
    template_intact.CHECK,
    month_given.CHECK,
    wrong_month.CHECK,
    wrong_enterprise.CHECK,
    unknown_enterprise.CHECK,
    unknown_product.CHECK,
    unregistered_product.CHECK,
    duplicate_product.CHECK,
    unit.CHECK,
    ambiguous_number.CHECK,
    malformed_number.CHECK,
    formula_without_result.CHECK,
    error_cell.CHECK,
    negative.CHECK,
    size.CHECK,
    plan_jump.CHECK,
)


def run(returns: Sequence[Return], context: Context, checks: Iterable[Check] = MONTHLY_CHECKS) -> list[Finding]:
    """Try every check on every return; findings come errors first, then as they stand in the file."""
    with localcontext() as precise:
        # A number far too large to be kept can still be added and written down.
        precise.prec = _DIGITS
        found = [finding for check in checks for finding in check.find(returns, context)]
    return sorted(found, key=lambda each: (not each.is_error, each.places[0].sheet, each.places[0].row or 0))
