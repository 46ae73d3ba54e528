"""A past release computes to the same hash whatever the registers say later, wherever and in whatever order it runs."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.conf import settings
from django.utils import timezone, translation

from nhip.estates.tests.makers import cluster, event
from nhip.figures.periods import Period
from nhip.intake.actions import import_reports
from nhip.plans.models import Target
from nhip.registry.models import Consent, Enterprise, Industry, KeyProduct, Place, Product, ProductionPlan
from nhip.releases.actions import compute
from nhip.releases.models import Release, Run
from nhip.releases.publication import figures_hash, published_figures, suppressed
from nhip.releases.tests.conftest import MINE, NOW, WORKS, months_of, publish
from nhip.releases.verifying import verify

pytestmark = pytest.mark.django_db
APRIL = datetime(2023, 4, 1, tzinfo=UTC)


def newer(row, **values):
    """Add a version of a record, as people do who correct or withdraw it."""
    kept = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    for own in ("id", "replaces_id", "recorded_at", "recorded_by"):
        kept.pop(own, None)
    return type(row).objects.create(
        **kept | {"reason": "Sửa lại."} | values, replaces=row, recorded_at=timezone.now(), recorded_by="lan"
    )


def hashes() -> set[str]:
    return {
        figures_hash(
            published_figures(basis.run, release.kind, Period.parse(release.period), suppressed(basis), release.stage)
        )[0]
        for release in Release.objects.all()
        for basis in release.bases.all()
    }


def test_nothing_that_happens_later_moves_a_past_release(province):
    estate = cluster()
    event(estate, "planned", date(2022, 5, 1))
    publish("2023-02", as_of=timezone.now())
    before, result = hashes(), Run.objects.get().result_hash
    # Changed in place: names, days, places, industries, lists, consents.
    Enterprise.objects.filter(tax_code=MINE).update(
        name="Tên mới", entered_on=date(2023, 2, 9), exited_on=date(2023, 2, 20)
    )
    Enterprise.objects.filter(tax_code=WORKS).update(place=None, illustrative=False)
    Product.objects.update(name_vi="Tên mới", unit="kg")
    Industry.objects.update(name_vi="Tên mới")
    Place.objects.update(name="Nơi mới")
    KeyProduct.objects.filter(code="salt").delete()
    Consent.objects.all().delete()
    # Corrected and withdrawn by newer versions.
    for target in Target.objects.known_at():
        newer(target, withdrawn=True)
    for plan in ProductionPlan.objects.known_at():
        newer(plan, quantity=plan.quantity * 2)
    event(estate, "groundbreaking", date(2023, 2, 1))
    import_reports(months_of(2023, {**NOW, MINE: ("99", "99")}).encode(), name="sửa.csv", at=timezone.now())
    assert [each.message("en") for each in verify().faults] == []
    assert (hashes(), Run.objects.get().result_hash) == (before, result)
    # What is computed now is another thing.
    assert publish("2023-01").bases.get().run.result_hash != result


@pytest.mark.parametrize(("zone", "language"), [("America/New_York", "en"), ("Pacific/Kiritimati", "vi")])
def test_neither_time_zone_nor_language_moves_it(province, zone, language):
    run = publish("2023-02", as_of=APRIL).bases.get().run
    assert str(timezone.get_current_timezone()) == settings.TIME_ZONE
    with timezone.override(zone), translation.override(language):
        again = compute(run.scheme, run.as_of, Period.parse(run.last_period), bytes(run.registers.content))
    assert (again.result, again.knowledge) == (run.result_hash, run.knowledge_hash)
