"""Let somebody look at what all agencies do; such a role keeps no records."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0004_directory"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="staff",
            name="is_auditor",
            field=models.BooleanField(default=False, verbose_name="auditor (hanya membaca)"),
        ),
        migrations.AddConstraint(
            model_name="staff",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_auditor", False),
                    models.Q(("is_agency_admin", False), ("is_platform_admin", False)),
                    _connector="OR",
                ),
                name="staff_auditor_keeps_nothing",
            ),
        ),
    ]
