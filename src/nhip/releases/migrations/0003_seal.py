"""The database itself refuses to change what was compiled and released, whatever program asks.

- No row of a run or a release is changed or removed.
- A run that a release rests on gets no further rows.
- From approval on a release gets no further figures, texts and files; from publication on, no further steps.

SQLite drops triggers with a table, and Django rebuilds a table to alter it: a later migration that alters one of these
has to call `seal` again. A test sees to it.
"""

from django.db import migrations

WORDS = "what was released does not change"
OF_A_RUN = ("releases_figurerow", "releases_nodevalue", "releases_usedreport")
OF_A_DRAFT = {
    "releases_basis": "NEW.release_id",
    "releases_releasetext": "NEW.release_id",
    "releases_releasefile": "NEW.release_id",
    "releases_suppression": "(SELECT release_id FROM releases_basis WHERE id = NEW.basis_id)",
}
STEPS = "releases_releasestep"
SEALED = ("releases_run", "releases_registersnapshot", "releases_release", STEPS, *OF_A_RUN, *OF_A_DRAFT)

IN_A_RELEASE = "EXISTS (SELECT 1 FROM releases_basis WHERE run_id = NEW.run_id)"
NEWEST = f"(SELECT max(id) FROM {STEPS} WHERE release_id = %s)"
APPROVED = f"EXISTS (SELECT 1 FROM {STEPS} WHERE id = {NEWEST} AND state IN ('approved', 'scheduled'))"
PUBLISHED = f"""EXISTS (SELECT 1 FROM {STEPS} WHERE id = {NEWEST % "NEW.release_id"}
    AND state = 'scheduled' AND publish_at <= %s)"""


def _refused_inserts(now):
    yield from ((table, IN_A_RELEASE) for table in OF_A_RUN)
    yield from ((table, APPROVED % release) for table, release in OF_A_DRAFT.items())
    yield STEPS, PUBLISHED % now


def _sqlite():
    for table in SEALED:
        name = f"release_{table.removeprefix('releases_')}"
        for event in ("UPDATE", "DELETE"):
            yield f"""CREATE TRIGGER {name}_no_{event.lower()} BEFORE {event} ON {table}
                BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"""
        # INSERT OR REPLACE removes a row without asking the trigger above.
        yield f"""CREATE TRIGGER {name}_no_replace BEFORE INSERT ON {table}
            WHEN EXISTS (SELECT 1 FROM {table} AS kept WHERE kept.id = NEW.id)
            BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"""
    # Django writes times as text, in UTC.
    for table, when in _refused_inserts("strftime('%Y-%m-%d %H:%M:%f', 'now')"):
        name = f"release_{table.removeprefix('releases_')}_no_more"
        yield f"CREATE TRIGGER {name} BEFORE INSERT ON {table} WHEN {when} BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"


def _postgres():
    refuse = f"RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'integrity_constraint_violation';"
    yield f"""CREATE OR REPLACE FUNCTION release_refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN {refuse} END $$"""
    for table in SEALED:
        yield f"""CREATE TRIGGER release_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION release_refuse()"""
    for table, when in _refused_inserts("clock_timestamp()"):
        name = f"{table}_no_more"
        yield f"""CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN IF {when} THEN {refuse} END IF; RETURN NEW; END $$"""
        yield f"""CREATE TRIGGER release_no_more BEFORE INSERT ON {table}
            FOR EACH ROW EXECUTE FUNCTION {name}()"""


def seal(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in _sqlite() if sqlite else _postgres():
        schema_editor.execute(statement)


def unseal(apps, schema_editor):
    more = [table for table, _ in _refused_inserts("")]
    if schema_editor.connection.vendor == "sqlite":
        names = [f"release_{table.removeprefix('releases_')}" for table in SEALED]
        found = [f"{name}_no_{what}" for name in names for what in ("update", "delete", "replace")]
        for name in [*found, *(f"release_{table.removeprefix('releases_')}_no_more" for table in more)]:
            schema_editor.execute(f"DROP TRIGGER {name}")
        return
    for table in SEALED:
        schema_editor.execute(f"DROP TRIGGER release_append_only ON {table}")
    for table in more:
        schema_editor.execute(f"DROP TRIGGER release_no_more ON {table}")
        schema_editor.execute(f"DROP FUNCTION {table}_no_more()")
    schema_editor.execute("DROP FUNCTION release_refuse()")


class Migration(migrations.Migration):
    dependencies = [("releases", "0002_releases")]

    operations = [migrations.RunPython(seal, unseal)]
