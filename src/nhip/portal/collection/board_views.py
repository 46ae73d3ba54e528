"""The officer's board: who has answered, who is late, opening and closing of collections."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhip.intake.collection import actions
from nhip.intake.collection.models import CollectionPeriod, Reminder
from nhip.intake.collection.queries import NOT_BEGUN, TAKEN_IN, Answer, answers_to
from nhip.intake.collection.states import Form, SubmissionState
from nhip.intake.faults import Fault
from nhip.intake.models import Stage
from nhip.people import rights
from nhip.people.refusals import requires
from nhip.portal.accounts.forms import DayField
from nhip.portal.collection.common import by, collection_of, name_of, page, percent, say
from nhip.releases.models import Run
from nhip.releases.response import response_of, weights_of

PER_PAGE = 50
FILTERS = {
    "all": gettext_lazy("all"),
    "waiting": gettext_lazy("waiting for a decision"),
    "open": gettext_lazy("not answered"),
    "late": gettext_lazy("late"),
    "done": gettext_lazy("done"),
}


class OpenForm(forms.Form):
    """A collection to open. Days and reference come from the parameters where they are left blank."""

    form = forms.ChoiceField(label=gettext_lazy("Form"), choices=Form.choices)
    period = forms.CharField(label=gettext_lazy("Month or year"), max_length=7, help_text="2024-01, 2024")
    stage = forms.ChoiceField(label=gettext_lazy("Stage"), choices=Stage.choices)
    opens_on = DayField(label=gettext_lazy("First day"), required=False)
    deadline = DayField(label=gettext_lazy("Deadline"), required=False)
    reference = forms.CharField(
        label=gettext_lazy("Reference"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("the document that says so"),
    )


def _wanted(answer: Answer, which: str) -> bool:
    match which:
        case "waiting":
            return answer.state == SubmissionState.SUBMITTED
        case "open":
            return not answer.in_hand
        case "late":
            return answer.late
        case "done":
            return answer.state in {SubmissionState.ACCEPTED, TAKEN_IN}
    return True


def words_of(state: str) -> str:
    """Return the state of an answer in words."""
    if state == NOT_BEGUN:
        return _("not begun")
    if state == TAKEN_IN:
        return _("taken in with a file")
    return str(SubmissionState(state).label)


@require_safe
@requires(rights.may_see_response)
def board(request: HttpRequest, collection: int | None = None) -> HttpResponse:
    """Show the response to a collection: by count, by weight, and enterprise by enterprise."""
    user = by(request)
    choices = list(CollectionPeriod.objects.all()[:36])
    if collection is None and not choices:
        return page(request, "board.html", {"choices": [], "may_open": rights.may_set_deadlines(user)})
    asked = collection_of(collection) if collection is not None else choices[0]
    run = Run.objects.select_related("scheme").order_by("as_of", "id").last()
    answers = answers_to(asked)
    response = response_of(answers, run)
    which = request.GET.get("show", "all")
    weights = weights_of(run) if run else {}
    wanted = [answer for answer in answers if _wanted(answer, which)]
    if which in {"open", "late"}:
        # Whom to ring first: the one that weighs most.
        wanted.sort(key=lambda answer: -weights.get(answer.enterprise.tax_code, 0.0))
    shown = Paginator(wanted, PER_PAGE).get_page(request.GET.get("page"))
    told = dict(
        Reminder.objects.filter(collection=asked, enterprise__in=[each.enterprise.pk for each in shown])
        .order_by("sent_at")
        .values_list("enterprise", "sent_at")
    )
    rows = [
        {
            "answer": answer,
            "words": words_of(answer.state),
            "weight": percent(weights.get(answer.enterprise.tax_code, 0.0), 2),
            "reminded": told.get(answer.enterprise.pk),
        }
        for answer in shown
    ]
    context = {
        "choices": [(each, name_of(each)) for each in choices],
        "collection": asked,
        "name": name_of(asked),
        "response": response,
        "rate": percent(response.rate),
        "weighted": percent(response.weighted_rate),
        "left": (asked.deadline - timezone.localdate()).days,
        "rows": rows,
        "page": shown,
        "which": which,
        "filters": FILTERS.items(),
        "open_answers": sum(not answer.in_hand for answer in answers),
        "may_read": rights.may_import_many(user) or rights.may_close_period(user),
        "may_remind": rights.may_remind(user) and not asked.is_closed,
        "may_close": rights.may_close_period(user),
        "may_open": rights.may_set_deadlines(user),
    }
    return page(request, "board.html", context)


@require_POST
@requires(rights.may_remind)
def remind(request: HttpRequest, collection: int) -> HttpResponse:
    """Remind one enterprise, or all that have not answered."""
    asked = collection_of(collection)
    one = request.POST.get("enterprise", "")
    site = request.build_absolute_uri("/")
    done = actions.remind_late(asked, by=by(request), enterprises=[int(one)] if one.isdecimal() else None, site=site)
    messages.success(
        request,
        _("%(sent)s e-mails sent; %(noticed)s enterprises without an address see a notice on their page.")
        % {"sent": done.sent, "noticed": done.noticed},
    )
    if done.failed:
        told = _("%(failed)s e-mails could not be sent. Check the mail server, then try again.")
        messages.error(request, told % {"failed": done.failed})
    return redirect("collection:board", collection)


@require_POST
@requires(rights.may_close_period)
def close(request: HttpRequest, collection: int) -> HttpResponse:
    """Close a collection."""
    try:
        actions.close_period(collection_of(collection), by=by(request))
    except Fault as wrong:
        say(request, wrong)
    else:
        messages.success(request, _("The collection is closed. Nothing comes in any more."))
    return redirect("collection:board", collection)


@require_POST
@requires(rights.may_close_period)
def reopen(request: HttpRequest, collection: int) -> HttpResponse:
    """Open a closed collection again."""
    actions.reopen_period(collection_of(collection), by=by(request))
    messages.success(request, _("The collection is open again."))
    return redirect("collection:board", collection)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(rights.may_set_deadlines)
def open_collection(request: HttpRequest) -> HttpResponse:
    """Open a collection, by the parameters or by a document of its own."""
    form = OpenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = actions.open_period(
                data["form"],
                data["period"].strip(),
                Stage.OFFICIAL if data["form"] == Form.PLAN else data["stage"],
                by=by(request),
                opens_on=data["opens_on"],
                deadline=data["deadline"],
                reference=data["reference"],
            )
        except Fault as wrong:
            say(request, wrong)
            return page(request, "open.html", {"form": form}, 422)
        messages.success(request, _("The collection is open."))
        return redirect("collection:board", made.pk)
    return page(request, "open.html", {"form": form}, 422 if request.method == "POST" else 200)
