"""Let PostgreSQL itself keep requests and all that hangs on them within their scope."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from foundation.rls_schema import take_down, wall_off
from services.requests import walls


def build(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the functions the policies ask, then the policies."""
    if schema_editor.connection.vendor == "postgresql":
        for statement in walls.FUNCTIONS:
            schema_editor.execute(statement, params=None)
    wall_off(schema_editor, walls.POLICIES)


def remove(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop the policies, then the functions."""
    take_down(schema_editor, walls.POLICIES)
    if schema_editor.connection.vendor == "postgresql":
        for statement in walls.FUNCTIONS_DROP:
            schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """Run after every table that is asked or walled."""

    dependencies = [
        ("foundation", "0002_app_role"),
        ("citizens", "0001_initial"),
        ("agencies", "0002_people_and_watch"),
        ("catalogue", "0002_triggers"),
        ("requests", "0011_labels"),
    ]
    operations = [migrations.RunPython(build, remove)]
