"""Let an auditor read the requests of all agencies, and write nothing."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from foundation.rls_schema import let_auditors_go, let_auditors_only_read, wall_off
from services.requests import walls


def build(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make functions and policies as they are now."""
    if schema_editor.connection.vendor == "postgresql":
        for statement in walls.FUNCTIONS:
            schema_editor.execute(statement, params=None)
    wall_off(schema_editor, walls.POLICIES)
    let_auditors_only_read(schema_editor, walls.POLICIES)


def remove(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop what refuses writing; an unknown kind of scope sees nothing anyway."""
    let_auditors_go(schema_editor, walls.POLICIES)


class Migration(migrations.Migration):
    """Run after somebody can be an auditor."""

    dependencies = [("requests", "0012_row_security"), ("agencies", "0005_auditor")]
    operations = [migrations.RunPython(build, remove)]
