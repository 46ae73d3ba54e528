"""Acts of investment promotion and support. Officer and statistician may; each leaves its audit rows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from nhip.plans.models import (
    Enquiry,
    EnquiryEntry,
    EnquiryStep,
    InvestmentCall,
    SupportMeasure,
    SupportOutcome,
    SupportPolicy,
    SupportRecord,
)
from nhip.plans.projects.faults import fault
from nhip.plans.projects.writing import add_row, add_version, in_order, not_in_future, plausible, withdraw
from nhip.registry.keepers import Keeper
from nhip.registry.models import Enterprise

__all__ = [
    "EDIT",
    "call_for_investment",
    "describe_support",
    "give_support",
    "keep_policy",
    "note_entry",
    "note_outcome",
    "receive_enquiry",
    "withdraw_record",
]

EDIT = "may_edit_promotion"
WHAT = {InvestmentCall: "investment_call", SupportPolicy: "support_policy", SupportRecord: "support_record"}
_C = TypeVar("_C", InvestmentCall, SupportPolicy)


def _coded(
    by: Keeper, model: type[_C], values: Mapping[str, Any], replaces: _C | None, reason: str, at: datetime | None
) -> _C:
    by.demand(EDIT)
    given = dict(values)
    if replaces is not None:
        given["code"] = replaces.code
    elif model.objects.filter(code=given.get("code", "")).exists():
        raise fault("E802", column="code", text=given["code"])
    for column in ("valid_from", "valid_to"):
        plausible(given.get(column), column)
    in_order(given["valid_from"], given.get("valid_to"), "valid_to")
    for column in ("area", "capital"):
        if given.get(column) is not None and given[column] <= 0:
            raise fault("E617", column=column)
    return add_version(by, model, WHAT[model], given, replaces=replaces, reason=reason, at=at, taken=given["code"])


def call_for_investment(
    by: Keeper,
    values: Mapping[str, Any],
    *,
    replaces: InvestmentCall | None = None,
    reason: str = "",
    at: datetime | None = None,
) -> InvestmentCall:
    """Put a project into the list of those that call for investment, or correct an entry of it.

    Raises:
        Fault: the code is taken, the days cannot be, a value does not fit, or somebody was faster.
    """
    return _coded(by, InvestmentCall, values, replaces, reason, at)


def keep_policy(
    by: Keeper,
    values: Mapping[str, Any],
    *,
    replaces: SupportPolicy | None = None,
    reason: str = "",
    at: datetime | None = None,
) -> SupportPolicy:
    """Keep a support policy with the days on which it holds, or correct one.

    Raises:
        Fault: the code is taken, the days cannot be, a value does not fit, or somebody was faster.
    """
    return _coded(by, SupportPolicy, values, replaces, reason, at)


def withdraw_record(
    by: Keeper, record: InvestmentCall | SupportPolicy | SupportRecord, reason: str, *, at: datetime | None = None
) -> None:
    """Withdraw a call, a policy or a support measure that should not be there.

    Raises:
        Fault: no reason was given, or somebody was faster.
    """
    by.demand(EDIT)
    withdraw(by, record, WHAT[type(record)], reason, at=at)


def receive_enquiry(
    by: Keeper, values: Mapping[str, Any], *, illustrative: bool = False, at: datetime | None = None
) -> Enquiry:
    """Note that an investor asked.

    Raises:
        Fault: it has no day, or one in the future; a value does not fit.
    """
    by.demand(EDIT)
    plausible(values["received_on"], "received_on")
    not_in_future(values["received_on"], "received_on")
    made = Enquiry(**values, illustrative=illustrative, recorded_at=at or timezone.now(), recorded_by=by.name)
    with transaction.atomic():
        return add_row(by, made, "enquiry")


def note_entry(
    by: Keeper, enquiry: Enquiry, kind: str, values: Mapping[str, Any], *, at: datetime | None = None
) -> EnquiryEntry:
    """Note what happened with an enquiry: a contact, who follows up with which next step, or how it ended.

    Raises:
        Fault: it ended already, the day cannot be, or nobody or no day is named for the next step.
    """
    by.demand(EDIT)
    on: date = values["on"]
    plausible(on, "on")
    not_in_future(on, "on")
    in_order(enquiry.received_on, on, "on")
    given = {name: values.get(name) for name in ("on", "words")}
    if kind == EnquiryStep.FOLLOW_UP:
        if values.get("follower") is None or values.get("next_by") is None:
            raise fault("E817", column="next_by" if values.get("follower") else "follower")
        plausible(values["next_by"], "next_by")
        in_order(on, values["next_by"], "next_by")
        given |= {"follower": values["follower"], "next_by": values["next_by"]}
    if kind == EnquiryStep.OUTCOME:
        if not values.get("outcome"):
            raise fault("E806", column="outcome")
        given["outcome"] = values["outcome"]
    with transaction.atomic():
        # Two people who end an enquiry at once wait for one another here.
        Enquiry.objects.select_for_update().get(pk=enquiry.pk)
        ended = enquiry.entries.filter(kind=EnquiryStep.OUTCOME).first()
        if ended is not None:
            raise fault("E818", day=date_format(ended.on, "SHORT_DATE_FORMAT"))
        made = EnquiryEntry(**given, enquiry=enquiry, kind=kind, recorded_at=at or timezone.now(), recorded_by=by.name)
        return add_row(by, made, "enquiry_entry")


def give_support(
    by: Keeper,
    enterprise: Enterprise,
    values: Mapping[str, Any],
    *,
    illustrative: bool = False,
    at: datetime | None = None,
) -> SupportRecord:
    """Keep that an enterprise received support.

    Raises:
        Fault: the days cannot be, the policy was not in force, or a value does not fit.
    """
    by.demand(EDIT)
    _sound(values)
    made = SupportMeasure(
        enterprise=enterprise, illustrative=illustrative, recorded_at=at or timezone.now(), recorded_by=by.name
    )
    with transaction.atomic():
        add_row(by, made, "support_measure")
        return add_version(by, SupportRecord, WHAT[SupportRecord], {**values, "measure": made}, at=at)


def describe_support(
    by: Keeper, replaces: SupportRecord, values: Mapping[str, Any], *, reason: str, at: datetime | None = None
) -> SupportRecord:
    """Correct what is kept of a support measure.

    Raises:
        Fault: as for giving it; no reason was given, or somebody was faster.
    """
    by.demand(EDIT)
    _sound(values)
    told = {**values, "measure": replaces.measure}
    return add_version(by, SupportRecord, WHAT[SupportRecord], told, replaces=replaces, reason=reason, at=at)


def _sound(values: Mapping[str, Any]) -> None:
    first, last, policy = values["given_from"], values.get("given_to"), values.get("policy")
    plausible(first, "given_from")
    plausible(last, "given_to")
    not_in_future(first, "given_from")
    in_order(first, last, "given_to")
    if values.get("amount") is not None and values["amount"] < 0:
        raise fault("E807", column="amount", reason="< 0")
    if policy is not None and not (
        policy.valid_from <= first and (policy.valid_to is None or first <= policy.valid_to)
    ):
        day = date_format(first, "SHORT_DATE_FORMAT")
        raise fault("E819", column="policy", text=policy.number or policy.name, day=day)


def note_outcome(
    by: Keeper, measure: SupportMeasure, values: Mapping[str, Any], *, at: datetime | None = None
) -> SupportOutcome:
    """Note what came of a support measure. A later word stands beside the earlier one.

    Raises:
        Fault: the day cannot be, or nothing is said.
    """
    by.demand(EDIT)
    plausible(values["on"], "on")
    not_in_future(values["on"], "on")
    begun = SupportRecord.objects.known_at().filter(measure=measure).values_list("given_from", flat=True).first()
    in_order(begun, values["on"], "on")
    made = SupportOutcome(**values, measure=measure, recorded_at=at or timezone.now(), recorded_by=by.name)
    with transaction.atomic():
        return add_row(by, made, "support_outcome")
