"""The record cannot be changed or thinned out, not even by a query at the database's own prompt."""

from django.db import migrations

_SQLITE = [
    f"CREATE TRIGGER audit_entry_no_{verb} BEFORE {verb} ON audit_entry "
    "BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END"
    for verb in ("UPDATE", "DELETE")
]
_POSTGRESQL = [
    "CREATE FUNCTION audit_entry_is_append_only() RETURNS trigger AS "
    "$$ BEGIN RAISE EXCEPTION 'the record is append-only'; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE ON audit_entry "
    "FOR EACH ROW EXECUTE FUNCTION audit_entry_is_append_only()",
]


def guard(apps, editor):
    statements = _SQLITE if editor.connection.vendor == "sqlite" else _POSTGRESQL
    for statement in statements:
        editor.execute(statement)


def unguard(apps, editor):
    if editor.connection.vendor == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            editor.execute(f"DROP TRIGGER audit_entry_no_{verb}")
    else:
        editor.execute("DROP TRIGGER audit_entry_append_only ON audit_entry")
        editor.execute("DROP FUNCTION audit_entry_is_append_only()")


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard, elidable=False)]
