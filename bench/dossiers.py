"""``python -m bench.dossiers``: the list of what is late among 5,000 dossiers, in a scratch database.

Prints one JSON line: dossiers, entries, and for each question the median and largest milliseconds, and the median of
the processor's, which a busy machine changes less.
"""

from __future__ import annotations

import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

DOSSIERS: Final = 5_000
TIMES: Final = 7
TODAY: Final = date(2026, 6, 30)
WAY: Final = (("call", 4), ("files", 18), ("dossier", 24), ("appraisal", 45), ("decision", 52))


def fill() -> int:
    """Make dossiers of all states, straight into the tables; return how many entries they have."""
    from nhip.estates.law import law
    from nhip.estates.models import Dossier, DossierEntry

    dossiers, entries = [], []
    for number in range(DOSSIERS):
        received = TODAY - timedelta(days=number % 700)
        procedure = law().procedure_on("cluster", received)
        assert procedure is not None
        dossiers.append(
            Dossier(
                pk=number + 1,
                name=f"Thành lập cụm công nghiệp số {number}",
                applicant=f"Công ty {number % 97}",
                kind="cluster",
                procedure=procedure.code,
                version=procedure.version,
                received_on=received,
                recorded_by="bench",
            )
        )
        happened = [("received", "request", received)]
        happened += [("done", step, received + timedelta(days=days)) for step, days in WAY[: number % 6]]
        if number % 4 == 0:
            after = happened[-1][2]
            happened.append(("returned", "", after + timedelta(days=1)))
            if number % 8:
                happened.append(("completed", "", after + timedelta(days=9)))
        entries += [
            DossierEntry(dossier_id=number + 1, kind=kind, step=step, on=day, recorded_by="bench")
            for kind, step, day in happened
        ]
    Dossier.objects.bulk_create(dossiers, batch_size=1000)
    DossierEntry.objects.bulk_create(entries, batch_size=2000)
    return len(entries)


def measured(ask: Callable[[], Any]) -> dict[str, float]:
    """Return the milliseconds of a question."""
    took, worked = [], []
    for _ in range(TIMES):
        start, busy = time.perf_counter(), time.process_time()
        ask()
        took.append((time.perf_counter() - start) * 1000)
        worked.append((time.process_time() - busy) * 1000)
    median = statistics.median
    return {"median_ms": round(median(took), 1), "most_ms": round(max(took), 1), "cpu_ms": round(median(worked), 1)}


def main() -> None:
    """Fill a scratch database and ask."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["NHIP_HOME"] = str(Path(home))
        os.environ.setdefault("NHIP_SECRET_KEY", "bench")
        os.environ["DJANGO_SETTINGS_MODULE"] = "nhip.config.settings"
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        entries = fill()
        from nhip.estates.dossiers.queries import due_work, work_list

        questions: dict[str, Callable[[], Any]] = {
            "overdue": lambda: work_list(TODAY, "overdue"),
            "all": lambda: work_list(TODAY, "all"),
            "search": lambda: work_list(TODAY, "open", "cong ty 13"),
            "due_work": lambda: due_work(TODAY, "vi"),
        }
        found = {name: measured(ask) for name, ask in questions.items()}
        print(json.dumps({"dossiers": DOSSIERS, "entries": entries, "questions": found}))


if __name__ == "__main__":
    main()
