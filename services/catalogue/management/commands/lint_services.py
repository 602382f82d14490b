"""Offer `manage.py lint_services`."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from agencies.models import Agency
from services.catalogue.linting import Told, files_at, lint_file, registered_files
from services.catalogue.registry import registry
from services.catalogue.world import DatabaseWorld, RegistryWorld
from services.definition.lint.finding import PEOPLE


class Command(BaseCommand):
    """Say what must be mended before a document may be published; ends with 1 when there is an error."""

    help = "Lint registered services (by slug), YAML files or folders (by path), or everything registered."
    # A broken document must be told by this command, not stop it.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take slugs and paths, the world to judge by, and the format."""
        parser.add_argument("what", nargs="*", metavar="SLUG|PATH", help="nothing: every registered document")
        parser.add_argument("--format", choices=("text", "json"), default="text")
        parser.add_argument(
            "--world",
            choices=("database", "registry"),
            help="database: agencies and people too (the default where agencies are loaded); registry: files and code",
        )

    def handle(self, *args: Any, what: list[str], **options: Any) -> None:
        """Lint, print the findings and a summary."""
        files = [file for each in what for file in self.files(each)] if what else registered_files(registry)
        name, world = self.world(options["world"])
        found = [told for file in files for told in lint_file(file, registry, world)]
        if not what and options["format"] == "text":
            found = self.without_people(found)
        errors = sum(told.severity == "error" for told in found)
        counts = {"documents": len(files), "errors": errors, "warnings": len(found) - errors, "world": name}
        self.write(found, counts, options["format"])
        if errors:
            sys.exit(1)

    def without_people(self, found: list[Told]) -> list[Told]:
        """Leave out who is missing where, which is hundreds of lines before the panel has people; say how many."""
        kept = [told for told in found if told.rule not in PEOPLE]
        if len(kept) < len(found):
            missing = plural(len(found) - len(kept), "remarks")
            self.stdout.write(f"{missing} about people who hold no function yet; name a service to read them")
        return kept

    def write(self, found: list[Told], counts: dict[str, Any], form: str) -> None:
        """Print lines for people, or one JSON object for programs."""
        if form == "json":
            findings = [asdict(told) for told in found]
            self.stdout.write(json.dumps({**counts, "findings": findings}, ensure_ascii=False, indent=2))
            return
        for told in found:
            self.stdout.write(str(told))
        summary = ", ".join(plural(counts[name], name) for name in ("documents", "errors", "warnings"))
        self.stdout.write(f"{summary} (world: {counts['world']})")

    def files(self, what: str) -> list[Path]:
        """Return the files that a slug or a path names; CommandError says what there is."""
        if what in registry:
            return [registry.get(what).path]
        path = Path(what)
        if path.exists():
            return files_at(path)
        slugs = ", ".join(sorted(each.document.slug for each in registry))
        raise CommandError(f"There is no registered service and no file {what!r}. Registered are: {slugs}.")

    def world(self, wanted: str | None) -> tuple[str, RegistryWorld]:
        """Return the world to judge by; a database without agencies would only find every agency unknown."""
        if wanted == "registry":
            return "registry", RegistryWorld(registry)
        try:
            loaded = Agency.objects.exists()
        except DatabaseError as error:
            if wanted == "database":
                raise CommandError("The database cannot be read; use --world registry.") from error
            loaded = False
        if loaded or wanted == "database":
            return "database", DatabaseWorld(registry)
        return "registry", RegistryWorld(registry)


def plural(count: int, name: str) -> str:
    """Return "1 error", "2 errors"."""
    return f"{count} {name.removesuffix('s') if count == 1 else name}"
