"""Which decision an objection is raised against, and whose calendar counted before a case went to another office."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("requests", "0007_watch")]

    operations = [
        migrations.AddField("servicerequest", "parent_cycle", models.PositiveSmallIntegerField(blank=True, null=True)),
        migrations.AddField(
            "slapause",
            "agency",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.agency",
            ),
        ),
        migrations.AddConstraint(
            "servicerequest",
            models.UniqueConstraint(
                condition=models.Q(("kind", "objection"), ("phase__in", ["draft", "in_process", "waiting_applicant"])),
                fields=("parent", "parent_cycle"),
                name="request_one_open_objection",
            ),
        ),
        migrations.AddConstraint(
            "servicerequest",
            models.CheckConstraint(
                condition=models.Q(("parent__isnull", True), ("parent_cycle__isnull", False), _connector="OR"),
                name="request_parent_has_cycle",
            ),
        ),
    ]
