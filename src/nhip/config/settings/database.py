"""The database: PostgreSQL when DATABASE_URL names one, else an SQLite file."""

import os
from pathlib import Path
from typing import Any

import dj_database_url

from nhip.config.settings.paths import NHIP_HOME

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


def sqlite(name: Path | str) -> dict[str, Any]:
    """Return SQLite settings under which several processes can write without "database is locked".

    A transaction takes the write lock when it begins (IMMEDIATE), so that it waits its turn at the start and
    is not refused half way; readers go on meanwhile (WAL). Django itself turns foreign keys on.
    """
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(name),
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }


def postgres(url: str) -> dict[str, Any]:
    """Return the settings for a PostgreSQL address."""
    return dict(dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True))


_url = os.environ.get("DATABASE_URL", "")
DATABASES = {"default": postgres(_url) if _url else sqlite(NHIP_HOME / "nhip.sqlite3")}
