"""Classifications, their industries, and what corresponds in another version."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from django.db.models import F, Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nhip.registry.choices import Level
from nhip.registry.faults import Fault, fault
from nhip.registry.folding import fold
from nhip.registry.models import Classification, Correspondence, Industry
from nhip.registry.registers.columns import Column, Kind, Values
from nhip.registry.registers.register import Filter, Register, add_register

__all__ = ["CLASSIFICATIONS", "CORRESPONDENCES", "INDUSTRIES", "industry_key", "named"]


def industry_key(industry: Industry) -> str:
    """Return the key of an industry: a code never stands without its version."""
    return f"{industry.classification.code}:{industry.code}"


def named(text: str, *, folded: str, code: str) -> Q:
    """Return the condition that a folded name has every word or the beginning of it, or a code begins with the text."""
    found = Q()
    for word in fold(text).split():
        found &= Q(**{f"{folded}__startswith": word}) | Q(**{f"{folded}__contains": f" {word}"})
    return found | Q(**{f"{code}__startswith": text.strip()})


def versions() -> list[tuple[str, str]]:
    """Return the classifications there are."""
    return [(code, code) for code in Classification.objects.values_list("code", flat=True)]


INDUSTRIES: Final = add_register(
    Register(
        name="industries",
        model=Industry,
        title=_("Industries"),
        one=_("industry"),
        columns=(
            Column("classification", _("Version"), Kind.LINK, link="classifications", key=True, listed=True),
            Column("code", _("Code"), Kind.CODE, key=True, listed=True),
            Column("name_vi", _("Vietnamese name"), required=True, listed=True),
            Column("name_en", _("English name"), listed=True),
            Column("level", _("Level"), Kind.CHOICE, choices=Level, required=True, listed=True),
            Column("parent", _("Part of"), Kind.LINK, link="industries"),
        ),
        key_text=industry_key,
        order=(
            ("code", _("Code"), ("code", "classification__code", "id")),
            ("name", _("Name"), ("sort_key", "classification__code", "id")),
        ),
        search=lambda rows, text: rows.filter(named(text, folded="name_folded", code="code")),
        filters=(
            Filter("version", _("Version"), versions, lambda rows, value: rows.filter(classification__code=value)),
            Filter(
                "level",
                _("Level"),
                lambda: [choice for choice in Level.choices if choice[0] != Level.PRODUCT],
                lambda rows, value: rows.filter(level=value),
            ),
            Filter(
                "section",
                _("Section"),
                lambda: [(letter, letter) for letter in "BCDE"],
                lambda rows, value: rows.filter(Q(code=value) | Q(parent__code=value) | Q(parent__parent__code=value)),
            ),
        ),
        related=("classification", "parent__classification"),
        describe=lambda row: f"{row.code} {row.name(get_language() or 'vi')} ({row.classification.code})",
    )
)

CLASSIFICATIONS: Final = add_register(
    Register(
        name="classifications",
        model=Classification,
        title=_("Versions of the classification"),
        one=_("version"),
        columns=(
            Column("code", _("Code"), Kind.CODE, key=True, listed=True),
            Column("name_vi", _("Vietnamese name"), required=True, listed=True),
            Column("name_en", _("English name"), listed=True),
            Column("reference", _("Legal reference"), listed=True),
            Column("valid_from", _("Valid from"), Kind.DAY, listed=True),
            Column("valid_to", _("Valid to"), Kind.DAY, listed=True, hint=_("The last day.")),
        ),
        key_text=lambda row: row.code,
        order=(("code", _("Code"), ("code",)),),
        search=lambda rows, text: rows.filter(Q(code__icontains=text) | Q(name_vi__icontains=text)),
    )
)


def _check(values: Values) -> Iterator[tuple[str, Fault]]:
    if values.get("older") and values.get("older") == values.get("newer"):
        yield "newer", fault("E618")


def _of_industries(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    return rows.filter(
        named(text, folded="older__name_folded", code="older__code")
        | named(text, folded="newer__name_folded", code="newer__code")
    )


CORRESPONDENCES: Final = add_register(
    Register(
        name="correspondences",
        model=Correspondence,
        title=_("Correspondence of versions"),
        one=_("correspondence"),
        columns=(
            Column("older", _("From"), Kind.LINK, link="industries", key=True, listed=True),
            Column("older_name", _("From (name)"), derive=lambda row: row.older.name_vi),
            Column("newer", _("Into"), Kind.LINK, link="industries", key=True, listed=True),
            Column("newer_name", _("Into (name)"), derive=lambda row: row.newer.name_vi),
            Column("whole", _("Wholly"), Kind.YES_NO, listed=True),
        ),
        key_text=lambda row: f"{industry_key(row.older)} > {industry_key(row.newer)}",
        order=(
            ("older", _("From"), ("older__code", "newer__code", "id")),
            ("newer", _("Into"), ("newer__code", "older__code", "id")),
        ),
        search=_of_industries,
        filters=(
            Filter(
                "changed",
                _("Changed"),
                lambda: (("yes", _("divided or another code")),),
                lambda rows, value: rows.exclude(whole=True, older__code=F("newer__code")),
            ),
        ),
        related=("older__classification", "newer__classification"),
        check=_check,
        describe=lambda row: f"{industry_key(row.older)} → {industry_key(row.newer)}",
    )
)
