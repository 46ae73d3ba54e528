"""How long a monthly release of a province takes: compiled, frozen, decided what is secret, hashed.

    nhip demo && python -m bench.releases

It works on the demonstration of this installation (`NHIP_HOME`), and takes everything back that it did.
"""

from __future__ import annotations

import os
import sys
import time
from statistics import median

RUNS = 5
PERIOD = "2023-12"


def main() -> int:
    """Correct a month again and again, take it back each time, and print the times."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nhip.config.settings")
    import django

    django.setup()
    from django.db import transaction

    from nhip.intake.actions import import_reports
    from nhip.intake.models import Observation
    from nhip.releases.models import FigureRow, Release
    from nhip.releases.preparing import prepare_release

    published = Release.objects.filter(period=PERIOD).order_by("id").last()
    known = Observation.objects.filter(period=PERIOD, measure="production", state="reported").order_by("id").first()
    if published is None or known is None:
        print(f"there is no release of {PERIOD}; run nhip demo first", file=sys.stderr)
        return 2
    took, busy, figures = [], [], 0
    for number in range(RUNS):
        with transaction.atomic():
            header = "enterprise,product,period,measure,quantity,state,unit\n"
            row = f"{known.enterprise.tax_code},{known.product.code},{PERIOD},production,{number + 1},reported,\n"
            import_reports((header + row).encode(), name=f"bench-{number}.csv")
            started, worked = time.perf_counter(), time.process_time()
            release = prepare_release(PERIOD, by="bench", corrects=published, reason="bench")
            took.append(time.perf_counter() - started)
            busy.append(time.process_time() - worked)
            figures = FigureRow.objects.filter(run__bases__release=release).count()
            transaction.set_rollback(True)
    print(f"{PERIOD}: {figures:,} figures; best {min(took):.2f} s, median {median(took):.2f} s of {RUNS} by the clock")
    print(f"the processor worked for {min(busy):.2f} s at best, {median(busy):.2f} s in the median")
    return 0


if __name__ == "__main__":
    sys.exit(main())
