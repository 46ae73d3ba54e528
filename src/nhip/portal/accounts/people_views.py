"""The administrator's pages on people, and everybody's page on oneself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhip.people import actions, rights
from nhip.people.models import Grant, User
from nhip.people.queries import has_second_factor, people
from nhip.people.refusals import requires
from nhip.people.roles import Role
from nhip.portal.accounts.forms import GrantForm, NewPersonForm, PersonForm, put_errors

PER_PAGE = 50


def _person(pk: int) -> User:
    return get_object_or_404(User, pk=pk)


def _by(request: HttpRequest) -> User:
    if not isinstance(request.user, User):  # the guard has seen to this
        raise Http404
    return request.user


@require_safe
@login_required
def me(request: HttpRequest) -> HttpResponse:
    """Show a person's own account: roles, password, second factor, and for administrators the ways on."""
    user = _by(request)
    context = {
        "grants": user.grants.current().select_related("enterprise"),
        "second_factor": has_second_factor(user),
        "may_manage_people": rights.may_manage_people(user),
        "may_read_audit": rights.may_read_audit(user),
    }
    return render(request, "accounts/me.html", context)


@require_safe
@requires(rights.may_manage_people)
def people_list(request: HttpRequest) -> HttpResponse:
    """List people, searched by name and by role."""
    text, role = request.GET.get("q", ""), request.GET.get("role", "")
    found = people(text, role if role in Role.values else "").prefetch_related("grants")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "accounts/people.html", {"page": page, "q": text, "role": role, "roles": Role.choices})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(rights.may_manage_people)
def add(request: HttpRequest) -> HttpResponse:
    """Add a person."""
    form = NewPersonForm(request.POST or None, initial={"language": "vi"})
    if request.method == "POST" and form.is_valid():
        try:
            person = actions.add_person(**form.cleaned_data, by=_by(request))
        except ValidationError as wrong:
            put_errors(form, wrong)
        else:
            done = _("%(name)s was added. Now give a role, and make a sign-in link.")
            messages.success(request, done % {"name": person})
            return redirect("accounts:person", person.pk)
    return render(request, "accounts/add.html", {"form": form})


def _page(request: HttpRequest, person: User, **forms: Any) -> HttpResponse:
    initial = {name: getattr(person, name) for name in actions.CHANGEABLE}
    context = {
        "person": person,
        "grants": person.grants.select_related("enterprise", "granted_by", "revoked_by").order_by("-id"),
        "second_factor": has_second_factor(person),
        "form": PersonForm(initial=initial),
        "grant_form": GrantForm(),
        "may_grant": rights.may_grant(_by(request), person),
        "may_close": rights.may_close_account(_by(request), person),
        "may_reset": rights.may_reset_second_factor(_by(request), person),
        **forms,
    }
    return render(request, "accounts/person.html", context)


@require_safe
@requires(rights.may_manage_people, hidden=False)
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a person: what can be changed, roles now and before."""
    return _page(request, _person(pk))


@require_POST
@requires(rights.may_manage_people)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a person's name, e-mail, language or last day."""
    person, form = _person(pk), PersonForm(request.POST)
    if form.is_valid():
        try:
            actions.change_person(person, form.cleaned_data, by=_by(request))
        except ValidationError as wrong:
            put_errors(form, wrong)
        else:
            messages.success(request, _("Saved."))
            return redirect("accounts:person", pk)
    return _page(request, _person(pk), form=form)


@require_POST
@requires(rights.may_grant, of=_person)
def grant(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a role."""
    person, form = _person(pk), GrantForm(request.POST)
    if form.is_valid():
        try:
            actions.grant_role(person, **form.cleaned_data, by=_by(request))
        except ValidationError as wrong:
            put_errors(form, wrong)
        else:
            messages.success(request, _("The role was given."))
            return redirect("accounts:person", pk)
    return _page(request, person, grant_form=form)


def _person_of_grant(pk: int, number: int) -> User:
    return get_object_or_404(Grant.objects.select_related("user"), pk=number, user=pk).user


@require_POST
@requires(rights.may_grant, of=_person_of_grant)
def revoke(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Take a role away."""
    actions.revoke_role(get_object_or_404(Grant, pk=number, user=pk), by=_by(request))
    messages.success(request, _("The role was taken away."))
    return redirect("accounts:person", pk)


def _act(right: Callable[..., bool], act: Callable[..., None], done: Callable[[], str]) -> Callable[..., Any]:
    """Make the view of an act that needs nothing but the person."""

    @require_POST
    @requires(right, of=_person)
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        act(_person(pk), by=_by(request))
        messages.success(request, done())
        return redirect("accounts:person", pk)

    return view


close = _act(rights.may_close_account, actions.close_account, lambda: _("The account is closed."))
reopen = _act(rights.may_close_account, actions.open_account, lambda: _("The account is open again."))
reset = _act(
    rights.may_reset_second_factor, actions.reset_second_factor, lambda: _("The second factor was taken away.")
)


@require_POST
@requires(rights.may_manage_people)
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a link with which the person chooses a password, and show it once."""
    person = _person(pk)
    address = request.build_absolute_uri(actions.sign_in_link(person, by=_by(request)))
    return _page(request, person, link=address)
