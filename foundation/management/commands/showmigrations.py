"""List the migrations as the owner of the schema, who may be asked before the app role exists."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import showmigrations

from foundation import rls


class Command(showmigrations.Command):
    """Do what Django's own command does."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Run with the rights of the login itself."""
        with rls.use(rls.OWNER):
            return super().execute(*args, **options)
