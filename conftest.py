"""Fixtures that every test may ask for, and the marks that are set by themselves."""

import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import TransactionTestCase

from scripts import ensure_chromium, with_postgres

# Playwright runs an event loop in the thread of the test, which Django would take for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

ROOT = Path(__file__).resolve().parent
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "live_server", "admin_client"}
BROWSER_FIXTURES = {"page", "context", "browser", "new_context"}


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Generator[None, None, None]:
    """Mark the tests that use a database or a browser, before `-m` chooses among them.

    Tests on Spark come first, so that they all fall to one worker, whose one Java warms up once.
    """
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if fixtures & DATABASE_FIXTURES or item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.database)
        if "postgres_url" in fixtures:
            item.add_marker(pytest.mark.postgres)
        if fixtures & BROWSER_FIXTURES:
            item.add_marker(pytest.mark.browser)
    yield
    items.sort(key=lambda item: item.get_closest_marker("spark") is None)


@contextmanager
def unsealed() -> Iterator[None]:
    """Let a test do what the database refuses: tamper with the audit chain and with releases, or empty them."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' "
                "AND (name LIKE 'audit_%' OR name LIKE 'release_%')"
            )
            triggers = cursor.fetchall()
            for name, _ in triggers:
                cursor.execute(f"DROP TRIGGER {name}")
            yield
            for _, sql in triggers:
                cursor.execute(sql)
        else:
            cursor.execute(
                "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal "
                "AND (tgname LIKE 'audit_%' OR tgname LIKE 'release_%')"
            )
            seals = cursor.fetchall()
            # A table with checks that still wait for the end of the transaction cannot be altered.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for table, name in seals:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {name}")
            yield
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for table, name in seals:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {name}")


@pytest.fixture(autouse=True)
def _forget_what_is_secret() -> None:
    """Forget what a run hides: the runs of the next test have the same numbers, and may hide something else."""
    reading = sys.modules.get("nhip.releases.reading")
    if reading is not None:
        reading._hidden_in_run.cache_clear()


@pytest.fixture(scope="session", autouse=True)
def _emptied_after_each_test() -> Iterator[None]:
    """Let Django empty all tables after a test with its own transactions, the sealed ones included."""
    empty = TransactionTestCase._fixture_teardown

    def emptied(self: TransactionTestCase) -> None:
        with unsealed():
            empty(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", emptied)
        yield


@pytest.fixture
def tamper() -> Any:
    """Return a function that runs SQL on what the database does not guard for the moment."""

    def tamper(sql: str, *values: object) -> None:
        with unsealed(), connection.cursor() as cursor:
            cursor.execute(sql, values)

    return tamper


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder `shared` beside the repository, with the real data too large or too foreign to keep here."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip(f"NOT TESTED AGAINST REAL DATA: the folder {folder} is missing")
    return folder


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """Return the address of a PostgreSQL server: the one that is named, else one that lives for this session."""
    with with_postgres.postgres() as url:
        yield url


@pytest.fixture(scope="session")
def _made_demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with what `nhip demo --json` makes in an empty installation: `home`, and what it says.

    It takes most of a minute, so the first worker that asks makes it for all; the others wait and find it.
    """
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "demonstration"
    folder.mkdir(exist_ok=True)
    ours = ("NHIP_", "LANG", "DATABASE_URL", "DJANGO_", "PYTEST_")
    env = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    env |= {"NHIP_LANG": "en", "NHIP_HOME": str(folder / "home")}
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "told.json").exists():
            shutil.rmtree(folder / "home", ignore_errors=True)
            command = [sys.executable, "-m", "nhip.cli", "demo", "--json"]
            done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=env, check=False)
            assert done.returncode == 0, done.stderr[-2000:]
            (folder / "told.json").write_text(done.stdout, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def demonstration(_made_demonstration: Path) -> Callable[[Path], dict[str, Any]]:
    """Return a function that puts the demonstration into a home of one's own, and returns what its making said."""

    def put(home: Path) -> dict[str, Any]:
        shutil.copytree(_made_demonstration / "home", home, dirs_exist_ok=True)
        told = json.loads((_made_demonstration / "told.json").read_text(encoding="utf-8"))
        return {**told, "folder": str(home / "demo")}

    return put


@pytest.fixture
def installation_env(tmp_path: Path) -> dict[str, str]:
    """Return an environment for a subprocess that works on an empty installation of its own."""
    ours = ("NHIP_", "DATABASE_URL", "DJANGO_", "PYTEST_")
    env = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {**env, "NHIP_HOME": str(tmp_path / "nhip-home")}


@pytest.fixture(scope="session")
def base_url() -> None:
    """Stand in for pytest-playwright's fixture of this name, which pytest warns of. Tests name whole addresses."""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Drive the Chromium of this machine, with nothing that calls home."""
    path = ensure_chromium.find() or pytest.fail(ensure_chromium.ADVICE)
    return {**browser_type_launch_args, "executable_path": path, "args": list(ensure_chromium.ARGUMENTS)}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Ask for pages as a Vietnamese reader's browser does."""
    return {**browser_context_args, "locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh"}


@pytest.fixture
def page_faults() -> list[str]:
    """Return the list in which the guard of `context` notes what goes wrong in the pages of a test."""
    return []


@pytest.fixture
def context(request: pytest.FixtureRequest, context: Any, page_faults: list[str]) -> Iterator[Any]:
    """Fail a browser test whose pages ask another site, get an error, or complain in the console.

    `@pytest.mark.allow_status(404)` permits the answers a test is about.
    """
    mark = request.node.get_closest_marker("allow_status")
    allowed = set(mark.args) if mark else set()
    faults = page_faults

    def on_request(asked: Any) -> None:
        url = urlsplit(asked.url)
        if url.scheme not in {"data", "blob", "about"} and url.hostname not in {"127.0.0.1", "localhost"}:
            faults.append(f"asked another site: {asked.url}")

    def on_response(answer: Any) -> None:
        if answer.status >= 400 and answer.status not in allowed:
            faults.append(f"got {answer.status}: {answer.url}")

    def on_console(message: Any) -> None:
        # A refused answer is reported above, by its status.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            faults.append(f"console: {message.text}")

    context.on("request", on_request)
    context.on("response", on_response)
    context.on("console", on_console)
    context.on("weberror", lambda error: faults.append(f"script: {error.error}"))
    yield context
    assert not faults, "\n".join(faults)
