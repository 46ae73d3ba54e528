"""The officer's inbox of unusual values, and the list of imports with their undoing."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nhip.figures.numbers import NumberKind, show
from nhip.intake.collection import actions
from nhip.intake.collection.answers import read_text
from nhip.intake.collection.models import CollectionPeriod
from nhip.intake.collection.states import Form, FormField, ReasonCode
from nhip.intake.faults import Fault, Faults
from nhip.intake.imports.acts import undo_import
from nhip.intake.imports.models import BatchState, ImportBatch
from nhip.intake.models import State
from nhip.people import rights
from nhip.people.refusals import requires
from nhip.portal.collection.common import by, collection_of, key_of, language, name_of, new_key, page, say, written
from nhip.portal.collection.sparkline import sparkline
from nhip.registry.models import Enterprise, Product
from nhip.releases.correction import Correction
from nhip.releases.inbox import Anomaly, Month, anomalies, effect_of
from nhip.releases.models import Run

PER_PAGE = 20


def _run() -> Run | None:
    return Run.objects.select_related("scheme").order_by("as_of", "id").last()


def _said(month: Month) -> str:
    return str(State(month.state).label) if month.quantity is None else written(month.quantity)


def _row(each: Anomaly, number: int) -> dict[str, object]:
    effect, lang = each.effect, language()
    digits = 3 if each.quantity < 100 else 1
    points = effect.points if effect.percentage_points is None else effect.percentage_points
    return {
        "number": number,
        "anomaly": each,
        "product": each.product.name(lang),
        "quantity": written(each.quantity),
        "plain": f"{each.quantity!r}",
        "expected": written(each.expected, digits),
        "previous": written(each.previous),
        "year_ago": written(each.year_ago),
        "ratio": written(each.ratio, 2) if each.ratio is not None else "",
        "points": show(NumberKind.POINTS, points, 2, lang),
        "on_growth": effect.percentage_points is not None,
        "drawing": sparkline(each.months, each.expected),
        "months": [(f"{month.period[5:]}/{month.period[:4]}", _said(month)) for month in each.months],
        "key": new_key(),
    }


@require_safe
@requires(rights.may_work_inbox)
def inbox(request: HttpRequest, collection: int | None = None) -> HttpResponse:
    """List the month's unusual values by their effect on the index; those that were confirmed come last."""
    choices = list(CollectionPeriod.objects.filter(form=Form.MONTHLY)[:36])
    if collection is None and not choices:
        return page(request, "inbox.html", {"choices": []})
    asked = collection_of(collection) if collection is not None else choices[0]
    if asked.form != Form.MONTHLY:
        raise Http404
    context: dict[str, object] = {
        "choices": [(each, name_of(each)) for each in choices],
        "collection": asked,
        "name": name_of(asked),
        "reasons": ReasonCode.choices,
    }
    run = _run()
    if run is None:
        return page(request, "inbox.html", {**context, "without_run": True})
    try:
        found = anomalies(asked, run)
    except (Fault, Faults) as wrong:
        say(request, wrong)
        found = []
    waiting = [each for each in found if each.confirmation is None]
    confirmed = [each for each in found if each.confirmation is not None]
    shown = Paginator(waiting, PER_PAGE).get_page(request.GET.get("page"))
    context |= {
        "rows": [_row(each, shown.start_index() + place) for place, each in enumerate(shown)],
        "page": shown,
        "open": len(waiting),
        "confirmed": [_row(each, place) for place, each in enumerate(confirmed, 1)],
    }
    return page(request, "inbox.html", context)


def _thing(request: HttpRequest) -> tuple[Enterprise, Product]:
    enterprise, product = str(request.POST.get("enterprise", "")), str(request.POST.get("product", ""))
    if not (enterprise.isdecimal() and product.isdecimal()):
        raise Http404
    return get_object_or_404(Enterprise, pk=int(enterprise)), get_object_or_404(Product, pk=int(product))


@require_POST
@requires(rights.may_work_inbox)
def confirm(request: HttpRequest, collection: int) -> HttpResponse:
    """Confirm a value with a reason, or correct it with a note: first show the effect, then do it."""
    asked = collection_of(collection)
    enterprise, product = _thing(request)
    note, text = str(request.POST.get("note", "")), str(request.POST.get("text", "")).strip()
    try:
        match request.POST.get("do"):
            case "confirm":
                quantity = Decimal(str(request.POST.get("quantity", ""))).quantize(Decimal(1).scaleb(-9))
                code = str(request.POST.get("code", ""))
                actions.confirm_value(
                    enterprise,
                    product,
                    asked.period,
                    quantity,
                    code,
                    note,
                    by=by(request),
                    key=key_of(request, "confirm"),
                )
                messages.success(request, _("Confirmed. It does not come up again unless the value changes."))
            case "correct":
                actions.correct_report(
                    enterprise, product, asked.period, text, note, by=by(request), key=key_of(request, "correct")
                )
                messages.success(request, _("Corrected. The older value stays beside the newer one."))
            case _:
                return _preview(request, asked, enterprise, product, text, note)
    except InvalidOperation as wrong:
        raise Http404 from wrong
    except Fault as wrong:
        say(request, wrong)
    return redirect("collection:inbox", collection)


def _preview(
    request: HttpRequest, asked: CollectionPeriod, enterprise: Enterprise, product: Product, text: str, note: str
) -> HttpResponse:
    value, wrong = read_text(FormField.PRODUCTION, text)
    if wrong is not None:
        raise wrong
    run = _run()
    effects = None
    if run is not None and value is not None:
        correction = Correction(enterprise.tax_code, product.code, asked.period, float(value), State.REPORTED.value)
        effects = [
            (each.code, each.name(language()), written(each.before, 2), written(each.after, 2))
            for each in effect_of(run, correction)
        ]
    context = {
        "collection": asked,
        "enterprise": enterprise,
        "name": name_of(asked),
        "product": product,
        "field": FormField.PRODUCTION.label,
        "before": request.POST.get("before", ""),
        "text": text,
        "note": note,
        "effects": effects,
    }
    return page(request, "correct.html", context)


@require_safe
@requires(rights.may_import_many)
def imports(request: HttpRequest) -> HttpResponse:
    """List imports, the newest first."""
    user = by(request)
    batches = ImportBatch.objects.select_related("source_file", "withdrawal")
    shown = Paginator(batches, 50).get_page(request.GET.get("page"))
    rows = [(batch, batch.state == BatchState.DONE and rights.may_undo_import(user, batch)) for batch in shown]
    return page(request, "imports.html", {"rows": rows, "page": shown})


def _batch(batch: int) -> ImportBatch:
    return get_object_or_404(ImportBatch, pk=batch)


@require_POST
@requires(rights.may_undo_import, of=_batch)
def undo(request: HttpRequest, batch: int) -> HttpResponse:
    """Undo an import. What it brought stays on record and no longer counts."""
    try:
        undo_import(_batch(batch), actor=by(request), reason=str(request.POST.get("reason", "")))
    except Fault as wrong:
        say(request, wrong)
    else:
        messages.success(request, _("Undone. What it brought no longer counts, and stays on record."))
    return redirect("collection:imports")
