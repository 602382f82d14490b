"""Keep a request from the officers it is about, and hide who filed it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import foundation.clock


class Migration(migrations.Migration):
    """Add the table and the two marks of a request."""

    dependencies = [
        ("agencies", "0006_figures_in_words"),
        ("catalogue", "0005_figures_in_words"),
        ("citizens", "0001_initial"),
        ("requests", "0013_auditor"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RequestExclusion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("noted_at", models.DateTimeField(default=foundation.clock.now)),
            ],
        ),
        migrations.AddField(
            model_name="servicerequest",
            name="identity_hidden",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="servicerequest",
            name="restricted",
            field=models.BooleanField(default=False),
        ),
        migrations.AddConstraint(
            model_name="servicerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("identity_hidden", False), ("restricted", False)), ("confidential", True), _connector="OR"
                ),
                name="request_kept_is_confidential",
            ),
        ),
        migrations.AddField(
            model_name="requestexclusion",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="exclusions", to="requests.servicerequest"
            ),
        ),
        migrations.AddField(
            model_name="requestexclusion",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="requestexclusion",
            constraint=models.UniqueConstraint(fields=("request", "user"), name="exclusion_once"),
        ),
    ]
