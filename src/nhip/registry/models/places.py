"""Places. A code may be used again and names are not unique, so a place is a code from a day on."""

from __future__ import annotations

from typing import Final, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nhip.registry.models.duplicates import Mergeable
from nhip.registry.models.validity import ValidInTime, ValidQuerySet, dates_in_order
from nhip.registry.text import FoldedField, NfcField, SortField, fold

__all__ = ["Boundary", "Place", "PlaceKind", "Succession"]


class PlaceKind(models.TextChoices):
    """Kinds of administrative unit; those of the district level ended on 1 July 2025."""

    PROVINCE = "province", _("province")
    MUNICIPALITY = "municipality", _("municipality")
    CITY = "city", _("provincial city")
    TOWN = "town", _("district-level town")
    DISTRICT = "district", _("district")
    WARD = "ward", _("ward")
    COMMUNE = "commune", _("commune")
    TOWNSHIP = "township", _("township")
    SPECIAL_ZONE = "special_zone", _("special zone")


# What stands before a name. "thành phố" is a kind of two levels, and sorts the same.
PREFIXES: Final = (
    "thành phố trực thuộc trung ương",
    "thành phố",
    "thị trấn",
    "thị xã",
    "đặc khu",
    "phường",
    "huyện",
    "quận",
    "tỉnh",
    "xã",
)


class PlaceQuerySet(ValidQuerySet["Place"]):
    """Places."""

    def distinct_things(self) -> Self:
        """Leave out those that were merged into another one."""
        return self.filter(duplicate_of=None)

    def named(self, text: str) -> Self:
        """Keep those whose name has the words, or whose code begins with the text."""
        return self.filter(_named(text)) if text.strip() else self

    def named_now_or_before(self, text: str) -> Self:
        """Keep those too into which a place of that name went: "Hòa Thắng" finds Tuấn Sơn."""
        if not text.strip():
            return self
        before = Succession.objects.filter(_named(text, "older__")).values("newer")
        return self.filter(_named(text) | Q(pk__in=before))


def _named(text: str, path: str = "") -> Q:
    # From the beginning of a word on: without marks, half of all names contain "an" somewhere.
    phrase = fold(text)
    found = Q(**{f"{path}name_folded__startswith": phrase}) | Q(**{f"{path}name_folded__contains": f" {phrase}"})
    return found | Q(**{f"{path}code__startswith": text.strip()})


class Place(ValidInTime, Mergeable):
    """A province, a ward, a commune, or a district of the years before July 2025."""

    code = models.CharField(_("code"), max_length=10)
    name = NfcField(_("name"), max_length=200)
    name_folded = FoldedField(source="name", db_index=True)
    sort_key = SortField(source="bare_name", default="", db_index=True)
    kind = models.CharField(_("kind"), max_length=12, choices=PlaceKind.choices, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("part of")
    )
    reference = NfcField(_("legal reference"), max_length=200, blank=True)

    objects = models.Manager.from_queryset(PlaceQuerySet)()

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["code", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="place_once_from_a_day"),
            # Two unknown days are not equal to a database, so the open beginning has a rule of its own.
            models.UniqueConstraint(fields=["code"], condition=Q(valid_from=None), name="place_once_from_always"),
            dates_in_order("valid_from", "valid_to", "place_dates_in_order"),
            models.CheckConstraint(condition=Q(kind="") | Q(kind__in=PlaceKind.values), name="place_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"

    @property
    def bare_name(self) -> str:
        """The name without the word for its kind: places are looked up under their own names."""
        lower = self.name.lower()
        prefix = next((each for each in PREFIXES if lower.startswith(each + " ")), "")
        return self.name[len(prefix) :].strip() or self.name


class Succession(models.Model):
    """A place went into another, wholly or in part. A place may come from several and go into several."""

    older = models.ForeignKey(Place, models.CASCADE, related_name="goes_into", verbose_name=_("from"))
    newer = models.ForeignKey(Place, models.CASCADE, related_name="comes_from", verbose_name=_("into"))
    on = models.DateField(_("since"))
    whole = models.BooleanField(_("wholly"), default=True)
    reference = NfcField(_("legal reference"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("succession of places")
        verbose_name_plural = _("successions of places")
        ordering = ["on", "older", "newer"]
        constraints = [
            models.UniqueConstraint(fields=["older", "newer"], name="succession_once"),
            models.CheckConstraint(condition=~Q(older=models.F("newer")), name="succession_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.older_id} → {self.newer_id} ({self.on})"


class Boundary(models.Model):
    """The boundary of a place, as a GeoJSON geometry in degrees (WGS 84)."""

    place = models.OneToOneField(Place, models.CASCADE, related_name="boundary", verbose_name=_("place"))
    geometry = models.JSONField(_("geometry"))
    source = NfcField(_("source"), max_length=200)
    sha256 = models.CharField(_("SHA-256 of the file"), max_length=64)

    class Meta:
        verbose_name = _("boundary")
        verbose_name_plural = _("boundaries")

    def __str__(self) -> str:
        return str(self.place_id)
