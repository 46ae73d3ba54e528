"""The audit rows get the address they come from, and the database itself refuses to change or remove them.

SQLite drops triggers with a table, and Django rebuilds a table to alter it: a later migration that alters this one
has to call `seal` again. A test sees to it.
"""

from django.db import migrations, models

WORDS = "the audit chain is append-only"
TABLE = "registry_auditentry"
SQLITE = [
    f"CREATE TRIGGER audit_no_update BEFORE UPDATE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{WORDS}'); END",
    f"CREATE TRIGGER audit_no_delete BEFORE DELETE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{WORDS}'); END",
    # INSERT OR REPLACE removes a row without asking the trigger above.
    f"""CREATE TRIGGER audit_no_replace BEFORE INSERT ON {TABLE} WHEN EXISTS (SELECT 1 FROM {TABLE} AS kept
        WHERE kept.id = NEW.id OR kept.hash = NEW.hash OR kept.previous_hash = NEW.previous_hash)
        BEGIN SELECT RAISE(ABORT, '{WORDS}'); END""",
]
POSTGRES = [
    f"""CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    f"""CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {TABLE}
        FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()""",
]
SQLITE_BACK = [f"DROP TRIGGER {name}" for name in ("audit_no_update", "audit_no_delete", "audit_no_replace")]
POSTGRES_BACK = [f"DROP TRIGGER audit_append_only ON {TABLE}", "DROP FUNCTION audit_refuse()"]


def seal(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRES:
        schema_editor.execute(statement)


def unseal(apps, schema_editor):
    for statement in SQLITE_BACK if schema_editor.connection.vendor == "sqlite" else POSTGRES_BACK:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial")]

    operations = [
        migrations.AddField(
            "auditentry",
            "address",
            models.CharField(blank=True, default="", max_length=45, verbose_name="from where"),
            preserve_default=False,
        ),
        migrations.AddIndex("auditentry", models.Index(fields=["actor"], name="audit_actor")),
        migrations.AddIndex("auditentry", models.Index(fields=["act"], name="audit_act")),
        migrations.RunPython(seal, unseal),
    ]
