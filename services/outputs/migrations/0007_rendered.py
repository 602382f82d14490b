"""Keep documents that the portal makes itself, the register of their numbers, and templates written in the panel."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0002_guards"),
        ("outputs", "0002_guards"),
        ("requests", "0002_guards"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="OutputNumber",
            fields=[
                (
                    "output",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="entry",
                        serialize=False,
                        to="outputs.output",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("seq", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["agency", "year", "seq"],
            },
        ),
        migrations.CreateModel(
            name="OutputTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=40, verbose_name="kunci")),
                ("version", models.PositiveSmallIntegerField(verbose_name="versi")),
                ("source", models.TextField(max_length=40000, verbose_name="isi templat")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="catatan")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "draf"), ("published", "terbit")],
                        default="draft",
                        max_length=9,
                        verbose_name="keadaan",
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="dibuat")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="terbit")),
            ],
            options={
                "verbose_name": "templat dokumen",
                "verbose_name_plural": "templat dokumen",
                "ordering": ["key", "-version"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="output",
            name="output_status_known",
        ),
        migrations.AddField(
            model_name="output",
            name="code",
            field=models.CharField(blank=True, max_length=12),
        ),
        migrations.AddField(
            model_name="output",
            name="content",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="output",
            name="content_sha256",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name="output",
            name="number",
            field=models.CharField(blank=True, max_length=80),
        ),
        migrations.AddField(
            model_name="output",
            name="template",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AlterField(
            model_name="output",
            name="sha256",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AlterField(
            model_name="output",
            name="status",
            field=models.CharField(
                choices=[
                    ("draft", "draf"),
                    ("pending", "sedang dibuat"),
                    ("issued", "terbit"),
                    ("superseded", "diganti"),
                    ("revoked", "dicabut"),
                    ("expired", "kedaluwarsa"),
                ],
                default="draft",
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="output",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["draft", "pending", "issued", "superseded", "revoked", "expired"])),
                name="output_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="output",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("sha256", ""), _negated=True),
                    models.Q(models.Q(("template", ""), _negated=True), models.Q(("status", "issued"), _negated=True)),
                    _connector="OR",
                ),
                name="output_digest_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="output",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("code", ""), ("content", ""), ("content_sha256", ""), ("template", "")),
                    models.Q(
                        models.Q(("template", ""), _negated=True), models.Q(("content_sha256", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="output_made_from",
            ),
        ),
        migrations.AddField(
            model_name="outputnumber",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
            ),
        ),
        migrations.AddField(
            model_name="outputtemplate",
            name="made_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="outputnumber",
            constraint=models.UniqueConstraint(fields=("agency", "year", "seq"), name="output_number_once"),
        ),
        migrations.AddConstraint(
            model_name="outputtemplate",
            constraint=models.UniqueConstraint(fields=("key", "version"), name="output_template_once"),
        ),
        migrations.AddConstraint(
            model_name="outputtemplate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("published_at__isnull", True), ("state", "draft")),
                    models.Q(("published_at__isnull", False), ("state", "published")),
                    _connector="OR",
                ),
                name="output_template_published",
            ),
        ),
    ]
