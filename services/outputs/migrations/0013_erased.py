"""Keep when the file of a document was destroyed; nothing of its content stays behind."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("outputs", "0012_look_at_what_is_out")]
    operations = [
        migrations.AddField(model_name="output", name="erased_at", field=models.DateTimeField(blank=True, null=True)),
        migrations.AddConstraint(
            model_name="output",
            constraint=models.CheckConstraint(
                condition=models.Q(erased_at__isnull=True) | (models.Q(content="") & ~models.Q(status="pending")),
                name="output_erased_is_empty",
            ),
        ),
    ]
