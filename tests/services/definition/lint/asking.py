"""Short ways to lint a bent service."""

from typing import Any

from services.definition.document import Document, parse
from services.definition.lint import Code, Finding, lint
from services.definition.world import OpenWorld, World
from tests.services.definition.helpers import bent, service


def findings(changes: dict[str, Any] | None = None, world: World | None = None) -> list[Finding]:
    """Return what lint says about the minimal service, bent."""
    return lint(service(changes), world or OpenWorld())


def codes(changes: dict[str, Any] | None = None, world: World | None = None) -> list[Code]:
    """Return the rules lint names."""
    return [finding.code for finding in findings(changes, world)]


def only(changes: dict[str, Any], world: World | None = None) -> Finding:
    """Return the one finding; more or fewer fail the test."""
    [finding] = findings(changes, world)
    return finding


def asked(*fields: dict[str, Any], **more: Any) -> Document:
    """Return a service with these fields on its one page."""
    return parse(bent({"form.pages.0.fields": list(fields), **more}))


def asked_codes(*fields: dict[str, Any], **more: Any) -> list[Code]:
    """Return the rules lint names for these fields."""
    return [finding.code for finding in lint(asked(*fields, **more), OpenWorld())]
