"""Opening and closing of collections."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from nhip.figures.periods import Period, PeriodKind
from nhip.intake.collection.calendar import deadline_of
from nhip.intake.collection.faults import fault
from nhip.intake.collection.models import CollectionPeriod
from nhip.intake.collection.states import WAITING, Form
from nhip.intake.models import Stage
from nhip.people import rights
from nhip.people.models import User
from nhip.people.refusals import demand
from nhip.registry.actions import SYSTEM, audit

__all__ = ["close_period", "open_period", "reopen_period"]


def open_period(
    form: str,
    period: str,
    stage: str = Stage.OFFICIAL,
    *,
    by: User | None = None,
    opens_on: date | None = None,
    deadline: date | None = None,
    reference: str = "",
) -> CollectionPeriod:
    """Open a collection. Days and reference are those of the parameters, unless given.

    Raises:
        Refused: the person sets no deadlines; ``by`` None is the command on the server.
        Fault: E120 no such period, N610 no parameter, N616 it is open already, N617 days in the wrong order.
    """
    if by is not None:
        demand(by, rights.may_set_deadlines)
    kind = PeriodKind.YEAR if form == Form.PLAN else PeriodKind.MONTH
    try:
        wrong = Period.parse(period).kind is not kind
    except ValueError:
        wrong = True
    if wrong:
        raise fault("E120", text=period)
    known = deadline_of(form, period, stage)
    first, last = opens_on or known.opens_on, deadline or known.due_on
    if last < first:
        raise fault("N617")
    actor = by.username if by else SYSTEM
    try:
        with transaction.atomic():
            collection = CollectionPeriod.objects.create(
                form=form,
                period=period,
                stage=stage,
                opens_on=first,
                deadline=last,
                reference=reference or known.reference,
                opened_by=actor,
            )
            days = {"opens_on": first.isoformat(), "deadline": last.isoformat(), "reference": collection.reference}
            audit(actor, "collection.opened", f"collection {collection}", new=days)
    except IntegrityError:
        raise fault("N616") from None
    return collection


def close_period(collection: CollectionPeriod, *, by: User) -> CollectionPeriod:
    """Close a collection: nothing comes in any more, and no draft can be submitted. Closing twice changes nothing.

    Raises:
        Refused; Fault N605: submissions still wait for a decision.
    """
    demand(by, rights.may_close_period)
    with transaction.atomic():
        kept = CollectionPeriod.objects.select_for_update().get(pk=collection.pk)
        if kept.is_closed:
            return kept
        waiting = kept.submissions.filter(state__in=WAITING).count()
        if waiting:
            raise fault("N605", count=waiting)
        kept.closed_at, kept.closed_by = timezone.now(), by.username
        kept.save(update_fields=["closed_at", "closed_by"])
        audit(by.username, "collection.closed", f"collection {kept}", old={"closed": False}, new={"closed": True})
    return kept


def reopen_period(collection: CollectionPeriod, *, by: User) -> CollectionPeriod:
    """Open a closed collection again. Its submissions stay as they are.

    Raises:
        Refused.
    """
    demand(by, rights.may_close_period)
    with transaction.atomic():
        kept = CollectionPeriod.objects.select_for_update().get(pk=collection.pk)
        if kept.is_closed:
            kept.closed_at, kept.closed_by = None, ""
            kept.save(update_fields=["closed_at", "closed_by"])
            audit(by.username, "collection.reopened", f"collection {kept}", old={"closed": True}, new={"closed": False})
    return kept
