"""The pages of the records that a figure was made of, as far as the reader may open them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from django.urls import reverse

from nhip.estates.models import Estate
from nhip.figures.model import Evidence
from nhip.people import rights, rights_dossiers, rights_estates, rights_plans
from nhip.people.rights import Person
from nhip.plans.models import InvestmentCall, ProjectRecord, SupportRecord, Target, TaskRecord
from nhip.plans.tasks.queries import readable_by
from nhip.registry.models import Enterprise

__all__ = ["ways_to"]

_Ways = dict[str, str]


def ways_to(found: Iterable[Evidence], reader: Person) -> dict[tuple[str, str], str]:
    """Return the addresses of records by kind and key; what has no page, or not for this reader, is left out.

    One question to the database for each kind.
    """
    keys: dict[str, set[str]] = {}
    for each in found:
        if each.kind in _OF_KIND and each.key:
            keys.setdefault(each.kind, set()).add(each.key)
    return {(kind, key): way for kind, of in keys.items() for key, way in _OF_KIND[kind](of, reader).items()}


def _numbers(keys: Iterable[str]) -> list[int]:
    return [int(key) for key in keys if key.isdecimal()]


def _projects(keys: set[str], reader: Person) -> _Ways:
    there = ProjectRecord.objects.known_at().filter(project__code__in=keys).values_list("project__code", flat=True)
    return {code: reverse("projects:project", args=[code]) for code in there}


def _plants(keys: set[str], reader: Person) -> _Ways:
    # A figure of a plant may speak of a part of its outages: "na-duong-1/unplanned".
    codes = {key: key.partition("/")[0] for key in keys}
    rows = ProjectRecord.objects.known_at().filter(project__code__in=set(codes.values()), enterprise__isnull=False)
    may = {row.project.code for row in rows.select_related("project") if rights_plans.may_see_plant(reader, row)}
    return {key: reverse("projects:plant", args=[code]) for key, code in codes.items() if code in may}


def _calls(keys: set[str], reader: Person) -> _Ways:
    there = InvestmentCall.objects.known_at().filter(code__in=keys).values_list("code", flat=True)
    return {code: reverse("promotion:call", args=[code]) for code in there}


def _enquiries(keys: set[str], reader: Person) -> _Ways:
    if not rights_plans.may_see_enquiries(reader):
        return {}
    return {str(key): reverse("promotion:enquiry", args=[key]) for key in _numbers(keys)}


def _support(keys: set[str], reader: Person) -> _Ways:
    rows = SupportRecord.objects.known_at().filter(measure__in=_numbers(keys)).select_related("measure")
    may = [row.measure_id for row in rows if rights_plans.may_see_support_of(reader, row.measure)]
    return {str(key): reverse("promotion:support", args=[key]) for key in may}


def _tasks(keys: set[str], reader: Person) -> _Ways:
    rows = TaskRecord.objects.known_at().filter(task__in=_numbers(keys)).filter(readable_by(reader))
    return {str(key): reverse("tasks:task", args=[key]) for key in rows.values_list("task", flat=True)}


def _targets(keys: set[str], reader: Person) -> _Ways:
    there = Target.objects.filter(code__in=keys).values_list("code", flat=True).distinct()
    return {code: reverse("targets:target", args=[code]) for code in there}


def _estates(keys: set[str], reader: Person) -> _Ways:
    if not rights_estates.may_see_estates(reader):
        return {}
    there = Estate.objects.filter(code__in=keys).values_list("code", flat=True)
    return {code: reverse("estates:estate", args=[code]) for code in there}


def _enterprises(keys: set[str], reader: Person) -> _Ways:
    if not rights.may_see_registers(reader):
        return {}
    there = Enterprise.objects.filter(tax_code__in=keys).values_list("tax_code", "pk")
    return {code: reverse("registers:row", args=["enterprises", pk]) for code, pk in there}


def _dossiers(keys: set[str], reader: Person) -> _Ways:
    if not rights_dossiers.may_see_dossiers(reader):
        return {}
    return {str(key): reverse("dossiers:dossier", args=[key]) for key in _numbers(keys)}


_OF_KIND: Final[dict[str, Callable[[set[str], Person], _Ways]]] = {
    "project": _projects,
    "plant": _plants,
    "call": _calls,
    "enquiry": _enquiries,
    "support": _support,
    "task": _tasks,
    "target": _targets,
    "estate": _estates,
    "enterprise": _enterprises,
    "dossier": _dossiers,
}
