"""Empty the tables as their owner: the app role may not TRUNCATE."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import flush

from foundation import rls


class Command(flush.Command):
    """Do what Django's own command does."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Run with the rights of the login itself."""
        with rls.use(rls.OWNER):
            return super().execute(*args, **options)
