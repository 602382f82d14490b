"""Daily seals over all of history, append-only in the database itself."""

import django.db.models.deletion
from django.db import migrations, models

from services.requests.triggers import append_only

TABLES = ("requests_seal", "requests_sealleaf")


def protect(apps, schema_editor):
    """Create the triggers of this engine."""
    for table in TABLES:
        for statement in append_only(table, schema_editor.connection.vendor):
            schema_editor.execute(statement, params=None)


def release(apps, schema_editor):
    """Drop the triggers."""
    for table in TABLES:
        for statement in append_only(table, schema_editor.connection.vendor, drop=True):
            schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("requests", "0003_people_and_watch"),
    ]

    operations = [
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("number", models.PositiveIntegerField(primary_key=True, serialize=False)),
                ("day", models.DateField(unique=True)),
                ("until", models.DateTimeField()),
                ("leaves_count", models.PositiveIntegerField()),
                ("root", models.CharField(max_length=64)),
                ("prev_hash", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64, unique=True)),
                ("key_id", models.CharField(max_length=20)),
                ("signature", models.CharField(max_length=128)),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="SealLeaf",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("index", models.PositiveIntegerField()),
                ("hash", models.CharField(max_length=64)),
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sealed", to="requests.requestevent"
                    ),
                ),
                (
                    "seal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="leaves", to="requests.seal"
                    ),
                ),
            ],
            options={
                "ordering": ["seal", "index"],
                "constraints": [models.UniqueConstraint(fields=("seal", "index"), name="seal_leaf_place")],
            },
        ),
        migrations.RunPython(protect, release),
    ]
