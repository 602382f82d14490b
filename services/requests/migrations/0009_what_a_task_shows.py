"""What a task needs to be shown: the answers it opens, since when it waits, and whether its date is an estimate."""

from django.db import migrations, models

import foundation.clock


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0002_people_and_watch"),
        ("requests", "0008_endings"),
    ]

    operations = [
        migrations.AddField(
            model_name="requesttask",
            name="due_is_estimate",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="requesttask",
            name="fields",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="requesttask",
            name="opened_at",
            field=models.DateTimeField(default=foundation.clock.now),
        ),
        migrations.AddIndex(
            model_name="requesttask",
            index=models.Index(
                condition=models.Q(("done_at__isnull", True)),
                fields=["agency", "function", "due_at", "id"],
                name="task_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="requesttask",
            constraint=models.UniqueConstraint(
                condition=models.Q(("done_at__isnull", True)),
                fields=("request", "kind", "function", "agency"),
                name="task_open_once",
            ),
        ),
    ]
