"""The registers, the list of one, and the list as a file."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from nhip.people import rights
from nhip.people.refusals import requires
from nhip.portal.registers.asking import asked_register, may_change, narrowed
from nhip.portal.registers.showing import address_of, show_row, title_column
from nhip.registry.models import Place
from nhip.registry.place_queries import former_names
from nhip.registry.registers.definitions.enterprises import state_of
from nhip.registry.registers.register import Register, registers
from nhip.registry.registers.writing import write_csv, write_workbook

PER_PAGE = 50
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@requires(rights.may_see_registers)
def index(request: HttpRequest) -> HttpResponse:
    """Show the registers there are, with how many rows each has."""
    found = [(each, each.rows().count()) for each in registers().values()]
    return render(request, "portal/registers/index.html", {"registers": found})


@require_safe
@requires(rights.may_see_registers)
def row_list(request: HttpRequest, name: str) -> HttpResponse:
    """Show a register's rows: searched, filtered, sorted, page by page."""
    register = asked_register(name)
    asked = request.GET.dict()
    rows, chosen, order = narrowed(register, asked)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    question = request.GET.copy()
    question.pop("page", None)
    context = {
        "register": register,
        "page": page,
        "shown": _shown(register, list(page.object_list), asked.get("q", "")),
        "head": _head(register),
        "filters": [(each, list(each.options()), chosen.get(each.name, "")) for each in register.filters],
        "order": order,
        "q": asked.get("q", ""),
        "query": question.urlencode(),
        "may_change": may_change(request, register),
    }
    return render(request, "portal/registers/list.html", context)


def _head(register: Register) -> list[Any]:
    title = title_column(register)
    return [title, *[column for column in register.stored if column.listed and column is not title]]


def _shown(register: Register, rows: list[Any], text: str) -> list[dict[str, Any]]:
    former = former_names(rows, text) if register.model is Place and text.strip() else {}
    return [
        {
            "row": row,
            "href": address_of(register, row),
            "cells": show_row(register, row, listed=True),
            "state": state_of(row) if register.name == "enterprises" else "",
            "former": former.get(row.pk, []),
        }
        for row in rows
    ]


@require_safe
@requires(rights.may_see_registers)
def row_file(request: HttpRequest, name: str, kind: str) -> HttpResponse:
    """Send the rows that the list shows, all pages of them, as a file that comes in again exactly."""
    register = asked_register(name)
    rows, _, _ = narrowed(register, request.GET.dict())
    if kind == "xlsx":
        content, mime = (
            write_workbook(register, rows),
            WORKBOOK,
        )
    else:
        content, mime = write_csv(register, rows), "text/csv; charset=utf-8"
    answer = HttpResponse(content, content_type=mime)
    answer["Content-Disposition"] = f'attachment; filename="{name}-{timezone.localdate():%Y-%m-%d}.{kind}"'
    return answer
