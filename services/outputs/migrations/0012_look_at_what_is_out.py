"""Have the clock look once at every document that was issued before it looked at any."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import F


def fill(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Set the first look to the last day at the latest; the first look finds the days of reminders itself."""
    output = apps.get_model("outputs", "Output")
    issued = output.objects.filter(status="issued", valid_until__isnull=False, issued_at__isnull=False)
    issued.update(look_at=F("issued_at__date"))


class Migration(migrations.Migration):
    dependencies = [("outputs", "0011_life")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
