"""Acts on a single value of the inbox: confirm it, or correct one that came in without a form."""

from __future__ import annotations

import csv
import hashlib
import io
from decimal import Decimal
from typing import Any

from django.utils import timezone

from nhip.intake.collection.acting import once
from nhip.intake.collection.answers import read_text
from nhip.intake.collection.faults import fault
from nhip.intake.collection.models import Confirmation
from nhip.intake.collection.record import COLUMN
from nhip.intake.collection.states import FormField, ReasonCode
from nhip.intake.measures import FormMeasure
from nhip.intake.models import Observation, SourceFile, State
from nhip.people import rights
from nhip.people.models import User
from nhip.people.refusals import demand
from nhip.registry.actions import audit
from nhip.registry.models import Enterprise, Product

__all__ = ["confirm_value", "correct_report"]


def confirm_value(
    enterprise: Enterprise,
    product: Product,
    period: str,
    quantity: Decimal,
    code: str,
    note: str = "",
    *,
    by: User,
    key: str = "",
) -> int:
    """Say that an unusual value is right, and why; return the number of the confirmation. Twice is once.

    Raises:
        Refused: the person does not work the inbox.
        Fault: N606, no reason, or "another reason" without words.
    """
    demand(by, rights.may_work_inbox)
    if code not in ReasonCode.values or (code == ReasonCode.OTHER and not note.strip()):
        raise fault("N606")

    def do() -> int:
        found, fresh = Confirmation.objects.get_or_create(
            enterprise=enterprise,
            product=product,
            period=period,
            quantity=quantity,
            defaults={"code": code, "note": note.strip()[:500], "by": by},
        )
        if fresh:
            subject = f"report {enterprise.tax_code} {product.code} {period}"
            audit(by.username, "value.confirmed", subject, new={"quantity": str(quantity), "code": code, "note": note})
        return int(found.pk)

    return once(key, by, "confirm", f"{enterprise.tax_code} {product.code}", do, _same)


def _same(answer: Any) -> int:
    return int(answer)


def correct_report(
    enterprise: Enterprise, product: Product, period: str, text: str, note: str, *, by: User, key: str = ""
) -> int:
    """Correct the production of a month that is known already, saying why; return the number of the observation.

    For a report that came with a file of many enterprises and has no form of its own. The older one stays.

    Raises:
        Refused; Fault N606 no note, N611, N613 nothing is known of the month, N614 nothing would change, and those of
        reading a number.
    """
    demand(by, rights.may_correct, enterprise)
    if not note.strip():
        raise fault("N606")
    value, wrong = read_text(FormField.PRODUCTION, text)
    if wrong is not None:
        raise wrong
    if value is None:
        raise fault("N132", value=text[:40])
    if value < 0:
        raise fault("N611", value=text[:40])

    def do() -> int:
        rows = Observation.objects.filter(enterprise=enterprise, product=product, period=period)
        known = rows.filter(measure=FormMeasure.PRODUCTION.value).known_at().first()
        if known is None:
            raise fault("N613")
        if known.quantity == value and known.state == State.REPORTED:
            raise fault("N614")
        at = timezone.now()
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(("enterprise", "period", "stage", "product", "measure", COLUMN, "unit", "note", "by", "at"))
        head = (enterprise.tax_code, period, known.stage, product.code, FormMeasure.PRODUCTION.value)
        writer.writerow((*head, text, product.unit, note.strip(), by.username, at.isoformat()))
        content = out.getvalue().encode("utf-8")
        file = SourceFile.objects.create(
            name=f"{enterprise.tax_code}_{period}_{product.code}.csv",
            sha256=hashlib.sha256(content).hexdigest(),
            content=content,
            received_at=at,
        )
        made = Observation.objects.create(
            enterprise=enterprise,
            product=product,
            period=period,
            measure=FormMeasure.PRODUCTION.value,
            quantity=value,
            state=State.REPORTED,
            stage=known.stage,
            source_file=file,
            row=2,
            column=COLUMN,
            raw=text,
            reported_unit=product.unit,
            recorded_at=at,
        )
        audit(
            by.username,
            "report.corrected",
            f"report {enterprise.tax_code} {product.code} {period}",
            old={"quantity": None if known.quantity is None else str(known.quantity), "observation": known.pk},
            new={"quantity": str(value), "observation": made.pk, "note": note.strip()[:500]},
        )
        return int(made.pk)

    return once(key, by, "correct", f"{enterprise.tax_code} {product.code}", do, _same)
