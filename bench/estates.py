"""``python -m bench.estates``: lists and pages of 5,000 zones and clusters with a million events. See README.md."""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

ESTATES, LEASES, EVENTS = 5_000, 100_000, 1_000_000
# What is promised for every question: seconds, with the machine to itself.
SECONDS = 0.3
RUNS = 7
BATCH = 5_000
DAY = date(2025, 12, 31)
SEED = "nhip-estates-1"
_NAMES = "An Bình Cao Đông Hồng Kim Long Minh Nam Phú Quang Sơn Tân Thành Vân Yên"


def connect() -> None:
    """Start Django on DATABASE_URL, or on a scratch SQLite."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "nhip.config.settings"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def prepare(estates: int, leases: int, events: int) -> None:
    """Fill an empty installation, past the acts: what is measured is asking, not recording."""
    from django.db import connection, transaction

    from nhip.estates.models import Estate

    assert not Estate.objects.exists(), "the database is not empty"
    random = Random(f"{SEED}:{estates}")
    with transaction.atomic():
        _estates(random, estates)
        _land(random, leases)
        _events(random, events)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    else:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA optimize=0x10002")


def _fill(model: Any, rows: Iterator[Any]) -> None:
    model._default_manager.bulk_create(rows, batch_size=BATCH)


def _estates(random: Random, count: int) -> None:
    from nhip.estates.models import AreaStatement, Estate, EstatePlace, EstateRecord
    from nhip.registry.models import Place

    words = _NAMES.split()
    _fill(Place, (Place(code=f"{n:05}", name=f"xã {random.choice(words)} {n}") for n in range(1, 66)))
    places = list(Place.objects.all())
    kinds = ["zone" if n % 10 == 0 else "cluster" for n in range(count)]
    names = [f"{random.choice(words)} {random.choice(words)} {n}" for n in range(count)]
    _fill(Estate, (Estate(code=f"E-{n}", kind=kinds[n], name=names[n], recorded_by="bench") for n in range(count)))
    known = list(Estate.objects.order_by("id"))

    def record(estate: Estate, year: int) -> EstateRecord:
        low = random.randrange(30, 90)
        return EstateRecord(
            estate=estate,
            valid_from=date(year, 1, 1),
            sectors=sorted(random.sample([f"{n}" for n in range(10, 34)], 3)),
            price_from=low,
            price_to=low + 20,
            price_unit="USD/m²",
            latitude=Decimal("21.5"),
            longitude=Decimal("106.5"),
            recorded_by="bench",
        )

    _fill(EstateRecord, (record(estate, year) for estate in known for year in (2015, 2022)))
    keys = EstateRecord.objects.values_list("id", flat=True)
    _fill(EstatePlace, (EstatePlace(record_id=pk, place=random.choice(places)) for pk in keys))
    areas = {"total": 75, "industrial": 50, "service": 5}
    _fill(
        AreaStatement,
        (
            AreaStatement(estate=estate, kind=kind, hectares=area, valid_from=date(2015, 1, 1), recorded_by="bench")
            for estate in known
            for kind, area in areas.items()
        ),
    )


def _land(random: Random, count: int) -> None:
    from nhip.estates.models import Estate, Lease, Lot, LotRecord, Tenant

    known = list(Estate.objects.order_by("id"))
    _fill(Tenant, (Tenant(name=f"Nhà đầu tư {n}", recorded_by="bench") for n in range(max(1, count // 10))))
    tenants = list(Tenant.objects.values_list("id", flat=True))
    _fill(Lot, (Lot(estate=known[n % len(known)], code=f"L{n}", recorded_by="bench") for n in range(count)))
    lots = list(Lot.objects.order_by("id"))
    since = date(2015, 1, 1)
    common = {"use": "industrial", "hectares": 2, "recorded_by": "bench"}
    _fill(LotRecord, (LotRecord(lot=lot, estate_id=lot.estate_id, valid_from=since, **common) for lot in lots))

    def lease(lot: Lot) -> Lease:
        starts_on = since + timedelta(days=random.randrange(5000))
        ends_on = starts_on + timedelta(days=1000) if random.random() < 0.2 else None
        tenant = random.choice(tenants)
        return Lease(lot=lot, estate_id=lot.estate_id, tenant_id=tenant, starts_on=starts_on, ends_on=ends_on, **common)

    _fill(Lease, (lease(lot) for lot in lots))


def _events(random: Random, count: int) -> None:
    """Give each estate the way it has gone, then adjustments; two in a hundred events are corrected later."""
    from django.db import connection
    from django.utils import timezone

    from nhip.estates.first_events import first_events, year_events
    from nhip.estates.models import Estate, EstateEvent, EventKind, FirstEvent, YearEvent

    known = list(Estate.objects.order_by("id"))
    way = [kind.value for kind in EventKind][:9]
    now: Any = connection.ops.adapt_datetimefield_value(timezone.now())

    def rows() -> Iterator[EstateEvent]:
        for n in range(count):
            estate, step = known[n % len(known)], n // len(known)
            reach = estate.pk % len(way)
            if step <= reach:
                kind, on = way[step], date(2008, 1, 1) + timedelta(days=400 * step + estate.pk % 300)
            else:
                kind, on = random.choice(("adjusted", "expanded")), date(2018, 1, 1) + timedelta(random.randrange(2900))
            yield EstateEvent(
                estate=estate,
                kind=kind,
                on=on,
                until=on,
                document_number=f"{n}/bench",
                recorded_by="bench",
                recorded_at=now,
            )

    EstateEvent.objects.add_plain(rows())
    corrected = EstateEvent.objects.filter(kind="adjusted").order_by("id")[: count // 50]
    _fill(
        EstateEvent,
        (
            EstateEvent(
                estate_id=old.estate_id, kind=old.kind, on=old.on, until=old.until, replaces=old, recorded_by="bench"
            )
            for old in corrected
        ),
    )
    for start in range(0, len(known), 500):
        part = known[start : start + 500]
        events: dict[int, list[EstateEvent]] = {estate.pk: [] for estate in part}
        for event in EstateEvent.objects.known_at().filter(estate__in=part):
            events[event.estate_id].append(event)
        _fill(
            FirstEvent,
            (
                FirstEvent(estate_id=pk, kind=kind, on=event.on, until=event.until, event=event)
                for pk, of_one in events.items()
                for kind, event in first_events(of_one).items()
            ),
        )
        _fill(
            YearEvent,
            (
                YearEvent(estate_id=pk, kind=kind, year=year, until=event.until)
                for pk, of_one in events.items()
                for (kind, year), event in year_events(of_one).items()
            ),
        )


def questions(estates: int) -> dict[str, Callable[[], Any]]:
    """What pages ask."""
    from nhip.estates.queries import Filters, event_counts, list_estates, open_estate, spots

    def listed(page: int = 1, **filters: Any) -> Callable[[], Any]:
        return lambda: list_estates(Filters(**filters), "vi", page=page, day=DAY)

    every = {"kind": "cluster", "stage": "building", "free_from": Decimal(5), "sector": "16", "price_to": Decimal(60)}
    return {
        "list": listed(),
        "list, last page": listed(page=10**6),
        "list, words": listed(text="hong son"),
        "list, kind and stage": listed(kind="cluster", stage="building"),
        "list, free land": listed(free_from=Decimal(5)),
        "list, sector and price": listed(sector="16", price_to=Decimal(60)),
        "list, place": listed(place="tan"),
        "list, all filters": listed(**every),
        "map, clusters building": lambda: spots(Filters(kind="cluster", stage="building"), day=DAY),
        "one estate": lambda: open_estate(f"E-{estates // 2}", "vi", day=DAY),
        "counts by event": lambda: event_counts("cluster", DAY, "vi"),
    }


def pages(estates: int) -> dict[str, Callable[[], Any]]:
    """Whole pages, as a browser gets them: queries, drawing and templates together."""
    from django.core.management import call_command
    from django.test import Client

    call_command("collectstatic", verbosity=0, interactive=False)
    client = Client(SERVER_NAME="localhost")

    def page(address: str) -> Callable[[], Any]:
        def ask() -> None:
            answer = client.get(f"/vi/estates/{address}", secure=True)
            assert answer.status_code == 200, answer.status_code

        return ask

    return {
        "page: list": page(""),
        "page: list, words": page("?q=hong+son"),
        "page: list, stage and free land": page("?stage=building&free=5"),
        "page: one estate": page(f"E-{estates // 2}/"),
        "page: counts": page("counts/?day=31/12/2025"),
    }


def measure(asked: dict[str, Callable[[], Any]], runs: int) -> dict[str, dict[str, float]]:
    """Return seconds by question: the median and the slowest of some runs, and the processor's median."""
    found = {}
    for name, ask in asked.items():
        ask()
        wall, processor = [], []
        for _ in range(runs):
            begun, used = time.perf_counter(), time.process_time()
            ask()
            wall.append(time.perf_counter() - begun)
            processor.append(time.process_time() - used)
        found[name] = {
            "median": statistics.median(wall),
            "slowest": max(wall),
            "processor": statistics.median(processor),
        }
    return found


def main() -> int:
    """Fill, ask, print; the exit code says whether the bound was kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--estates", type=int, default=ESTATES)
    parser.add_argument("--leases", type=int, default=LEASES)
    parser.add_argument("--events", type=int, default=EVENTS)
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--pages", action="store_true", help="measure whole pages, too")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["NHIP_HOME"] = folder
        os.environ.setdefault("NHIP_SECRET_KEY", SEED)
        connect()
        begun = time.perf_counter()
        prepare(asked.estates, asked.leases, asked.events)
        filled = time.perf_counter() - begun
        from django.db import connection

        everything = questions(asked.estates) | (pages(asked.estates) if asked.pages else {})
        found = measure(everything, asked.runs)
        kept = all(each["median"] <= SECONDS for each in found.values())
        if asked.json:
            sizes = {"estates": asked.estates, "leases": asked.leases, "events": asked.events}
            print(json.dumps({**sizes, "database": connection.vendor, "kept": kept, "questions": found}, indent=1))
        else:
            sizes_words = f"{asked.estates:,} estates, {asked.leases:,} leases, {asked.events:,} events"
            print(f"{sizes_words}, {connection.vendor}; filled in {filled:.0f} s")
            print(f"{'':32}{'median ms':>10}{'slowest':>10}{'processor':>10}")
            for name, each in found.items():
                print(f"{name:32}" + "".join(f"{each[part] * 1000:10.0f}" for part in each))
            print(f"bound of {SECONDS * 1000:.0f} ms for each median: {'kept' if kept else 'NOT KEPT'}")
        connection.close()
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
