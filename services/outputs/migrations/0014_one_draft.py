"""Keep one draft of a template at a time, so that two people who write it meet."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("outputs", "0013_erased")]
    operations = [
        migrations.AddConstraint(
            model_name="outputtemplate",
            constraint=models.UniqueConstraint(
                fields=["key"], condition=models.Q(state="draft"), name="output_template_one_draft"
            ),
        ),
    ]
