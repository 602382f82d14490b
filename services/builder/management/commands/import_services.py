"""Offer `manage.py import_services`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from citizens.models import User
from services.builder import bundles, importing
from services.catalogue.versions import VersionRefused


class Command(BaseCommand):
    """Read a zip of services: show what it changes, or take it in as drafts."""

    help = "Show what a zip of services changes; with --as EMAIL take it in as drafts of that account."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask for the zip, and in whose name the drafts are written."""
        parser.add_argument("file", help="the zip to read")
        parser.add_argument("--as", dest="email", default="", help="e-mail address of whoever writes the drafts")

    def handle(self, *args: Any, **options: Any) -> None:
        """Show every line; refuse the whole zip where one line is refused."""
        try:
            sent = bundles.unpack(Path(options["file"]).read_bytes())
        except bundles.BadBundle as bad:
            raise CommandError(bad.sentence) from bad
        lines = importing.look(sent, None)
        for line in lines:
            self.stdout.write(f"{line.what:8} {line.slug} {line.said or ', '.join(line.changes)}".rstrip())
        if any(line.what == "ditolak" for line in lines):
            raise CommandError("nothing was written: mend or leave out what is refused")
        if not options["email"]:
            self.stdout.write("dry run; nothing was written (use --as EMAIL)")
            return
        user = User.objects.filter(email=options["email"], is_active=True).first()
        if user is None:
            raise CommandError(f"there is no account {options['email']}")
        try:
            written = importing.take(lines, user)
        except VersionRefused as refused:
            raise CommandError(refused.sentence) from refused
        self.stdout.write(f"{written} services written as drafts")
