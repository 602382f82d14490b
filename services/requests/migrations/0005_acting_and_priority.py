"""As what an officer acted for somebody absent, and a column the queue can sort priority by.

SQLite makes a table anew to add a column, and loses its triggers: they are taken off before and put on after.
"""

from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from services.requests import triggers


def protect(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create the triggers of this engine."""
    for statement in triggers.statements(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


def release(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop the triggers."""
    for statement in triggers.statements(schema_editor.connection.vendor, drop=True):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0002_people_and_watch"),
        ("catalogue", "0002_triggers"),
        ("citizens", "0001_initial"),
        ("requests", "0004_seals"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(release, protect),
        migrations.RemoveIndex(
            model_name="servicerequest",
            name="request_open",
        ),
        migrations.AddField(
            model_name="requestevent",
            name="acts_as",
            field=models.CharField(
                blank=True,
                choices=[("plh", "pelaksana harian (Plh.)"), ("plt", "pelaksana tugas (Plt.)")],
                max_length=3,
            ),
        ),
        migrations.AddField(
            model_name="servicerequest",
            name="goes_first",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Case(models.When(priority="", then=0), default=1),
                output_field=models.SmallIntegerField(),
            ),
        ),
        migrations.AddIndex(
            model_name="servicerequest",
            index=models.Index(
                condition=models.Q(("phase__in", ["in_process", "waiting_applicant"])),
                fields=["agency", "-goes_first", "due_at", "submitted_at", "id"],
                name="request_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="requestevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("acting_for__isnull", True), ("acts_as", "")),
                    models.Q(("acting_for__isnull", False), ("acts_as__in", ["plh", "plt"])),
                    _connector="OR",
                ),
                name="event_acts_as_somebody",
            ),
        ),
        migrations.RunPython(protect, release),
    ]
