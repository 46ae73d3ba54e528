"""Loading who reports what from reporting.csv."""

from __future__ import annotations

import re
from typing import Final

from nhip.intake.folder import Folder
from nhip.registry.choices import PERIOD_PATTERN
from nhip.registry.models import Enterprise, Product, Reporting
from nhip.registry.tax_codes import clean_tax_code

__all__ = ["load_reporting"]

_NAME: Final = "reporting.csv"
_PERIOD: Final = re.compile(PERIOD_PATTERN[:-1] + r"\Z")


def load_reporting(files: Folder) -> int:
    """Add what is new and update the last month of what is known; return how many rows changed."""
    enterprises = dict(Enterprise.objects.values_list("tax_code", "id"))
    products = dict(Product.objects.values_list("code", "id"))
    rows: dict[tuple[int, int, str], str] = {}
    for line in files.rows(_NAME, ("enterprise", "product", "from_period"), optional=True):
        code = clean_tax_code(line["enterprise"])
        enterprise = files.look_up(_NAME, line, "enterprise", code, enterprises, "enterprises.csv")
        product = files.look_up(_NAME, line, "product", line["product"], products, "products.csv")
        first, last = line["from_period"], line["to_period"]
        for column, text in (("from_period", first), ("to_period", last)):
            if not _PERIOD.match(text) and (text or column == "from_period"):
                files.complain("E120", _NAME, line, column, text=text)
                break
        else:
            if last and last < first:
                files.complain("E120", _NAME, line, "to_period", text=last)
            elif enterprise is not None and product is not None:
                rows[enterprise, product, first] = last
    known = {(each.enterprise_id, each.product_id, each.from_period): each for each in Reporting.objects.all()}
    fresh = [key for key in rows if key not in known]
    changed = [each for key, each in known.items() if key in rows and each.to_period != rows[key]]
    for each in changed:
        each.to_period = rows[each.enterprise_id, each.product_id, each.from_period]
        each.save(update_fields=["to_period"])
    Reporting.objects.bulk_create(
        Reporting(
            enterprise_id=enterprise, product_id=product, from_period=first, to_period=rows[enterprise, product, first]
        )
        for enterprise, product, first in fresh
    )
    return len(fresh) + len(changed)
