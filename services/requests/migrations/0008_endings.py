"""Which decision an objection is raised against, and what a clock had used when its case went to another office."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("requests", "0007_watch")]

    operations = [
        migrations.AddField("servicerequest", "parent_cycle", models.PositiveSmallIntegerField(blank=True, null=True)),
        migrations.AddField("slapause", "used", models.PositiveIntegerField(blank=True, null=True)),
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
