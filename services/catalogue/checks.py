"""Lint every registered document at start, without a database; the finding names the file and the line."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, Warning, register

from services.catalogue.registry import Registered, Registry, registry
from services.catalogue.world import RegistryWorld
from services.definition.document import to_data
from services.definition.lint import lint
from services.definition.lint.advice import ADVICE
from services.definition.lint.places import written


@register("services")
def check_documents(app_configs: Any = None, registry: Registry = registry, **kwargs: Any) -> list[CheckMessage]:
    """Report broken files (E001), lint errors (E002), lint warnings (W003) and foreign documents (E004)."""
    found: list[CheckMessage] = [Error(str(broken), id="catalogue.E001") for broken in registry.broken]
    world = RegistryWorld(registry)
    for registered in registry:
        for finding in lint(registered.document, world):
            kind, code = (Error, "catalogue.E002") if finding.severity == "error" else (Warning, "catalogue.W003")
            line = registered.lines.get(written(finding.path, to_data(registered.document)), 1)
            message = f"{registered.path}, line {line}: {finding.path}: {finding.message}"
            found.append(kind(message, hint=f"Rule {finding.code}. {ADVICE[finding.code].mend}", obj=None, id=code))
        found += _check_owner(registered)
    return found


def _check_owner(registered: Registered) -> list[CheckMessage]:
    agency = registered.document.agency
    if not isinstance(agency, str) or agency.replace("-", "_") == registered.app:
        return []
    message = f"{registered.path}: the app {registered.app!r} may not bring a service of the agency {agency!r}."
    return [Error(message, id="catalogue.E004")]
