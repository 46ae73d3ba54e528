"""A release says whether it estimates its last month. Those of older installations were all made when reports were in.

The table is rebuilt, and the guard of the database comes off for that and on again.
"""

from importlib import import_module

from django.db import migrations, models

seal = import_module("nhip.releases.migrations.0003_seal")


class Migration(migrations.Migration):
    dependencies = [("releases", "0004_targets_moved")]

    operations = [
        migrations.RunPython(seal.unseal, seal.seal),
        migrations.AddField(
            model_name="release",
            name="stage",
            field=models.CharField(
                choices=[("estimate", "estimate"), ("official", "official")],
                default="official",
                max_length=8,
                verbose_name="stage",
            ),
        ),
        migrations.RemoveConstraint(model_name="release", name="release_once"),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.UniqueConstraint(fields=("period", "stage", "number"), name="release_once"),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.CheckConstraint(
                condition=models.Q(("stage__in", ["estimate", "official"])), name="release_stage_known"
            ),
        ),
        migrations.RunPython(seal.seal, seal.unseal),
    ]
