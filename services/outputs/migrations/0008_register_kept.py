"""Keep the register of numbers behind the wall and append-only, and published templates as they are."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from foundation.rls_schema import let_auditors_go, let_auditors_only_read, take_down, wall_off
from services.outputs.triggers import statements
from services.outputs.walls import NUMBERS


def build(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make policies and triggers."""
    wall_off(schema_editor, NUMBERS)
    let_auditors_only_read(schema_editor, NUMBERS)
    for statement in statements(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


def remove(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop them."""
    for statement in statements(schema_editor.connection.vendor, drop=True):
        schema_editor.execute(statement, params=None)
    let_auditors_go(schema_editor, NUMBERS)
    take_down(schema_editor, NUMBERS)


class Migration(migrations.Migration):
    dependencies = [("outputs", "0007_rendered")]
    operations = [migrations.RunPython(build, remove)]
