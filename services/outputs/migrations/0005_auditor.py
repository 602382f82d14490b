"""Let an auditor read issued documents, and write none."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from foundation.rls_schema import let_auditors_go, let_auditors_only_read
from services.outputs.walls import POLICIES


def build(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Refuse every writing statement of an auditor."""
    let_auditors_only_read(schema_editor, POLICIES)


def remove(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Let them go again."""
    let_auditors_go(schema_editor, POLICIES)


class Migration(migrations.Migration):
    """Run after an auditor sees requests."""

    dependencies = [("requests", "0013_auditor"), ("outputs", "0004_row_security")]
    operations = [migrations.RunPython(build, remove)]
