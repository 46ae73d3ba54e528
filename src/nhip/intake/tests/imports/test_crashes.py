"""Kill -9 at random moments of an import: nothing lost, nothing doubled, every batch whole or clearly failed."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from nhip.intake.tests.imports.crashing import ENTERPRISES, PRODUCTS

# `make soak` runs all hundred.
SOAK = bool(os.environ.get("NHIP_SOAK"))
KILLS = 100 if SOAK else 15
TIMED = 3
VALUES = ENTERPRISES * PRODUCTS * 2
PROGRAM = "nhip.intake.tests.imports.crashing"


@pytest.fixture
def environment(installation_env: dict[str, str]) -> dict[str, str]:
    return {**installation_env, "DJANGO_SETTINGS_MODULE": "nhip.config.settings"}


@pytest.fixture
def postgres_environment(environment: dict[str, str], postgres_url: str) -> Iterator[dict[str, str]]:
    name = f"test_crashes_{os.getpid()}"
    with psycopg.connect(postgres_url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        parts = urlsplit(postgres_url)
        yield {**environment, "DATABASE_URL": parts._replace(path=f"/{name}").geturl()}
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def run(environment: dict[str, str], *words: object) -> str:
    command = [sys.executable, "-m", PROGRAM, *map(str, words)]
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout


def started(environment: dict[str, str], folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", PROGRAM, "import", str(folder)],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def begin(child: subprocess.Popen[str], name: str) -> None:
    """Let a child that has warmed up begin."""
    assert child.stdin
    assert child.stdout
    assert child.stdout.readline() == "ready\n"
    child.stdin.write(f"{name}\n")
    child.stdin.flush()


def end(child: subprocess.Popen[str]) -> str:
    assert child.stdin
    assert child.stdout
    said = child.stdout.read()
    child.stdin.close()
    child.stdout.close()
    child.wait()
    return said


def timed(environment: dict[str, str], folder: Path, name: str) -> float:
    """Return how many seconds an import takes that nobody kills."""
    child = started(environment, folder)
    begin(child, name)
    clock = time.perf_counter()
    assert end(child) == "done\n"
    return time.perf_counter() - clock


def crash(environment: dict[str, str], folder: Path) -> None:
    run(environment, "prepare", folder, KILLS + TIMED)
    names = [path.name for path in sorted(folder.glob("*.xlsx"))]
    # One that runs slowly would let all the others finish: the quickest of three tells how long an import takes.
    whole = min(timed(environment, folder, name) for name in names[:TIMED])
    draw = random.Random(20240105)
    following = started(environment, folder)
    survived = set()
    for part, name in enumerate(names[TIMED:]):
        # The next child warms up while this one works.
        child, following = following, started(environment, folder)
        begin(child, name)
        time.sleep(whole * (part + draw.random()) / KILLS)
        child.kill()
        if end(child) == "done\n":
            survived.add(name)
    following.kill()
    end(following)

    seen = json.loads(run(environment, "look", folder))
    states = {name: (state, told, there) for name, state, told, there in seen["batches"]}
    assert len(states) == len(seen["batches"]), "a file has one batch"
    assert all(
        (state, told, there) in (("done", VALUES, VALUES), ("failed", 0, 0)) for state, told, there in states.values()
    ), seen
    assert {state for state, *_ in states.values()} == {"done", "failed"}
    assert survived <= {name for name, (state, *_) in states.items() if state == "done"}
    assert seen["strays"] == 0
    assert seen["broken"] == []
    assert seen["audited"] == sum(state == "done" for state, *_ in states.values())
    assert seen["files"] == len(states)

    # What had no luck is sent again, with the very same request, and then everything is there once.
    for name in names[:: len(names) // 5]:
        again = started(environment, folder)
        begin(again, name)
        assert end(again) == "done\n"
    seen = json.loads(run(environment, "look", folder))
    done = [(name, there) for name, state, _, there in seen["batches"] if state == "done"]
    assert {name for name, _ in done} >= set(names[:: len(names) // 5])
    assert len(done) == len(dict(done)), "nothing is doubled"
    assert all(there == VALUES for _, there in done)


@pytest.mark.slow
def test_kills_on_sqlite(environment, tmp_path):
    crash(environment, tmp_path)


@pytest.mark.slow
def test_kills_on_postgresql(postgres_environment, tmp_path):
    crash(postgres_environment, tmp_path)
