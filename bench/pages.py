"""``python -m bench.pages``: how long the public pages of a running site take. See README.md.

Asks this machine only, a bounded number of times, and stops by itself.
"""

from __future__ import annotations

import argparse
import http.client
import json
import sys
import threading
import time
from collections.abc import Sequence
from queue import SimpleQueue
from typing import NamedTuple
from urllib.parse import urlsplit

PATHS = (
    "/vi/",
    "/en/",
    "/vi/2023-12/",
    "/vi/2023-06/",
    "/vi/2023-12/C/",
    "/vi/series/",
    "/vi/series/IIP/",
    "/vi/series/IIP/C/",
    "/en/series/IIP/TOTAL/?compare=same_month",
    "/vi/series/IIP/?show=multiples",
    "/vi/search/?q=than&list=1",
    "/vi/embed/IIP/C/",
    "/vi/data/csv/IIP/C/",
)
LOOPBACK = ("127.0.0.1", "localhost", "::1")
# What is promised: the first byte of a page that is kept, and 99 of 100 answers under load, in seconds.
FIRST_BYTE, SLOWEST = 0.050, 0.300
MOST_REQUESTS = 20_000
READERS = 32


class Asked(NamedTuple):
    """One answer: its address, its status, and the seconds from the planned moment to its first and last byte."""

    path: str
    status: int
    first: float
    last: float


def ask(link: http.client.HTTPConnection, path: str, planned: float) -> Asked:
    """Ask once. Waiting for a free reader counts, because a reader would wait, too."""
    link.request("GET", path, headers={"Host": link.host})
    answer = link.getresponse()
    answer.read(1)
    first = time.perf_counter() - planned
    answer.read()
    return Asked(path, answer.status, first, time.perf_counter() - planned)


def alone(host: str, port: int, runs: int) -> dict[str, float]:
    """Return the median of the first byte of each page, asked one after the other, after a first time."""
    found = {}
    for path in PATHS:
        times = []
        for _run in range(runs + 2):
            link = http.client.HTTPConnection(host, port, timeout=30)
            times.append(ask(link, path, time.perf_counter()).first)
            link.close()
        found[path] = sorted(times[2:])[runs // 2]
    return found


def load(host: str, port: int, rate: int, seconds: int) -> Sequence[Asked]:
    """Ask `rate` times a second, whether or not the answers keep up."""
    total = min(rate * seconds, MOST_REQUESTS)
    waiting: SimpleQueue[int | None] = SimpleQueue()
    found: list[Asked] = []
    begin = time.perf_counter() + 0.2

    def read() -> None:
        link = http.client.HTTPConnection(host, port, timeout=30)
        while (number := waiting.get()) is not None:
            planned = begin + number / rate
            try:
                found.append(ask(link, PATHS[number % len(PATHS)], planned))
            except (OSError, http.client.HTTPException):
                link.close()
                found.append(Asked(PATHS[number % len(PATHS)], 0, 30.0, 30.0))
        link.close()

    readers = [threading.Thread(target=read, daemon=True) for _reader in range(READERS)]
    for reader in readers:
        reader.start()
    for number in range(total):
        wait = begin + number / rate - time.perf_counter()
        if wait > 0:
            time.sleep(wait)
        waiting.put(number)
    for _reader in readers:
        waiting.put(None)
    for reader in readers:
        reader.join(timeout=60)
    return found


def share(values: Sequence[float], part: float) -> float:
    """Return the value that a part of all do not exceed."""
    return sorted(values)[min(len(values) - 1, int(part * len(values)))]


def main() -> int:
    """Measure, print, and return 1 where a promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", nargs="?", default="http://127.0.0.1:8000")
    parser.add_argument("--rate", type=int, default=100, help="requests a second")
    parser.add_argument("--seconds", type=int, default=20)
    parser.add_argument("--runs", type=int, default=9)
    asked = parser.parse_args()
    site = urlsplit(asked.site)
    if site.hostname not in LOOPBACK:
        parser.error("only a site on this machine is measured")
    host, port = site.hostname, site.port or 80
    first = alone(host, port, asked.runs)
    answers = load(host, port, asked.rate, asked.seconds)
    under = [each.last for each in answers]
    bad = [each for each in answers if each.status != 200]
    p99 = share(under, 0.99)
    told = {
        "first_byte_ms": {path: round(seconds * 1000, 1) for path, seconds in first.items()},
        "requests": len(answers),
        "failed": len(bad),
        "p50_ms": round(share(under, 0.5) * 1000, 1),
        "p99_ms": round(p99 * 1000, 1),
        "slowest_ms": round(max(under) * 1000, 1),
    }
    print(json.dumps(told, indent=2))
    return int(bool(bad) or p99 > SLOWEST or max(first.values()) > FIRST_BYTE)


if __name__ == "__main__":
    sys.exit(main())
