"""Lint: what must be mended before a document may be published."""

from collections.abc import Callable, Iterator
from typing import Final

from services.definition.document import Document
from services.definition.lint.conditions import check_agency, check_conditions
from services.definition.lint.endings import check_endings, check_handoff, check_reserved
from services.definition.lint.finding import Code, Finding
from services.definition.lint.forks import check_parts
from services.definition.lint.form import check_confidence, check_facts, check_ids, check_lists, check_sensitive
from services.definition.lint.outside import check_hooks, check_notices, check_outputs
from services.definition.lint.paths import check_clocks, check_forks, check_names, check_states
from services.definition.lint.people import check_agencies, check_four_eyes, check_functions
from services.definition.lint.standard import check_components, check_fee, check_retention
from services.definition.lint.times import check_automatic, check_extensions
from services.definition.world import World

Check = Callable[[Document, World], Iterator[Finding]]
CHECKS: Final[tuple[Check, ...]] = (
    check_states,
    check_reserved,
    check_endings,
    check_handoff,
    check_forks,
    check_parts,
    check_names,
    check_clocks,
    check_automatic,
    check_extensions,
    check_ids,
    check_conditions,
    check_agency,
    check_sensitive,
    check_confidence,
    check_facts,
    check_lists,
    check_components,
    check_fee,
    check_retention,
    check_hooks,
    check_outputs,
    check_notices,
    check_agencies,
    check_functions,
    check_four_eyes,
)


def lint(document: Document, world: World) -> list[Finding]:
    """Return everything to be mended, in a stable order; nothing of severity error may be published."""
    return [finding for check in CHECKS for finding in check(document, world)]


__all__ = ["CHECKS", "Code", "Finding", "lint"]
