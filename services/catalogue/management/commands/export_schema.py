"""Offer `manage.py export_schema`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from services.definition.describe.reference.schema import editor_schema


class Command(BaseCommand):
    """Write the JSON Schema of the service document, for editors that complete and check YAML."""

    help = "Write the JSON Schema of a service document to the screen or to a file."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take where to write it."""
        parser.add_argument("--output", type=Path, metavar="FILE")

    def handle(self, *args: Any, output: Path | None, **options: Any) -> None:
        """Write it."""
        text = schema_text()
        if output is None:
            self.stdout.write(text, ending="")
        else:
            output.parent.mkdir(parents=True, exist_ok=True)
            output.write_text(text, encoding="utf-8")


def schema_text() -> str:
    """Return the schema as the file docs/schema/service-document.schema.json holds it."""
    return json.dumps(editor_schema(), ensure_ascii=False, indent=1) + "\n"
