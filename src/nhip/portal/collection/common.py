"""What the pages of collecting share: the person, the thing of an address, the key of a request, numbers in words."""

from __future__ import annotations

import uuid
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language

from nhip.figures.numbers import ABSENT, NumberKind, format_decimal, show
from nhip.figures.periods import Period
from nhip.intake.collection.models import CollectionPeriod, Submission
from nhip.intake.collection.states import Form
from nhip.intake.faults import Fault, Faults
from nhip.intake.models import Stage
from nhip.people import rights
from nhip.people.models import User
from nhip.registry.models import Enterprise
from nhip.releases import queries

__all__ = [
    "by",
    "collection_of",
    "enterprise_of",
    "key_of",
    "language",
    "new_key",
    "page",
    "say",
    "submission_of",
    "written",
]

MOST_DIGITS = 3


def language() -> str:
    """Return the language of the page."""
    return get_language() or "vi"


def by(request: HttpRequest) -> User:
    """Return the person who asks; the guard has seen to it that there is one."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def enterprise_of(enterprise: int, **_: Any) -> Enterprise:
    """Load the enterprise of an address."""
    return get_object_or_404(Enterprise, pk=enterprise)


def collection_of(collection: int) -> CollectionPeriod:
    """Load the collection of an address."""
    return get_object_or_404(CollectionPeriod, pk=collection)


def submission_of(submission: int) -> Submission:
    """Load the submission of an address."""
    return get_object_or_404(
        Submission.objects.select_related("enterprise", "collection", "submitted_by"), pk=submission
    )


def new_key() -> str:
    """Return a key for one request; a page that is sent twice carries the same one."""
    return uuid.uuid4().hex


def key_of(request: HttpRequest, act: str) -> str:
    """Return the key a form carries, for one of its acts."""
    key = request.POST.get("key", "")[:40]
    return f"{key}-{act}" if key else ""


def say(request: HttpRequest, wrong: Fault | Faults) -> None:
    """Put a fault on the next page."""
    messages.error(request, wrong.message(tongue()))


def written(value: Decimal | float | None, digits: int | None = None) -> str:
    """Write a quantity as it is, or rounded to some decimals.

    >>> written(None), written(Decimal("1234.500"))
    ('–', '1.234,5')
    """
    if value is None:
        return ABSENT
    number = value if isinstance(value, Decimal) else Decimal(repr(value))
    if digits is None and number == number.to_integral_value():
        number = number.quantize(Decimal(1))
    elif digits is None:
        number = number.normalize()
    else:
        number = round(number, digits)
    return format_decimal(number, language())


def name_of(collection: CollectionPeriod) -> str:
    """Return a collection in words: the period, and which stage or form it is."""
    words = Period.parse(collection.period).in_words(language())
    kind = Form.PLAN.label if collection.form == Form.PLAN else Stage(collection.stage).label
    return f"{words} – {kind}"


def tongue() -> str:
    """Return the language in which faults are told."""
    return "vi" if language().startswith("vi") else "en"


def percent(share: float | None, digits: int = 1) -> str:
    """Write a share of one as a percentage."""
    return show(NumberKind.SHARE, None if share is None else share * 100, digits, language()).text


def page(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Render a page of collecting, with the ways that are open to the person."""
    user = by(request)
    ways = {
        "tasks": rights.may_see_own_tasks(user),
        "board": rights.may_see_response(user),
        "inbox": rights.may_work_inbox(user),
        "imports": rights.may_import_many(user),
    }
    run = queries.latest_run()
    shared = {"ways": ways, "key": new_key(), "run": run, "title": run.title(language()) if run else ""}
    return render(request, f"collection/{template}", {**shared, **context}, status=status)
