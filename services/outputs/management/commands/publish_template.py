"""Publish the next version of a document template, after it was looked through and typeset once."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from services.outputs.rendering.publishing import BadTemplate, publish


class Command(BaseCommand):
    """Take a template from a file; what is wrong with it is said in sentences."""

    help = "Publish a template of documents: publish_template KEY FILE.typ --note 'why'"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for the key, the file and the reason."""
        parser.add_argument("key")
        parser.add_argument("file", type=Path)
        parser.add_argument("--note", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        """Publish, or say what is wrong."""
        try:
            source = options["file"].read_text(encoding="utf-8")
            row = publish(options["key"], source, options["note"])
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"Berkas tidak dapat dibaca: {error}") from error
        except BadTemplate as bad:
            raise CommandError("\n".join(bad.sentences)) from bad
        self.stdout.write(f"{row} terbit.")
