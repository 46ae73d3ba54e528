"""Comparisons, statuses and reasons of secrecy in words, in the language that is switched on."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from nhip.figures.comparisons import Comparison, Status

__all__ = ["comparison_words", "status_words"]


def comparison_words(comparison: Comparison) -> str:
    """Return what a figure is compared with."""
    return {
        Comparison.NONE: _("the value itself"),
        Comparison.BASE_MONTH: _("average month of the base year = 100"),
        Comparison.PREVIOUS_MONTH: _("against the previous month"),
        Comparison.SAME_MONTH: _("against the same month last year"),
        Comparison.CUMULATIVE: _("cumulative, against the same months last year"),
        Comparison.QUARTER: _("against the same quarter last year"),
        Comparison.HALF_YEAR: _("against the same half-year of last year"),
        Comparison.YEAR: _("against the year before"),
        Comparison.PLAN: _("against the plan"),
    }[comparison]


def status_words(status: Status) -> str:
    """Return how final a figure is."""
    return {
        Status.ESTIMATE: pgettext("status of a figure", "estimate"),
        Status.PROVISIONAL: pgettext("status of a figure", "provisional"),
        Status.OFFICIAL: pgettext("status of a figure", "official"),
    }[status]
