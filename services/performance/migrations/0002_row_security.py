"""Let PostgreSQL itself keep counted cases to the portal alone."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from foundation.rls_schema import take_down, wall_off
from services.performance.walls import POLICIES


def build(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the policies."""
    wall_off(schema_editor, POLICIES)


def remove(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop the policies."""
    take_down(schema_editor, POLICIES)


class Migration(migrations.Migration):
    """Run after requests are behind the wall."""

    dependencies = [("requests", "0012_row_security"), ("performance", "0001_initial")]
    operations = [migrations.RunPython(build, remove)]
