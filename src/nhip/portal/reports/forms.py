"""Forms of reports and news."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from nhip.engine.faults import Fault

__all__ = ["ArticleForm", "LetterheadForm", "ParagraphForm", "PhotographForm", "WordingForm", "posted"]

SEEN = forms.CharField(required=False, widget=forms.HiddenInput)


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what was sent; an empty sending is one, too."""
    return request.POST if request.method == "POST" else None


class _Form(forms.Form):
    """A form that can take a fault of an act, in the language of the page."""

    def complain(self, wrong: Fault, language: str) -> None:
        """Show a fault above the fields; what was typed stays."""
        self.is_valid()
        self.add_error(None, wrong.message(language))


class ParagraphForm(_Form):
    """A paragraph, edited by hand."""

    text = forms.CharField(label=_("Text of the paragraph"), widget=forms.Textarea(attrs={"rows": 10}), required=False)
    seen = SEEN


class WordingForm(_Form):
    """A template."""

    text = forms.CharField(
        label=_("Template"), widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false"}), required=False
    )
    reason = forms.CharField(label=_("Why it is changed"), max_length=300, required=False)
    seen = SEEN


class LetterheadForm(_Form):
    """Who reports come from."""

    valid_from = forms.DateField(label=_("For documents dated from"))
    superior = forms.CharField(label=_("Superior body"), max_length=200, required=False)
    issuer = forms.CharField(label=_("Issuing body"), max_length=200, required=False)
    symbol = forms.CharField(label=_("Symbol after the number"), max_length=40, required=False)
    place = forms.CharField(label=_("Place in the date line"), max_length=100, required=False)
    recipients = forms.CharField(
        label=_("Recipients, one a line"), widget=forms.Textarea(attrs={"rows": 4}), required=False
    )
    signer_title = forms.CharField(label=_("Title of the signer"), max_length=200, required=False)
    signer = forms.CharField(label=_("Name of the signer"), max_length=200, required=False)


class PhotographForm(forms.Form):
    """A photograph that is added to an article."""

    picture = forms.FileField(label=_("Photograph (JPEG or PNG)"), required=False)
    credit = forms.CharField(label=_("Credit"), max_length=200, required=False)
    caption = forms.CharField(label=_("Caption"), max_length=300, required=False)
    alt = forms.CharField(label=_("What it shows, for who cannot see it"), max_length=300, required=False)


class ArticleForm(_Form):
    """An article. Paragraphs are parted by blank lines."""

    title = forms.CharField(label=_("Title"), max_length=200, required=False)
    lead = forms.CharField(label=_("Lead"), widget=forms.Textarea(attrs={"rows": 4}), required=False)
    body = forms.CharField(
        label=_("Text; a blank line begins a paragraph"), widget=forms.Textarea(attrs={"rows": 18}), required=False
    )
    byline = forms.CharField(label=_("Byline"), max_length=200, required=False)
    keywords = forms.CharField(label=_("Keywords, separated by commas"), max_length=300, required=False)
    seen = SEEN

    def words(self) -> tuple[str, ...]:
        """Return the keywords."""
        text: Any = self.cleaned_data.get("keywords") or ""
        return tuple(word.strip() for word in text.split(",") if word.strip())
