"""Write down to whom each site was proposed, from the steps that say so."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def fill(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Read every proposal in its order; the last one is where the site lies now."""
    step, proposal = apps.get_model("signal", "SiteStep"), apps.get_model("signal", "SiteProposal")
    for site, at, targets in (
        step.objects.filter(action="usulkan").order_by("site", "seq").values_list("site", "at", "targets")
    ):
        proposal.objects.filter(site_id=site).update(is_current=False)
        for target in targets:
            values = {"at": at, "is_current": True}
            proposal.objects.update_or_create(site_id=site, target=target, defaults=values)


class Migration(migrations.Migration):
    """Run once the table stands."""

    dependencies = [("signal", "0003_operators_letters_rules")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
