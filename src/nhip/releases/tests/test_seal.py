"""Every table of what was released is guarded by the database, also after later migrations; and going back works."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from nhip.registry.append_only import AppendOnly

seal = import_module("nhip.releases.migrations.0003_seal")


def triggers() -> set[str]:
    """Return the tables that have a guard against changes."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'release_%_no_update'"
            )
        else:
            cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'release_append_only'")
        return {row[0] for row in cursor.fetchall()}


@pytest.mark.django_db
def test_every_sealed_table_is_guarded():
    assert triggers() == set(seal.SEALED)


@pytest.mark.django_db
def test_every_table_of_a_release_is_sealed():
    mine = {
        model._meta.db_table for model in apps.get_app_config("releases").get_models() if issubclass(model, AppendOnly)
    }
    # Schemes are found out by their hash; the calendar is versions, as records of other rooms are.
    open_ = {"releases_storedscheme", "releases_schemefile", "releases_schemenode", "releases_calendarentry"}
    assert mine - open_ == set(seal.SEALED)


@pytest.mark.django_db
def test_the_seal_comes_off_and_on_again():
    class Editor:
        connection = connection

        @staticmethod
        def execute(sql: str) -> None:
            with connection.cursor() as cursor:
                cursor.execute(sql)

    seal.unseal(apps, Editor)
    assert triggers() == set()
    seal.seal(apps, Editor)
    assert triggers() == set(seal.SEALED)
