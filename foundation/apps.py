"""Name the ground floor."""

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.backends.signals import connection_created


class FoundationConfig(AppConfig):
    """Hold what every floor stands on and no person, agency or service is named in."""

    name = "foundation"
    label = "foundation"

    def ready(self) -> None:
        """Let every statement to PostgreSQL say for whom it is run."""
        from foundation import checks, rls

        connection_created.connect(rls.install, dispatch_uid="foundation.rls")
        register(checks.walls_stand, Tags.database)
