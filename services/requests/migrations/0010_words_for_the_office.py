"""Name the columns of requests and their steps in the language of the office; no table changes."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0002_people_and_watch"),
        ("catalogue", "0002_triggers"),
        ("citizens", "0001_initial"),
        ("requests", "0009_what_a_task_shows"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="requestevent",
            options={"ordering": ["request", "seq"], "verbose_name": "langkah", "verbose_name_plural": "langkah"},
        ),
        migrations.AlterField(
            model_name="requestevent",
            name="action",
            field=models.CharField(max_length=40, verbose_name="tindakan"),
        ),
        migrations.AlterField(
            model_name="requestevent",
            name="actor_kind",
            field=models.CharField(max_length=10, verbose_name="pihak"),
        ),
        migrations.AlterField(
            model_name="requestevent",
            name="at",
            field=models.DateTimeField(verbose_name="waktu"),
        ),
        migrations.AlterField(
            model_name="requestevent",
            name="from_state",
            field=models.CharField(max_length=40, verbose_name="dari tahap"),
        ),
        migrations.AlterField(
            model_name="requestevent",
            name="function",
            field=models.CharField(blank=True, max_length=40, verbose_name="fungsi"),
        ),
        migrations.AlterField(
            model_name="requestevent",
            name="kind",
            field=models.CharField(max_length=20, verbose_name="jenis"),
        ),
        migrations.AlterField(
            model_name="requestevent",
            name="seq",
            field=models.PositiveIntegerField(verbose_name="urutan"),
        ),
        migrations.AlterField(
            model_name="requestevent",
            name="to_state",
            field=models.CharField(max_length=40, verbose_name="ke tahap"),
        ),
        migrations.AlterField(
            model_name="servicerequest",
            name="agency",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="requests",
                to="agencies.agency",
                verbose_name="perangkat daerah",
            ),
        ),
        migrations.AlterField(
            model_name="servicerequest",
            name="channel",
            field=models.CharField(
                choices=[
                    ("web", "lewat portal"),
                    ("village", "lewat kantor desa"),
                    ("counter", "lewat loket"),
                    ("api", "lewat aplikasi lain"),
                ],
                default="web",
                max_length=8,
                verbose_name="jalur masuk",
            ),
        ),
        migrations.AlterField(
            model_name="servicerequest",
            name="completed_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="lengkap pada"),
        ),
        migrations.AlterField(
            model_name="servicerequest",
            name="decided_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="diputus pada"),
        ),
        migrations.AlterField(
            model_name="servicerequest",
            name="due_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="tenggat"),
        ),
        migrations.AlterField(
            model_name="servicerequest",
            name="due_is_estimate",
            field=models.BooleanField(default=False, verbose_name="tenggat perkiraan"),
        ),
        migrations.AlterField(
            model_name="servicerequest",
            name="effective_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="berlaku pada"),
        ),
        migrations.AlterField(
            model_name="servicerequest",
            name="number",
            field=models.CharField(blank=True, max_length=32, null=True, unique=True, verbose_name="nomor"),
        ),
        migrations.AlterField(
            model_name="servicerequest",
            name="phase",
            field=models.CharField(
                choices=[
                    ("draft", "draf"),
                    ("in_process", "diproses"),
                    ("waiting_applicant", "menunggu pemohon"),
                    ("approved", "disetujui"),
                    ("rejected", "ditolak"),
                    ("withdrawn", "dibatalkan"),
                    ("closed", "ditutup"),
                ],
                default="draft",
                max_length=18,
                verbose_name="keadaan",
            ),
        ),
        migrations.AlterField(
            model_name="servicerequest",
            name="region",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="citizens.region",
                verbose_name="wilayah",
            ),
        ),
        migrations.AlterField(
            model_name="servicerequest",
            name="retain_until",
            field=models.DateField(blank=True, null=True, verbose_name="disimpan sampai"),
        ),
        migrations.AlterField(
            model_name="servicerequest",
            name="round",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="putaran perbaikan"),
        ),
        migrations.AlterField(
            model_name="servicerequest",
            name="seq",
            field=models.PositiveIntegerField(default=0, verbose_name="urutan"),
        ),
        migrations.AlterField(
            model_name="servicerequest",
            name="service",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="requests",
                to="catalogue.service",
                verbose_name="layanan",
            ),
        ),
        migrations.AlterField(
            model_name="servicerequest",
            name="shown_phase",
            field=models.CharField(
                blank=True,
                choices=[
                    ("draft", "draf"),
                    ("in_process", "diproses"),
                    ("waiting_applicant", "menunggu pemohon"),
                    ("approved", "disetujui"),
                    ("rejected", "ditolak"),
                    ("withdrawn", "dibatalkan"),
                    ("closed", "ditutup"),
                ],
                max_length=18,
            ),
        ),
        migrations.AlterField(
            model_name="servicerequest",
            name="state",
            field=models.CharField(max_length=40, verbose_name="tahap"),
        ),
        migrations.AlterField(
            model_name="servicerequest",
            name="submitted_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="diajukan pada"),
        ),
        migrations.AlterField(
            model_name="servicerequest",
            name="unit",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="requests",
                to="agencies.unit",
                verbose_name="unit kerja",
            ),
        ),
        migrations.AlterField(
            model_name="servicerequest",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="requests",
                to="catalogue.serviceversion",
                verbose_name="versi",
            ),
        ),
    ]
