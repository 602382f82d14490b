"""Let PostgreSQL itself keep who comes to an activity from everybody but them and the agency that holds it."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from agencies.walls import POLICIES
from foundation.rls_schema import take_down, wall_off


def build(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put the table behind the wall."""
    wall_off(schema_editor, POLICIES)


def remove(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the wall down."""
    take_down(schema_editor, POLICIES)


class Migration(migrations.Migration):
    """Run after the app role exists."""

    dependencies = [("foundation", "0002_app_role"), ("agencies", "0007_help_and_announcements")]
    operations = [migrations.RunPython(build, remove)]
