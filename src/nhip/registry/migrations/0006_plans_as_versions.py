"""Production plans become versions. Targets leave this room; their table stays until the room of plans has read it."""

from datetime import UTC, datetime

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import nhip.registry.text

# Nobody knows since when plans recorded before were known; every run that was computed has used them.
KNOWN_SINCE = datetime(2000, 1, 1, tzinfo=UTC)


def was_known(apps, schema_editor):
    """Let the plans that were there count at every instant."""
    apps.get_model("registry", "ProductionPlan")._base_manager.update(recorded_at=KNOWN_SINCE)


def nothing(apps, schema_editor):
    """Leave the rows: the columns go."""


class Migration(migrations.Migration):
    dependencies = [("registry", "0005_documents")]

    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel(name="Target")]),
        migrations.AlterModelOptions(
            name="productionplan",
            options={
                "base_manager_name": "objects",
                "ordering": ["year", "enterprise", "product", "id"],
                "verbose_name": "production plan",
                "verbose_name_plural": "production plans",
            },
        ),
        migrations.RemoveConstraint(model_name="productionplan", name="plan_once_a_year"),
        migrations.AddField(
            model_name="productionplan",
            name="reason",
            field=nhip.registry.text.NfcField(blank=True, max_length=300, verbose_name="reason of the correction"),
        ),
        migrations.AddField(
            model_name="productionplan",
            name="recorded_at",
            field=models.DateTimeField(
                db_index=True, default=django.utils.timezone.now, editable=False, verbose_name="recorded at"
            ),
        ),
        migrations.AddField(
            model_name="productionplan",
            name="recorded_by",
            field=models.CharField(default="nhip", editable=False, max_length=150, verbose_name="recorded by"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="productionplan",
            name="replaces",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replaced_by",
                to="registry.productionplan",
                verbose_name="replaces",
            ),
        ),
        migrations.AddField(
            model_name="productionplan",
            name="withdrawn",
            field=models.BooleanField(default=False, verbose_name="withdrawn"),
        ),
        migrations.AddConstraint(
            model_name="productionplan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaces", None)),
                fields=("enterprise", "product", "year", "measure"),
                name="plan_begins_once",
            ),
        ),
        migrations.AddIndex(
            model_name="productionplan",
            index=models.Index(fields=["year", "enterprise"], name="plan_of_a_year"),
        ),
        migrations.RunPython(was_known, nothing, elidable=False),
    ]
