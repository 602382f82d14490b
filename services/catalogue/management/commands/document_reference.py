"""Offer `manage.py document_reference`."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from services.catalogue.life_events import LIFE_EVENTS
from services.catalogue.linting import FILE_RULES
from services.catalogue.registry import registry
from services.definition.describe.reference.markdown import table
from services.definition.describe.reference.tables import tables

PAGE: Final = Path("docs/service-document.md")
# <!-- table: facts --> ... <!-- end -->: what lies between is written by this command.
BLOCK: Final = re.compile(r"(<!-- table: (?P<name>[a-z_]+) -->\n).*?(<!-- end -->)", re.DOTALL)


class Command(BaseCommand):
    """Write the tables of docs/service-document.md from the code; everything else on the page is left alone."""

    help = "Bring the reference tables of docs/service-document.md up to date."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whether only to look."""
        parser.add_argument("--check", action="store_true", help="change nothing; end with 1 when the page is old")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        """Write the page, or say that it is old."""
        path = Path(settings.BASE_DIR) / PAGE
        old = path.read_text(encoding="utf-8")
        new = renewed(old)
        if check and new != old:
            self.stderr.write(f"{PAGE} is old; run manage.py document_reference.")
            sys.exit(1)
        if not check:
            path.write_text(new, encoding="utf-8")


def renewed(page: str) -> str:
    """Return the page with today's tables; CommandError for a name that no table has, or a table not on the page."""
    known = all_tables()
    places = [match["name"] for match in BLOCK.finditer(page)]
    if sorted(places) != sorted(known):
        odd = ", ".join(sorted(set(places) ^ set(known))) or "one of them twice"
        raise CommandError(f"The page and the tables do not fit: {odd}.")
    return BLOCK.sub(lambda match: f"{match[1]}{known[match['name']]}\n{match[3]}", page)


def all_tables() -> dict[str, str]:
    """Return the definition's tables and those that only the catalogue knows."""
    rules = [(f"`{name}`", meaning, mend) for name, (meaning, mend) in FILE_RULES.items()]
    notices = [(f"`{name}`", _listed(found)) for name, found in sorted(registry.notices.items())]
    return {
        **tables(),
        "file_rules": table(("Rule", "Meaning", "How to mend it"), rules),
        "notices": table(("Template", "Variables"), notices),
        "life_events": _listed(LIFE_EVENTS) + ".",
    }


def _listed(names: Any) -> str:
    return ", ".join(f"`{name}`" for name in sorted(names))
