"""The forms of signing in and of the administrator."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from django import forms
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from nhip.people.models import Grant, User
from nhip.people.roles import Role
from nhip.registry.models import Enterprise

# Longer than a code can count: three steps of thirty seconds.
USED = 120


class SignInForm(LoginForm):
    """Name and password, without hints inside the boxes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Sign-in name")
        self.fields["login"].widget.attrs["autofocus"] = True


class _OnceMixin:
    """A code counts once, even while the clock still accepts it."""

    user: User
    data: Any

    def clean_code(self) -> str:
        code = "".join(str(self.data.get("code", "")).split())
        cleaned: str = super().clean_code()  # type: ignore[misc]
        if not cache.add(f"code:{self.user.pk}:{code}", 1, USED):
            raise get_adapter().validation_error("incorrect_code")
        return cleaned


class CodeForm(_OnceMixin, AuthenticateForm):
    """The code at sign-in."""


class CodeAgainForm(_OnceMixin, ReauthenticateForm):
    """The code once more, before something that matters."""


class DayField(forms.DateField):
    """A day, written day/month/year: a browser's own calendar turns the two around where its language is English."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%d/%m/%Y", attrs={"placeholder": _("dd/mm/yyyy")})
        super().__init__(
            widget=widget,
            input_formats=["%d/%m/%Y", "%Y-%m-%d"],
            error_messages={"invalid": _("“%(value)s” is no day; write the day, the month and the year: 25/01/2024.")},
            **kwargs,
        )

    def to_python(self, value: Any) -> Any:
        """Read the day; the sentence about what cannot be read says what was written."""
        try:
            return super().to_python(value)
        except forms.ValidationError as wrong:
            raise forms.ValidationError(wrong.message, code=wrong.code, params={"value": value}) from None


class PersonForm(forms.Form):
    """What the administrator may change of a person."""

    full_name = forms.CharField(label=_("Full name"), max_length=150)
    email = forms.EmailField(label=_("E-mail"), required=False)
    language = forms.ChoiceField(label=_("Language"), choices=User._meta.get_field("language").choices or [])
    expires_on = DayField(label=_("Last day"), required=False, help_text=_("Empty: no end. The day still counts."))


class NewPersonForm(PersonForm):
    """A person who is not there yet."""

    username = forms.CharField(
        label=_("Sign-in name"), max_length=150, help_text=_("An e-mail address or a short name. It cannot change.")
    )
    field_order = ["username"]


class GrantForm(forms.Form):
    """A role, from a day to a day."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    tax_code = forms.CharField(
        label=_("Tax code"), required=False, max_length=14, help_text=_("For a reporter: the enterprise reported for.")
    )
    valid_from = DayField(label=_("From"), required=False)
    valid_to = DayField(label=_("To"), required=False)
    document = forms.CharField(label=_("Document"), required=False, max_length=200)

    def clean_tax_code(self) -> str:
        """Drop the hyphen of a branch."""
        return str(self.cleaned_data["tax_code"]).replace("-", "").strip()

    def clean(self) -> dict[str, Any]:
        """Find the enterprise."""
        data = super().clean() or {}
        code = data.pop("tax_code", "")
        data["enterprise"] = Enterprise.objects.filter(tax_code=code).first() if code else None
        if code and data["enterprise"] is None:
            self.add_error("tax_code", _("No enterprise in the register has this tax code."))
        elif data.get("role") == Role.REPORTER and not code:
            self.add_error("tax_code", _("A reporter reports for an enterprise: its tax code is needed."))
        elif data.get("role") != Role.REPORTER and code:
            self.add_error("tax_code", _("Only a reporter is tied to an enterprise; leave this empty."))
        return data


class AuditForm(forms.Form):
    """Which audit rows to show."""

    actor = forms.CharField(label=_("Who"), required=False, max_length=150)
    act = forms.ChoiceField(label=_("What"), required=False)
    subject = forms.CharField(label=_("Thing"), required=False, max_length=200)
    first = DayField(label=_("From"), required=False)
    last = DayField(label=_("To"), required=False)

    def __init__(self, *args: Any, acts: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("all")), *((act, act) for act in acts)]
        field = self.fields["act"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = choices


def put_errors(form: forms.Form, wrong: ValidationError) -> None:
    """Show what a model refuses at the boxes it is about."""
    names = {Grant._meta.get_field("enterprise").name: "tax_code"}
    if not hasattr(wrong, "error_dict"):
        form.add_error(None, wrong)
        return
    for name, errors in wrong.error_dict.items():
        shown = names.get(name, name)
        form.add_error(shown if shown in form.fields else None, errors)
