"""Keep what went to SP4N-LAPOR! behind the wall of the requests."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from foundation.rls_schema import let_auditors_go, let_auditors_only_read, take_down, wall_off
from services.opd.diskominfosatik.complaints.walls import POLICIES


def build(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put both tables behind the wall."""
    wall_off(schema_editor, POLICIES)
    let_auditors_only_read(schema_editor, POLICIES)


def remove(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the wall down."""
    let_auditors_go(schema_editor, POLICIES)
    take_down(schema_editor, POLICIES)


class Migration(migrations.Migration):
    """Run after requests are behind the wall."""

    dependencies = [("requests", "0002_guards"), ("complaints", "0001_initial")]
    operations = [migrations.RunPython(build, remove)]
