"""Offer `manage.py export_services`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from services.builder import actions, bundles
from services.catalogue.models import Service


class Command(BaseCommand):
    """Write services, or those that are named, into one zip."""

    help = "Write services into one zip: their open draft, or else what is live."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask where to, and which services."""
        parser.add_argument("file", help="the zip to write")
        parser.add_argument("slug", nargs="*", help="only these services")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the zip; a service that is not there stops everything."""
        rows = Service.objects.select_related("live").order_by("slug")
        wanted = options["slug"]
        missing = set(wanted) - set(rows.filter(pk__in=wanted).values_list("pk", flat=True))
        if missing:
            raise CommandError(f"there is no service {', '.join(sorted(missing))}")
        found = actions.newest(rows.filter(pk__in=wanted) if wanted else rows)
        Path(options["file"]).write_bytes(bundles.pack(found))
        self.stdout.write(f"{len(found)} services written to {options['file']}")
