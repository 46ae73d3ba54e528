"""Questions to the register of places. A question about a code always has a date."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from nhip.registry.models import Place, Succession

__all__ = ["former_names", "place_on", "predecessors", "search_places", "successors"]


def place_on(code: str, day: date) -> Place | None:
    """Return the place that has a code on a day."""
    return Place.objects.on(day).distinct_things().filter(code=code).order_by("-valid_from").first()


def successors(place: Place) -> list[Succession]:
    """Return what became of a place: the places it went into, each wholly or in part."""
    return list(place.goes_into.select_related("newer").order_by("newer__sort_key"))


def predecessors(place: Place) -> list[Succession]:
    """Return what a place was made from."""
    return list(place.comes_from.select_related("older__parent").order_by("older__sort_key"))


def search_places(text: str, day: date) -> list[Place]:
    """Return the places in force on a day whose name, or whose former name, has the words; marks do not count."""
    found = Place.objects.on(day).distinct_things().named_now_or_before(text).select_related("parent")
    return list(found.order_by("sort_key", "code"))


def former_names(places: Iterable[Place], text: str) -> dict[int, list[Place]]:
    """Return, for places found under a former name, the former places of that name."""
    ids = [place.pk for place in places]
    older = Place.objects.named(text).values("pk")
    found: dict[int, list[Place]] = {}
    for row in Succession.objects.filter(newer__in=ids, older__in=older).select_related("older__parent"):
        found.setdefault(row.newer_id, []).append(row.older)
    return found
