"""Offer `manage.py show_service`."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError, CommandParser

from services.catalogue import documents
from services.catalogue.models import ServiceVersion
from services.catalogue.registry import registry
from services.definition import document as definition
from services.definition.describe import describe
from services.definition.describe.writers import WRITERS
from services.definition.document import Document
from services.definition.errors import DocumentError

# A file opened from a disk has no style sheet of the portal beside it.
STYLE: Final = """
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; }
dl { display: grid; grid-template-columns: minmax(8rem, 14rem) 1fr; gap: .25rem 1rem; } dd { margin: 0; }
dt { font-weight: 600; } figure { margin: 1rem 0; overflow-x: auto; } .scroll { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; } caption { text-align: left; font-weight: 600; padding: .25rem 0; }
th, td { border: 1px solid; padding: .25rem .5rem; text-align: left; vertical-align: top; }
tbody th { font-weight: 400; }
"""


class Command(BaseCommand):
    """Show a service as a page for people: the registered file, a version of the database, or any file."""

    help = "Describe a service: form, workflow with its diagram, deadlines, people, outputs, retention."
    requires_system_checks: list[str] = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Let our --version take the place of Django's."""
        return super().create_parser(prog_name, subcommand, conflict_handler="resolve", **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the service and how to write it."""
        parser.add_argument("slug", nargs="?", default="", metavar="SLUG")
        parser.add_argument("--version", type=int, dest="number", metavar="N", help="a published or older version")
        parser.add_argument("--file", type=Path, metavar="PATH", help="a YAML file instead of a registered service")
        parser.add_argument("--format", choices=tuple(WRITERS), default="text")
        parser.add_argument("--language", choices=("id", "en"), default="id")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the page."""
        described = describe(self.document(options), options["language"])
        page = WRITERS[options["format"]](described)
        if options["format"] == "html":
            page = whole_page(page, described.title, described.language)
        self.stdout.write(page, ending="")

    def document(self, options: dict[str, Any]) -> Document:
        """Return the document asked for; CommandError says why there is none."""
        slug, number, path = options["slug"], options["number"], options["file"]
        if bool(slug) == (path is not None):
            raise CommandError("Name either a slug or --file PATH.")
        if path is not None:
            return self.from_file(path)
        if number is None and slug in registry:
            return registry.get(slug).document
        versions = ServiceVersion.objects.filter(service=slug).order_by("-number")
        found = versions.filter(number=number).first() if number is not None else versions.first()
        if found is None:
            raise CommandError(f"There is no service {slug!r}" + (f" with a version {number}." if number else "."))
        return documents.load(found)

    @staticmethod
    def from_file(path: Path) -> Document:
        """Read a file; CommandError names what is wrong with it."""
        try:
            return definition.parse_text(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{path} cannot be read: {error}.") from error
        except DocumentError as error:
            raise CommandError(f"{path} is not a service document; run lint_services {path}: {error}") from error


def whole_page(article: str, title: str, language: str) -> str:
    """Return an HTML file that stands alone."""
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{STYLE}</style></head>\n'
        f"<body>\n<main>\n{article}</main>\n</body>\n</html>\n"
    )
