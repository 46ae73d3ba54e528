"""Django, started only by the commands that need the database or the pages."""

from __future__ import annotations

import os


def start() -> None:
    """Load Django once."""
    import django
    from django.apps import apps

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nhip.config.settings")
    if not apps.ready:
        django.setup()


def migrate() -> None:
    """Bring the tables up to date; done in a moment when they are."""
    from django.core.management import call_command

    start()
    call_command("migrate", interactive=False, verbosity=0)


def prepare_site() -> None:
    """Bring tables and static files up to date."""
    from django.core.management import call_command

    migrate()
    call_command("collectstatic", interactive=False, verbosity=0)
