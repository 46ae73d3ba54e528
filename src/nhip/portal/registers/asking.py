"""What every page of the registers begins with: which register, which row, who asks, and where to send him on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import get_language

from nhip.engine.faults import WHERE, Fault
from nhip.people import rights
from nhip.people.models import User
from nhip.people.refusals import demand
from nhip.registry.keepers import Keeper
from nhip.registry.registers.register import Register, registers

__all__ = ["asked_register", "asked_row", "keeper", "may_change", "narrowed", "sentence"]


def asked_register(name: str) -> Register:
    """Return a register by the name in the address."""
    try:
        return registers()[name]
    except KeyError:
        raise Http404(name) from None


def asked_row(register: Register, pk: int) -> Any:
    """Return a row; a merged duplicate too, because its history stays."""
    rows = register.model._default_manager.select_related(*register.related).prefetch_related(*register.many)
    found = (register.annotate(rows) if register.annotate else rows).filter(pk=pk).first()
    if found is None:
        raise Http404(str(pk))
    return found


def keeper(request: HttpRequest) -> Keeper:
    """Return the person who asks, as the acts of the registers know him."""
    user = request.user
    name = user.username if isinstance(user, User) else ""
    return Keeper(name, lambda right: demand(user, getattr(rights, right), where=request.path))


def may_change(request: HttpRequest, register: Register) -> bool:
    """Tell whether the person may change the register: forms are offered to nobody else."""
    return bool(getattr(rights, register.right)(request.user))


def narrowed(register: Register, asked: Mapping[str, str]) -> tuple[Any, dict[str, str], str]:
    """Return the rows a list asks for, with the filters and the order that were used."""
    rows = register.rows()
    if register.annotate:
        rows = register.annotate(rows)
    chosen: dict[str, str] = {}
    for each in register.filters:
        # What is not among the options narrows nothing: an old address still shows a list.
        value = asked.get(each.name, each.default)
        if value and any(value == str(option) for option, _ in each.options()):
            rows = each.keep(rows, value)
            chosen[each.name] = value
    text = asked.get("q", "").strip()[:100].replace("\0", "")
    if text and register.search:
        rows = register.search(rows, text)
    orders = {name: fields for name, _, fields in register.order}
    order = asked.get("sort", "")
    order = order if order in orders else register.order[0][0]
    return rows.order_by(*orders[order]), chosen, order


def sentence(fault: Fault) -> str:
    """Return what a fault says without its address, in the language of the page."""
    fields = {name: value for name, value in fault.fields.items() if name not in WHERE}
    return Fault(fault.number, fields).message((get_language() or "vi")[:2])
