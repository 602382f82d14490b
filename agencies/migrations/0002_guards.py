"""Let the database keep the terms of one office apart, and participants behind the wall."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from agencies import triggers
from agencies.walls import POLICIES
from foundation.rls_schema import take_down, wall_off


def build(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make what the database guards."""
    for statement in triggers.statements(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)
    wall_off(schema_editor, POLICIES)


def remove(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take it down again."""
    take_down(schema_editor, POLICIES)
    for statement in triggers.statements(schema_editor.connection.vendor, drop=True):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """Run after the tables exist."""

    replaces = [("agencies", "0013_participant_walls"), ("agencies", "0014_portraits")]
    dependencies = [("foundation", "0002_app_role"), ("agencies", "0001_tables")]
    operations = [migrations.RunPython(build, remove)]
