"""``python -m bench.plans``: pages of 5,000 tasks, 2,000 projects and 1,000 calls, in a scratch database.

Prints one JSON line: how many there are, and for each page the median and largest milliseconds, the median of the
processor's, which a busy machine changes less, and the questions to the database. `first_today` is the page of the day
as the first page of a fresh process, in seconds of the processor.
"""

from __future__ import annotations

import json
import os
import statistics
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

TASKS: Final = 5_000
PROJECTS: Final = 2_000
CALLS: Final = 1_000
UNITS: Final = 40
TIMES: Final = 7
PAGES: Final = {
    "tasks": "/vi/work/tasks/",
    "tasks, late": "/vi/work/tasks/?state=late",
    "tasks by words": "/vi/work/tasks/?q=cum+17",
    "who is late": "/vi/work/tasks/late/",
    "today": "/vi/work/today/",
    "projects": "/vi/projects/",
    "projects, last page": "/vi/projects/?page=40",
    "projects by words, kind and milestone": "/vi/projects/?q=nha+may&kind=wind&stage=works",
    "calls": "/vi/promotion/",
    "calls by words": "/vi/promotion/?q=go+17",
}


def fill() -> None:
    """Make tasks of all states, projects with statements and milestones, and calls, straight into the tables."""
    from django.utils import timezone

    from nhip.plans import models

    today = timezone.localdate()
    by = {"recorded_by": "bench"}
    units = models.Unit.objects.bulk_create(
        models.Unit(code=f"D-{n}", name_vi=f"Đơn vị {n}", kind="department") for n in range(UNITS)
    )
    tasks = models.Task.objects.bulk_create(models.Task(code=f"T-{n}", **by) for n in range(TASKS))
    models.TaskRecord.objects.bulk_create(
        models.TaskRecord(
            task=task,
            text=f"Thành lập cụm công nghiệp số {n}",
            lead=units[n % UNITS],
            given_on=today - timedelta(days=200),
            deadline=today + timedelta(days=(-1 if n % 3 == 0 else 1) * (n % 90)),
            **by,
        )
        for n, task in enumerate(tasks)
    )
    entries = [("accepted", 1), ("progress", 1), ("done", 5), ("confirmed", 10)]
    models.TaskEntry.objects.bulk_create(
        models.TaskEntry(task=task, kind=kind, on=today - timedelta(days=100), words="x", **by)
        for kind, step in entries
        for task in tasks[::step]
    )
    projects = models.Project.objects.bulk_create(models.Project(code=f"p-{n}", **by) for n in range(PROJECTS))
    kinds = list(models.ProjectKind)
    models.ProjectRecord.objects.bulk_create(
        models.ProjectRecord(project=project, name=f"Nhà máy số {n}", kind=kinds[n % len(kinds)], source="x", **by)
        for n, project in enumerate(projects)
    )
    models.ProjectStatement.objects.bulk_create(
        models.ProjectStatement(project=project, attribute="capacity", value=10 + n % 50 + each, source="x", **by)
        for n, project in enumerate(projects)
        for each in range(2)
    )
    models.Milestone.objects.bulk_create(
        models.Milestone(project=project, kind=kind, sort=sort, earliest=day, latest=day, source="x", **by)
        for n, project in enumerate(projects)
        for kind, sort, day in (
            ("policy", "actual", today - timedelta(days=900 + n % 90)),
            ("works", "planned", today - timedelta(days=400)),
            *([("works", "actual", today - timedelta(days=300))] if n % 2 else []),
        )
    )
    models.InvestmentCall.objects.bulk_create(
        models.InvestmentCall(
            code=f"c-{n}", name=f"Nhà máy gỗ số {n}", sector="Gỗ", valid_from=today, contact_name="x", source="x", **by
        )
        for n in range(CALLS)
    )


def leader() -> Any:
    """Return a client whose user is a leader, and works in one of the units."""
    from allauth.mfa.totp.internal.auth import TOTP
    from django.test import Client
    from django.utils import timezone

    from nhip.people.actions import add_person, grant_role
    from nhip.people.roles import Role
    from nhip.plans.models import Unit, UnitMember

    user = add_person("leader", "Lãnh đạo")
    grant_role(user, Role.LEADER)
    TOTP.activate(user, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    unit = Unit.objects.earliest("pk")
    UnitMember.objects.create(unit=unit, person=user, valid_from=timezone.localdate(), recorded_by="bench")
    client = Client(headers={"host": "localhost"})
    client.force_login(user, backend="nhip.people.backends.PeopleBackend")
    return client


def measured(client: Any, address: str) -> dict[str, float]:
    """Return the milliseconds of a page, once it has been shown, and its questions to the database."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(address)
    took, worked = [], []
    for _ in range(TIMES):
        start, busy = time.perf_counter(), time.process_time()
        status = client.get(address).status_code
        if status != 200:
            raise SystemExit(f"{address}: {status}")
        took.append((time.perf_counter() - start) * 1000)
        worked.append((time.process_time() - busy) * 1000)
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    median = statistics.median
    return {
        "median_ms": round(median(took), 1),
        "most_ms": round(max(took), 1),
        "cpu_ms": round(median(worked), 1),
        "questions": len(asked),
    }


def main() -> None:
    """Fill a scratch database and look at the pages."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["NHIP_HOME"] = str(Path(home))
        os.environ.setdefault("NHIP_SECRET_KEY", "bench")
        os.environ["NHIP_HOSTS"] = ""
        os.environ["DJANGO_SETTINGS_MODULE"] = "nhip.config.settings"
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        fill()
        client = leader()
        busy = time.process_time()
        client.get(PAGES["today"])
        first = round(time.process_time() - busy, 2)
        found = {name: measured(client, address) for name, address in PAGES.items()}
        print(json.dumps({"tasks": TASKS, "projects": PROJECTS, "calls": CALLS, "first_today": first, "pages": found}))


if __name__ == "__main__":
    main()
