"""Lint of what the public is promised: the standard, fees, retention, texts the citizen reads."""

from services.definition.derived import procedure
from services.definition.document import PUBLIC, Document, Phase
from services.definition.lint.finding import Code, Finding, Findings
from services.definition.lint.paths import is_link
from services.definition.world import World


def check_components(document: Document, world: World) -> Findings:
    """Find empty public components (UU 25/2009 art. 21; PermenPANRB 15/2014)."""
    for name in PUBLIC:
        value = getattr(document.standard, name)
        if value is None or value == ():
            yield _empty(name)
    if document.standard.procedure == "auto" and not is_link(document):
        if not procedure(document):
            yield _empty("procedure")
        for key, state in document.workflow.states.items():
            if state.phase == Phase.IN_PROCESS and state.citizen_text is None:
                path = f"workflow.states.{key}.citizen_text"
                yield Finding(path, Code.EMPTY_COMPONENT, f"the citizen reads nothing while in {key!r}")
    fee = document.standard.fee
    if fee is not None and all(part is None for part in (fee.amount, fee.expr, fee.hook, fee.note)):
        yield _empty("fee")


def _empty(name: str) -> Finding:
    return Finding(f"standard.{name}", Code.EMPTY_COMPONENT, f"the public component {name!r} is empty")


def is_adminduk(document: Document) -> bool:
    """Say whether the national register of residents (SIAK) issues what the service is about: civil registration."""
    return any("SIAK" in system for system in document.parent_systems)


def check_fee(document: Document, world: World) -> Findings:
    """Find a fee on civil registration, which is free by law (UU 24/2013 art. 79A)."""
    fee = document.standard.fee
    if fee is not None and is_adminduk(document) and fee.kind != "free":
        yield Finding("standard.fee", Code.ADMINDUK_FEE, "civil registration documents are free by law")


def check_retention(document: Document, world: World) -> Findings:
    """Warn when nothing says how long requests are kept."""
    if is_link(document):
        return
    if not any(getattr(document.retention, name) for name in type(document.retention).model_fields):
        yield Finding("retention", Code.NO_RETENTION, "nothing says how long requests are kept", "warning")
