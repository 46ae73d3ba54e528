"""Make the folded names and the sort keys of rows that were there before."""

from typing import Any

from django.db import migrations

from nhip.registry.collation import sort_key
from nhip.registry.models.places import PREFIXES
from nhip.registry.text import fold


def bare(name: str) -> str:
    prefix = next((each for each in PREFIXES if name.lower().startswith(each + " ")), "")
    return name[len(prefix) :].strip() or name


def fill(apps: Any, schema_editor: Any) -> None:
    for model, sources, key in (
        ("Place", ("name",), lambda row: bare(row.name)),
        ("Industry", ("name_vi", "name_en"), lambda row: row.name_vi),
        ("Product", ("name_vi", "name_en"), lambda row: row.name_vi),
        ("Enterprise", ("name", "short_name"), lambda row: row.name),
    ):
        rows = apps.get_model("registry", model).objects
        for row in rows.iterator():
            folded = fold(" ".join(getattr(row, source) for source in sources))
            # update() does not call pre_save, which needs the fields' own model.
            rows.filter(pk=row.pk).update(name_folded=folded, sort_key=sort_key(key(row)))


class Migration(migrations.Migration):
    dependencies = [("registry", "0003_registers")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
