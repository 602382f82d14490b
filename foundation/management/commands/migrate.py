"""Change the schema as its owner, not as the app role."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate

from foundation import rls


class Command(migrate.Command):
    """Do what Django's own command does."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Run with the rights of the login itself."""
        with rls.use(rls.OWNER):
            return super().execute(*args, **options)
