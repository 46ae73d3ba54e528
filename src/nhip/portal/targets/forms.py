"""The form of a target."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nhip.figures.comparisons import ANNUAL, Comparison
from nhip.plans.models import Target
from nhip.plans.targets.fields import TargetFields, indicators_for_targets
from nhip.portal.projects.sheets import RecordForm

__all__ = ["TargetForm"]

NAMES: Final = (
    *("code", "name_vi", "name_en", "indicator", "subject", "place", "period", "comparison", "at_end"),
    *("bound", "low", "high", "unit_vi", "unit_en", "document", "source", "set_by", "note", "illustrative"),
)
# A growth is asked for in one word; its length is that of the period.
GROWTH: Final = Comparison.YEAR.value
COMPARISONS: Final = (
    (Comparison.NONE.value, _("the number itself")),
    (GROWTH, _("growth over the same period of last year")),
    (Comparison.PREVIOUS_MONTH.value, _("growth over the month before")),
    (Comparison.PLAN.value, _("share of the year's plan")),
    (Comparison.BASE_MONTH.value, _("index over the base month")),
)
HELP: Final = {
    "code": _("Stays the same in all versions, for example IIP-2024."),
    "subject": _("Code of the industry, product, cluster or event. Blank for the whole, where the indicator has one."),
    "place": _("Code of the place; blank for the province."),
    "period": _("2024, 2024-H1, 2024-Q1 or 2024-05."),
    "at_end": _("Tick it for a stock, such as the number of clusters; leave it for what adds up over the period."),
    "low": _("The number of “exactly”, “at least” and “more than”, and the lower one of a range."),
    "high": _("The number of “at most” and “less than”, and the upper one of a range."),
    "unit_vi": _("Blank for the unit of the indicator."),
    "unit_en": _("Blank for the unit of the indicator."),
}


class TargetForm(RecordForm):
    """A target to add or to correct. `seen` is the version that was looked at."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, row: Target | None = None, **kwargs: Any) -> None:
        if row is not None:
            comparison = GROWTH if row.comparison in ANNUAL else row.comparison
            kwargs["initial"] = {"seen": row.pk, "comparison": comparison}
        super().__init__(Target, NAMES, *args, row=row, correcting=row is not None, **kwargs)
        language = get_language() or "vi"
        entries = sorted(indicators_for_targets().values(), key=lambda entry: entry.code)
        choices = [("", "–"), *((entry.code, f"{entry.name(language)} ({entry.code})") for entry in entries)]
        self._choose("indicator", choices)
        self._choose("comparison", COMPARISONS)
        for name, text in HELP.items():
            self.fields[name].help_text = text
        if row is not None:
            self.fields["code"].disabled = True

    def _choose(self, name: str, choices: Any) -> None:
        label = self.fields[name].label
        self.fields[name] = forms.ChoiceField(label=label, choices=choices)

    def said(self, by: str) -> TargetFields:
        """Return what was typed, keeping a document that came with its file."""
        values = self.with_document(by)
        document = values.pop("document")
        return TargetFields(**values, document=document.pk if document else None)
