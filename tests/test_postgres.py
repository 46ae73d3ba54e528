"""The database tests really reach the server they are meant for."""

import os

import psycopg
import pytest
from django.db import connection


def test_a_server_answers(postgres_url):
    with psycopg.connect(postgres_url) as server:
        row = server.execute("select current_setting('server_version_num')::int").fetchone()
    assert row
    assert row[0] >= 150000


@pytest.mark.django_db
def test_the_run_uses_the_database_it_says():
    expected = "postgresql" if os.environ.get("NHIP_TEST_DATABASE_URL") else "sqlite"
    assert connection.vendor == expected
    assert "test_" in str(connection.settings_dict["NAME"]) or expected == "sqlite"
