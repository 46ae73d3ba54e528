"""Products, their units, and the yearly lists of key products."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nhip.figures.rounding import decimals_of
from nhip.registry.choices import Level
from nhip.registry.faults import Fault, fault
from nhip.registry.models import Industry, KeyProduct, KeyProductList, Product, UnitConversion
from nhip.registry.registers.columns import Column, Kind, Values
from nhip.registry.registers.definitions.industries import named, versions
from nhip.registry.registers.register import Filter, Register, add_register

__all__ = ["CONVERSIONS", "KEY_LISTS", "KEY_PRODUCTS", "PRODUCTS"]


def divisions() -> list[tuple[str, str]]:
    """Return the divisions there are, as (code, words); versions share theirs."""
    language = get_language() or "vi"
    found: dict[str, str] = {}
    for row in Industry.objects.filter(level=Level.DIVISION).order_by("code", "classification__code"):
        found[row.code] = f"{row.code} {row.name(language)}"
    return list(found.items())


def _in_use(value: str) -> Q:
    today = timezone.localdate()
    ended = Q(valid_to__lt=today)
    return ended if value == "no" else ~ended


PRODUCTS: Final = add_register(
    Register(
        name="products",
        model=Product,
        title=_("Products"),
        one=_("product"),
        columns=(
            Column("code", _("Code"), Kind.CODE, key=True, listed=True),
            Column("name_vi", _("Vietnamese name"), required=True, listed=True),
            Column("name_en", _("English name"), listed=True),
            Column("unit", _("Unit"), required=True, listed=True),
            Column("industry", _("Industry"), Kind.LINK, link="industries", listed=True),
            Column(
                "industry_name",
                _("Industry (name)"),
                derive=lambda row: row.industry.name_vi if row.industry else "",
            ),
            Column("valid_from", _("Valid from"), Kind.DAY),
            Column("valid_to", _("Valid to"), Kind.DAY, hint=_("The last day.")),
        ),
        key_text=lambda row: row.code,
        order=(("name", _("Name"), ("sort_key", "code")), ("code", _("Code"), ("code",))),
        search=lambda rows, text: rows.filter(named(text, folded="name_folded", code="code")),
        filters=(
            Filter(
                "division",
                _("Division"),
                divisions,
                lambda rows, value: rows.filter(Q(industry__code=value) | Q(industry__parent__code=value)),
            ),
            Filter("version", _("Version"), versions, lambda rows, v: rows.filter(industry__classification__code=v)),
            Filter(
                "in_use",
                _("In use"),
                lambda: (("yes", _("still")), ("no", _("no longer"))),
                lambda rows, value: rows.filter(_in_use(value)),
            ),
        ),
        related=("industry__classification",),
        describe=lambda row: f"{row.name(get_language() or 'vi')} ({row.code})",
        mergeable=True,
    )
)


def _check_conversion(values: Values) -> Iterator[tuple[str, Fault]]:
    factor = values.get("factor")
    if isinstance(factor, Decimal):
        if factor <= 0:
            yield "factor", fault("E617")
        elif factor >= 10**15 or decimals_of(factor) > 9:
            yield "factor", fault("E620", most=9)


CONVERSIONS: Final = add_register(
    Register(
        name="conversions",
        model=UnitConversion,
        title=_("Unit conversions"),
        one=_("conversion"),
        columns=(
            Column("product", _("Product"), Kind.LINK, link="products", key=True, listed=True),
            Column("product_name", _("Product (name)"), derive=lambda row: row.product.name_vi),
            Column("unit", _("Other unit"), key=True, listed=True),
            Column("factor", _("Factor"), Kind.NUMBER, required=True, listed=True),
            Column("own_unit", _("Product's own unit"), derive=lambda row: row.product.unit),
        ),
        key_text=lambda row: f"{row.product.code} {row.unit}",
        order=(("product", _("Product"), ("product__sort_key", "unit", "id")),),
        search=lambda rows, text: rows.filter(
            named(text, folded="product__name_folded", code="product__code") | Q(unit__icontains=text)
        ),
        related=("product",),
        check=_check_conversion,
        describe=lambda row: f"1 {row.unit} = {row.factor.normalize():f} {row.product.unit} ({row.product.code})",
    )
)


def years(model: Any) -> list[tuple[str, str]]:
    """Return the years there are, the newest first, as text: a year has no separators."""
    found = model.objects.order_by("-year").values_list("year", flat=True).distinct()
    return [(str(year), str(year)) for year in found]


KEY_PRODUCTS: Final = add_register(
    Register(
        name="key-products",
        model=KeyProduct,
        title=_("Key products"),
        one=_("key product"),
        columns=(
            Column("year", _("Year"), Kind.WHOLE, key=True, listed=True),
            Column("code", _("Code"), Kind.CODE, key=True, listed=True),
            Column("position", _("Position"), Kind.WHOLE, required=True, listed=True),
            Column("name_vi", _("Vietnamese name"), required=True, listed=True),
            Column("name_en", _("English name"), listed=True),
            Column("unit", _("Unit"), required=True, listed=True),
            Column(
                "products",
                _("Products"),
                Kind.LINKS,
                link="products",
                listed=True,
                hint=_("Codes, separated by semicolons."),
            ),
            Column("source", _("Source")),
        ),
        key_text=lambda row: f"{row.year} {row.code}",
        order=(("year", _("Year"), ("-year", "position", "id")),),
        search=lambda rows, text: rows.filter(
            Q(pk__in=[row.pk for row in rows if _found(text, row.name_vi, row.name_en, row.code)])
        ),
        filters=(Filter("year", _("Year"), lambda: years(KeyProduct), lambda rows, v: rows.filter(year=v)),),
        many=("products",),
        describe=lambda row: f"{row.name(get_language() or 'vi')} ({row.year})",
    )
)


def _found(text: str, *names: str) -> bool:
    from nhip.registry.folding import fold

    folded = fold(" ".join(names))
    return all(word in folded for word in fold(text).split())


KEY_LISTS: Final = add_register(
    Register(
        name="key-lists",
        model=KeyProductList,
        title=_("Lists of key products"),
        one=_("list"),
        columns=(
            Column("year", _("Year"), Kind.WHOLE, key=True, listed=True),
            Column("document", _("Document"), required=True, listed=True),
            Column("decided_on", _("Decided on"), Kind.DAY, listed=True),
        ),
        key_text=lambda row: str(row.year),
        order=(("year", _("Year"), ("-year",)),),
    )
)
