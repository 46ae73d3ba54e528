"""Attraction of enterprises: who came, how many more than a year before, how many there are."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from nhip.releases.indicators_enterprises import ENTERPRISES, LEFT_ENTERPRISES, NEW_ENTERPRISES, NEW_ENTERPRISES_CHANGE
from nhip.reports.sections.making import Maker, cell, text_cell
from nhip.reports.source import Source

__all__ = ["blocks", "names"]


def names(source: Source) -> dict[str, Any]:
    """Return ``doanh_nghiep``."""
    return {
        "doanh_nghiep": {
            "moi": source.number(NEW_ENTERPRISES),
            "moi_nam_truoc": source.number(NEW_ENTERPRISES, period=source.period.a_year_ago),
            "hon": source.number(NEW_ENTERPRISES_CHANGE),
            "roi_di": source.number(LEFT_ENTERPRISES),
            "tong_so": source.number(ENTERPRISES, period=source.period.last_month),
        }
    }


def blocks(source: Source, make: Maker) -> None:
    """Say how many came and how many there are, and list the newcomers by industry."""
    counts = make.names["doanh_nghiep"]
    if not counts["tong_so"].co:
        return
    with override(source.language):
        make.heading(_("Attraction of enterprises").upper())
        make.text("enterprises.attracted")
        rows = []
        figures = source.book.figures(NEW_ENTERPRISES, period=source.period, place="")
        for figure in figures:
            if figure.subject and figure.subject.isalpha() and len(figure.subject) == 1:
                there = source.number(ENTERPRISES, figure.subject)
                name = source.book.name(NEW_ENTERPRISES, figure.subject)
                rows.append([text_cell(figure.subject), text_cell(name), cell(source.of(figure)), cell(there)])
        make.table(
            "enterprises",
            _("Industrial enterprises by section, %(span)s") % {"span": make.names["ky"]["ten"]},
            (_("Code"), _("Section"), _("New in the period"), _("At its end")),
            rows,
            (2, 9, 3, 3),
        )
