"""Who gets which answer where: every route, method and role has its row in matrix.csv, and gets what the row says.

A row names a route, a method, the values in its address (`name=value`, or `name=@thing` for a thing of the province
below), and for each role the status it gets. A method without a row is answered 405 by every view, for every role that
is let in so far. To add a route, add its rows.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from nhip.estates.actions import Basis
from nhip.estates.dossiers.acts import Said, record_entry, start_dossier
from nhip.estates.tests.makers import cluster, event, lease, lot
from nhip.intake.actions import import_reports, load_registers
from nhip.intake.collection.actions import Typed, keep_upload, open_period, save_draft, submit
from nhip.intake.collection.models import Submission
from nhip.intake.imports.models import ImportBatch
from nhip.intake.models import Observation, SourceFile
from nhip.people.actions import add_person, grant_role
from nhip.people.models import User
from nhip.people.roles import OFFICIALS, Role
from nhip.plans.targets.folder import load_targets
from nhip.plans.tasks.acting import add_evidence
from nhip.plans.tasks.giving import TaskText, give_task
from nhip.plans.tasks.units import add_member, add_unit
from nhip.plans.tasks.writing import Paper
from nhip.plans.tests.given import promises_of
from nhip.registry.documents import keep_document
from nhip.registry.keepers import SYSTEM_KEEPER
from nhip.registry.models import Enterprise, Product
from nhip.releases.actions import store_scheme
from nhip.releases.calendar import set_day
from nhip.releases.preparing import attach_file, prepare_release
from nhip.releases.releasing import approve, schedule, send_to_review
from nhip.releases.tests.conftest import KILN, MADE, MINE, NOW, REGISTERS, SCHEME, months_of
from nhip.reports.news import ArticleText, publish_article, write_article

TABLE = Path(__file__).with_name("matrix.csv")
ROLES = ("public", "reporter", "stranger", *(role.value for role in Role if role in OFFICIALS))
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
KNOWN_ON = datetime(2023, 3, 1, tzinfo=UTC)
# The address of the site without a language has no name.
ROOT_ROUTE = "/"


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    route: str
    method: str
    values: dict[str, str]
    expected: dict[str, int]


def rows() -> list[Row]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [
            Row(
                line["route"],
                line["method"],
                dict(pair.split("=", 1) for pair in line["values"].split()),
                {role: int(line[role]) for role in ROLES},
            )
            for line in csv.DictReader(file)
        ]


def routes(resolver: URLResolver | None = None, spaces: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield the name of every route."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from routes(entry, (*spaces, entry.namespace) if entry.namespace else spaces)
        elif isinstance(entry, URLPattern):
            yield ":".join([*spaces, entry.name]) if entry.name else f"/{entry.pattern}"


@dataclass
class World:
    """A compiled province, its people, and the things addresses name."""

    users: dict[str, User | None]
    things: dict[str, Any]

    def address(self, row: Row) -> str:
        if row.route == ROOT_ROUTE:
            return "/"
        values = {n: self.things[v[1:]] if v.startswith("@") else v for n, v in row.values.items()}
        return reverse(row.route, kwargs=values)

    def answer(self, row: Row, role: str, method: str | None = None) -> int:
        """Ask, and undo what the question has done."""
        client, user = Client(raise_request_exception=False), self.users[role]
        with transaction.atomic():
            if user is not None:
                client.force_login(user)
            status: int = client.generic(method or row.method, self.address(row)).status_code
            transaction.set_rollback(True)
        return status


def _collecting(users: dict[str, User | None]) -> dict[str, int]:
    """Open a month, let the kiln submit its report and send a file, and take in another file for many."""
    kiln, officer, clerk = Enterprise.objects.get(tax_code=KILN), users["officer"], users["reporter"]
    assert officer is not None
    assert clerk is not None
    month = open_period("monthly", "2023-03", opens_on=date(2023, 3, 1), deadline=date(2999, 12, 31))
    box = f"{Product.objects.get(code=MADE[KILN]).pk}-production"
    saved = save_draft(kiln, month, {box: Typed("10", 0)}, by=clerk)
    submission = Submission.objects.get(pk=saved.submission)
    submit(submission, submission.version, by=clerk)
    upload = keep_upload(kiln, month, b"product,production\n", "form.csv", by=clerk)
    file = SourceFile.objects.create(name="many.csv", sha256="0" * 64, content=b"x")
    batch = ImportBatch.objects.create(source_file=file, name="many.csv", state="done", created_by=officer.username)
    return {"collection": month.pk, "submission": submission.pk, "upload": upload.pk, "batch": batch.pk}


def _releases() -> dict[str, int]:
    """Publish February with a file, leave January a draft, and plan March."""
    prepare_release("2023-01", by="lan")
    february = prepare_release("2023-02", by="lan")
    file = attach_file(february, "report", "vi", "a.pdf", b"%PDF", "application/pdf", by="lan")
    send_to_review(february, by="lan")
    approve(february, by="duyet")
    schedule(february, by="duyet")
    day = set_day("2023-03", datetime(2999, 4, 22, 8, tzinfo=UTC), by="lan")
    return {"release_file": file.pk, "calendar_day": day.pk}


def _dossier() -> dict[str, int]:
    """Start a dossier and record a step with its document."""
    started = start_dossier(SYSTEM_KEEPER, "cluster", "Hồ sơ", "Công ty A", date(2024, 6, 3))
    paper = keep_document("nhip", "1/TB", content=b"%PDF", file_name="a.pdf")
    said = Said(document=paper.pk)
    entry = record_entry(SYSTEM_KEEPER, started, "done", date(2024, 6, 7), "call", said)
    return {"dossier": started.pk, "dossier_entry": entry.pk, "dossier_paper": paper.pk}


def _estate() -> dict[str, int]:
    """Keep a cluster with an event that rests on a public document, and a lease."""
    paper = keep_document("nhip", "854/QĐ-UBND", content=b"%PDF", file_name="a.pdf", public=True)
    kept = cluster("CCN-MOT")
    established = event(kept, "established", date(2023, 6, 2), basis=Basis(document=paper.pk))
    let = lease(lot(kept), "5", date(2023, 7, 1))
    return {"estate_event": established.pk, "estate_lease": let.pk, "estate_paper": paper.pk}


def _task(by: User | None) -> dict[str, int]:
    """Give a task that is not public, with a member in its unit and a piece of evidence."""
    unit = add_unit("SCT", "Sở Công Thương", "department")
    member = add_member(unit, "person")
    given = give_task(TaskText("Việc nội bộ", "SCT", date(2024, 5, 1), given_on=date(2024, 1, 2)), by=by)
    entry = add_evidence(given.pk, Paper(number="9/BC", content=b"%PDF", file_name="b.pdf"))
    assert entry.document_id is not None
    return {"task": given.pk, "unit": unit.pk, "member": member.pk, "evidence": entry.document_id}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Return a small compiled province with a person for each role; a stranger reports for another enterprise."""
    folder = tmp_path_factory.mktemp("province")
    for name, text in {**REGISTERS, **{f"scheme/{name}": text for name, text in SCHEME.items()}}.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    with django_db_blocker.unblock(), transaction.atomic():
        load_registers(folder, year=2023)
        load_targets(folder)
        store_scheme(folder / "scheme")
        import_reports(months_of(2022, dict.fromkeys(MADE, ("10",) * 12)).encode(), name="2022.csv", at=KNOWN_ON)
        import_reports(months_of(2023, NOW).encode(), name="2023.csv", at=KNOWN_ON)
        releases = _releases()
        publish_article("nhip", write_article("nhip", "tin", "vi", ArticleText("Tin", "Mở đầu", "Bài", "Phòng A")))
        users: dict[str, User | None] = {"public": None}
        for name, role, tax_code in (
            ("reporter", Role.REPORTER, KILN),
            ("stranger", Role.REPORTER, MINE),
            *((role.value, role, None) for role in Role if role in OFFICIALS),
        ):
            user = add_person(name, name)
            user.set_password("gà trống gáy bốn giờ sáng")
            user.save()
            grant_role(user, role, enterprise=Enterprise.objects.get(tax_code=tax_code) if tax_code else None)
            if role in OFFICIALS:
                TOTP.activate(user, generate_totp_secret())
            users[name] = User.objects.get(pk=user.pk)
        person = add_person("person", "Người khác")
        collecting = _collecting(users)
        things = {
            "person": person.pk,
            "grant": grant_role(person, Role.OFFICER).pk,
            "observation": Observation.objects.filter(enterprise__tax_code=KILN).latest("id").pk,
            "kiln": Enterprise.objects.get(tax_code=KILN).pk,
            **collecting,
            **releases,
            **_task(users["officer"]),
            **_dossier(),
            **promises_of(Enterprise.objects.get(tax_code=KILN)),
            **_estate(),
        }
        yield World(users, things)
        transaction.set_rollback(True)


def test_every_route_has_its_rows():
    known = {(row.route, row.method) for row in rows()}
    missing = {(route, method) for route in routes() for method in ("GET", "POST")} - known
    assert not missing, f"add rows to {TABLE.name}: {sorted(missing)}"
    gone = {route for route, _ in known} - set(routes())
    assert not gone, f"rows of routes that are gone: {sorted(gone)}"
    # A route may have a shorter and a longer address, each with rows of its own.
    addresses = {(row.route, row.method, frozenset(row.values)) for row in rows()}
    assert len(addresses) == len(rows()), "a route and method stands twice"


@pytest.mark.django_db
@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row.method} {row.route}")
def test_each_role_gets_the_answer_of_the_table(world, row):
    assert {role: world.answer(row, role) for role in ROLES} == row.expected


@pytest.mark.django_db
@pytest.mark.parametrize("row", [row for row in rows() if row.method == "GET"], ids=lambda row: row.route)
def test_a_method_without_a_row_does_nothing(world, row):
    known = {each.method for each in rows() if each.route == row.route}
    for method in set(METHODS) - known:
        assert {world.answer(row, role, method) for role in ("public", "officer", "administrator")} == {405}, method
