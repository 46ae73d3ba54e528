"""What belongs to an enterprise: what it reports, consents, events."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nhip.registry.faults import Fault, fault
from nhip.registry.models import Consent, EnterpriseEvent, EventKind, Reporting
from nhip.registry.models.events import OF_TWO
from nhip.registry.registers.columns import Column, Kind, Values
from nhip.registry.registers.definitions.industries import named
from nhip.registry.registers.register import Filter, Register, add_register

__all__ = ["CONSENTS", "EVENTS", "REPORTINGS"]

_ENTERPRISE: Final = Column("enterprise", _("Enterprise"), Kind.LINK, link="enterprises", key=True, listed=True)
_ENTERPRISE_NAME: Final = Column("enterprise_name", _("Enterprise (name)"), derive=lambda row: row.enterprise.name)
_PRODUCT: Final = Column("product", _("Product"), Kind.LINK, link="products", key=True, listed=True)
_PRODUCT_NAME: Final = Column("product_name", _("Product (name)"), derive=lambda row: row.product.name_vi)


def _of_enterprise(text: str) -> Q:
    return named(text, folded="enterprise__name_folded", code="enterprise__tax_code")


def _search(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    return rows.filter(_of_enterprise(text) | named(text, folded="product__name_folded", code="product__code"))


def _months(values: Values) -> Iterator[tuple[str, Fault]]:
    first, last = values.get("from_period"), values.get("to_period")
    if first and last and str(last) < str(first):
        yield "to_period", fault("E612")


REPORTINGS: Final = add_register(
    Register(
        name="reportings",
        model=Reporting,
        title=_("Reported products"),
        one=_("reported product"),
        columns=(
            _ENTERPRISE,
            _ENTERPRISE_NAME,
            _PRODUCT,
            _PRODUCT_NAME,
            Column("from_period", _("From month"), Kind.MONTH, key=True, listed=True),
            Column("to_period", _("To month"), Kind.MONTH, listed=True, hint=_("The last month; blank: still.")),
        ),
        key_text=lambda row: f"{row.enterprise.tax_code} {row.product.code} {row.from_period}",
        order=(
            ("enterprise", _("Enterprise"), ("enterprise__sort_key", "product__code", "from_period", "id")),
            ("product", _("Product"), ("product__sort_key", "enterprise__sort_key", "from_period", "id")),
        ),
        search=_search,
        filters=(
            Filter(
                "now",
                _("Reports"),
                lambda: (("still", _("still")), ("ended", _("no longer"))),
                lambda rows, value: rows.filter(to_period="") if value == "still" else rows.exclude(to_period=""),
            ),
        ),
        related=("enterprise", "product"),
        check=_months,
        describe=lambda row: f"{row.enterprise.name}: {row.product.name_vi}",
    )
)

CONSENTS: Final = add_register(
    Register(
        name="consents",
        model=Consent,
        title=_("Consents to publish"),
        one=_("consent"),
        columns=(
            _ENTERPRISE,
            _ENTERPRISE_NAME,
            _PRODUCT,
            _PRODUCT_NAME,
            Column("valid_from", _("Valid from"), Kind.DAY, key=True, optional=True, listed=True),
            Column("valid_to", _("Valid to"), Kind.DAY, listed=True, hint=_("The last day; blank: still.")),
            Column("document", _("Document"), required=True, listed=True),
        ),
        key_text=lambda row: f"{row.enterprise.tax_code} {row.product.code} {row.valid_from or ''}".strip(),
        order=(("enterprise", _("Enterprise"), ("enterprise__sort_key", "product__code", "valid_from", "id")),),
        search=_search,
        related=("enterprise", "product"),
        right="may_record_consent",
        describe=lambda row: f"{row.enterprise.name}: {row.product.name_vi}",
    )
)


def _event(values: Values) -> Iterator[tuple[str, Fault]]:
    kind, other = values.get("kind"), values.get("other")
    if kind in EventKind.values and bool(other) != (kind in OF_TWO):
        needs = gettext("needs") if not other else gettext("does not have")
        yield "other", fault("E619", text=str(EventKind(str(kind)).label), needs=needs)
    elif other and other == values.get("enterprise"):
        yield "other", fault("E618")


EVENTS: Final = add_register(
    Register(
        name="events",
        model=EnterpriseEvent,
        title=_("Events of enterprises"),
        one=_("event"),
        columns=(
            _ENTERPRISE,
            _ENTERPRISE_NAME,
            Column("kind", _("Event"), Kind.CHOICE, choices=EventKind, key=True, listed=True),
            Column("on", _("Date"), Kind.DAY, key=True, required=True, listed=True),
            Column(
                "other",
                _("Other enterprise"),
                Kind.LINK,
                key=True,
                optional=True,
                link="enterprises",
                listed=True,
                hint=_("In a merger the one that goes on, in a split the new one."),
            ),
            Column("document", _("Document"), listed=True),
        ),
        key_text=lambda row: f"{row.enterprise.tax_code} {row.kind} {row.on}",
        order=(("on", _("Newest first"), ("-on", "id")),),
        search=lambda rows, text: rows.filter(_of_enterprise(text)),
        filters=(Filter("kind", _("Event"), lambda: EventKind.choices, lambda rows, v: rows.filter(kind=v)),),
        related=("enterprise", "other"),
        check=_event,
        describe=lambda row: f"{row.enterprise.name}: {row.get_kind_display()}",
    )
)
