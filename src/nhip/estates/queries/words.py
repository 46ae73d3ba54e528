"""Words of a search: what of an estate they are looked for in."""

from __future__ import annotations

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from nhip.estates.models import EstatePlace, EstateRecord
from nhip.registry.folding import fold
from nhip.registry.models import Industry, Place, Succession

__all__ = ["found_by_words"]


def found_by_words(text: str, records: QuerySet[EstateRecord]) -> Q | None:
    """Return what estates have all words of a text, each in the name, the code, the sectors, the investor or a place.

    Words are found with and without marks, places by today's and by former names.

    Args:
        text: what was typed.
        records: the descriptions that hold.
    """
    words = fold(text).split()
    if not words:
        return None
    # What a description says is folded here: there are few descriptions, and they are read once for all words.
    said = [
        (estate, fold(f"{sectors} {investor}"))
        for estate, sectors, investor in records.order_by().values_list("estate", "sector_words", "investor_name")
        if sectors or investor
    ]
    found = Q()
    for word in words:
        before = Succession.objects.filter(_whole(word, "older__")).values("newer")
        places = Place.objects.filter(_whole(word) | Q(pk__in=before)).values("pk")
        there = records.filter(pk__in=EstatePlace.objects.filter(place__in=places).values("record"))
        hits = Q(name_folded__contains=word) | Q(pk__in=there.order_by().values("estate"))
        hits |= Q(pk__in=[estate for estate, folded in said if f" {word}" in f" {folded}"])
        if (codes := _divisions(word)) is not None:
            marked = records.annotate(sectors_text=Cast("sectors", TextField())).filter(codes)
            hits |= Q(pk__in=marked.order_by().values("estate"))
        found &= hits
    return found


def _whole(word: str, path: str = "") -> Q:
    """Return what names have this word, and not only its beginning: "so" is not in "Sơn"."""
    name = f"{path}name_folded"
    ends = Q(**{f"{name}__startswith": f"{word} "}) | Q(**{f"{name}__endswith": f" {word}"})
    return ends | Q(**{name: word}) | Q(**{f"{name}__contains": f" {word} "})


def _divisions(word: str) -> Q | None:
    """Return what descriptions name a division with such a word; None where no division has it."""
    rows = Industry.objects.filter(_whole(word), level="division")
    found: Q | None = None
    for code in set(rows.order_by().values_list("code", flat=True)):
        here = Q(sectors_text__contains=f'"{code}"')
        found = here if found is None else found | here
    return found
