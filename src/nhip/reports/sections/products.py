"""Key products: so many of so many grew, with quantities and rates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from nhip.figures.comparisons import Comparison
from nhip.figures.periods import Period, PeriodKind
from nhip.releases.indicators_output import KEY_GROWING, KEY_LISTED, KEY_OUTPUT
from nhip.reports.charts.bars import Bar, signed_bars
from nhip.reports.sections.making import Maker, cell, text_cell
from nhip.reports.source import Listed, Source
from nhip.reports.words.number import Number

__all__ = ["Product", "blocks", "names"]


@dataclass(frozen=True, slots=True)
class Product:
    """A key product with its output and growth; names are the templates'."""

    ma: str
    ten: str
    luong: Number
    tang: Number
    don_vi: str
    nua_dau: Number


def names(source: Source) -> dict[str, Any]:
    """Return ``san_pham``: how many grew of how many, and which grew, fell, and were lower in the first half."""
    found = [_product(source, figure.subject) for figure in _listed(source)]
    language = source.language
    half = Period(source.period.year, PeriodKind.HALF_YEAR, 1)
    seen = source.period.kind is PeriodKind.YEAR

    def by_growth(products: list[Product], sign: int) -> Listed:
        return Listed(sorted(products, key=lambda each: -sign * float(each.tang.shown.value or 0)), language)

    lower = [each for each in found if seen and each.nua_dau.giam]
    return {
        "san_pham": {
            "so_tang": source.number(KEY_GROWING),
            "tong_so": source.number(KEY_LISTED),
            "tat_ca": Listed(found, language),
            "tang": by_growth([each for each in found if each.tang.tang], 1),
            "giam": by_growth([each for each in found if each.tang.giam], -1),
            "giam_nua_dau": Listed(sorted(lower, key=lambda each: float(each.nua_dau.shown.value or 0)), language),
            "nua_dau": source.number(KEY_GROWING, period=half) if seen else None,
        }
    }


def _listed(source: Source) -> list[Any]:
    return source.book.figures(KEY_OUTPUT, period=source.period, comparison=Comparison.NONE)


def _product(source: Source, code: str) -> Product:
    half = Period(source.period.year, PeriodKind.HALF_YEAR, 1)
    name = source.book.name(KEY_OUTPUT, code)
    return Product(
        code,
        name,
        source.number(KEY_OUTPUT, code),
        source.number(KEY_OUTPUT, code, comparison=source.comparison),
        source.book.unit(KEY_OUTPUT, code),
        source.number(KEY_OUTPUT, code, period=half, comparison=Comparison.HALF_YEAR),
    )


def blocks(source: Source, make: Maker) -> None:
    """Say how many grew, draw their growth, and list them."""
    products = make.names["san_pham"]["tat_ca"]
    if not products:
        return
    with override(source.language):
        make.heading(_("Key industrial products").upper())
        make.text("products.growing")
        make.text("products.falling")
        make.text("products.first_half")
        make.picture(_growths(source, make))
        make.table(
            "key_products",
            _("Output of key industrial products, %(span)s") % {"span": make.names["ky"]["ten"]},
            (_("Product"), _("Unit"), _("Output"), _("Growth (%)")),
            [[text_cell(p.ten), text_cell(p.don_vi), cell(p.luong), cell(p.tang)] for p in products],
            (8, 3, 3, 3),
            _("Growth %(against)s.") % {"against": make.names["ky"]["so_voi"]},
        )


def _growths(source: Source, make: Maker) -> Any:
    ordered = [*make.names["san_pham"]["tang"], *reversed(make.names["san_pham"]["giam"])]
    bars = [Bar(each.ten, each.tang.shown, (each.luong.shown.text,)) for each in ordered]
    counts = make.names["san_pham"]
    alt = _("%(growing)s of %(listed)s key products grew; most of all %(first)s, by %(growth)s.") % {
        "growing": counts["so_tang"].shown.bare,
        "listed": counts["tong_so"].shown.bare,
        "first": ordered[0].ten if ordered else "",
        "growth": ordered[0].tang.shown.text if ordered else "",
    }
    title = _("Growth of key products %(against)s (%%)") % {"against": make.names["ky"]["so_voi"]}
    head = (_("Product"), _("Growth (%)"), _("Output"))
    return signed_bars("products", title, alt, bars, head, source.language)
