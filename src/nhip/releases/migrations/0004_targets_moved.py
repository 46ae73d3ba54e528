"""Targets of older installations go from the registers to the room of plans, where they are versions.

It stands here because it needs both rooms. The registers have let go of the table, and it is read for the last time.
"""

from datetime import UTC, datetime

from django.apps.registry import Apps
from django.db import migrations, models

from nhip.figures.comparisons import OF_KIND
from nhip.figures.periods import Period

# Nobody knows since when the targets recorded before were known; every run that was computed has used them.
KNOWN_SINCE = datetime(2000, 1, 1, tzinfo=UTC)
WHOLE = frozenset({"", "TOTAL"})


def old_target():
    """Return the table as it was: a growth of the index that was wanted of a subject in a period."""

    class Target(models.Model):
        id = models.BigAutoField(primary_key=True)
        subject = models.CharField(max_length=40)
        period = models.CharField(max_length=15)
        growth = models.DecimalField(max_digits=8, decimal_places=3)
        document = models.CharField(max_length=300, blank=True)

        class Meta:
            app_label = "registry"
            apps = Apps()
            db_table = "registry_target"
            constraints = [models.UniqueConstraint(fields=["subject", "period"], name="target_once_a_period")]

    return Target


def move(apps, schema_editor):
    """Keep each target as a first version, and drop the table."""
    old, target = old_target(), apps.get_model("plans", "Target")
    database = schema_editor.connection.alias
    if old._meta.db_table not in schema_editor.connection.introspection.table_names():
        return
    for row in old.objects.using(database).order_by("id"):
        code = "-".join(["IIP", *([] if row.subject in WHOLE else [row.subject]), row.period])[:40]
        if target._base_manager.using(database).filter(code=code).exists():
            continue
        target._base_manager.using(database).create(
            code=code,
            indicator="IIP",
            subject=row.subject,
            period=row.period,
            comparison=OF_KIND[Period.parse(row.period).kind].value,
            bound="at_least",
            low=row.growth,
            source=row.document,
            recorded_at=KNOWN_SINCE,
            recorded_by="nhip",
        )
    schema_editor.delete_model(old)


def back(apps, schema_editor):
    """Make the table again, with the targets it can hold. The versions stay where they are."""
    old, target = old_target(), apps.get_model("plans", "Target")
    database = schema_editor.connection.alias
    schema_editor.create_model(old)
    rows = target._base_manager.using(database).filter(replaced_by=None, withdrawn=False, indicator="IIP", place="")
    growths = [each.value for each in OF_KIND.values()]
    for row in rows.filter(comparison__in=growths, high=None).exclude(low=None).order_by("id"):
        old.objects.using(database).get_or_create(
            subject=row.subject, period=row.period, defaults={"growth": row.low, "document": row.source}
        )


class Migration(migrations.Migration):
    dependencies = [
        ("releases", "0003_seal"),
        ("registry", "0006_plans_as_versions"),
        ("plans", "__first__"),
    ]

    operations = [migrations.RunPython(move, back)]
