"""Make the role that serves the portal: it owns nothing and row-level security holds for it (PostgreSQL only)."""

from django.db import migrations

from foundation.rls_schema import drop_role, make_role


class Migration(migrations.Migration):
    """Grant what exists, and by default what later migrations make."""

    dependencies = [("foundation", "0001_initial")]
    operations = [migrations.RunPython(make_role, drop_role)]
