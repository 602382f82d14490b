"""What comes out and stays: notices, outputs, retention, hooks."""

from services.definition.describe.blocks import Block, pairs, table
from services.definition.describe.graph import action_label, function_label, state_label
from services.definition.describe.lengths import span
from services.definition.describe.sections.service import said
from services.definition.describe.words import say
from services.definition.describe.words.phrases import PHRASES, SECTIONS, TERMS
from services.definition.describe.words.service import ON_ERROR, ORIGINS
from services.definition.describe.words.workflow import PHASES
from services.definition.document import Document, Notice, Output, Retention

_NOTICES = ("when", "told", "template")
_OUTPUTS = ("output", "origin", "template", "number", "valid", "remind", "signer", "on_behalf", "revoker", "copies")


def notices(document: Document, language: str) -> list[Block]:
    """Describe which messages are sent when, and to whom."""
    head = tuple(say(TERMS, column, language) for column in _NOTICES)
    rows = [
        (_when(document, notice, language), function_label(document, notice.to, language), notice.template)
        for notice in document.notify
    ]
    return table(say(SECTIONS, "notices", language), head, rows)


def _when(document: Document, notice: Notice, language: str) -> str:
    kind, _, name = notice.when.partition(":")
    states = document.workflow.states
    if kind == "state" and name in states:
        name = f"“{state_label(name, states[name], language)}”"
    if kind == "action":
        found = next((action for _, action in document.workflow.actions() if action.key == name), None)
        name = f"“{action_label(found, language)}”" if found else name
    return say(PHRASES, f"on_{kind}", language).format(name)


def outputs(document: Document, language: str) -> list[Block]:
    """Describe the documents that come out."""
    head = tuple(say(TERMS, column, language) for column in _OUTPUTS)
    rows = [_output(document, output, language) for output in document.outputs]
    return table(say(TERMS, "output", language), head, rows)


def _output(document: Document, output: Output, language: str) -> tuple[str, ...]:
    days = ", ".join(str(day) for day in output.remind)
    return (
        f"{said(output.title, language) or output.key} ({output.key})",
        say(ORIGINS, output.origin, language),
        output.template or "",
        output.number or "",
        span(output.valid, language) if output.valid else "",
        say(PHRASES, "days_before", language).format(days) if days else "",
        function_label(document, output.signer, language) if output.signer else "",
        output.on_behalf or "",
        function_label(document, output.revoker, language) if output.revoker else "",
        "; ".join(output.copies),
    )


def retention(document: Document, language: str) -> list[Block]:
    """Describe how long requests are kept by the phase they ended in."""
    kept = ((name, getattr(document.retention, name)) for name in Retention.model_fields)
    return pairs([(say(PHASES, name, language), span(keep, language)) for name, keep in kept if keep is not None])


def hooks(document: Document, language: str) -> list[Block]:
    """Describe which registered code the document calls."""
    named = list(document.hooks.names().items())
    if not named:
        return []
    rows = [(f"{say(TERMS, 'hook', language)} {keyword}", name) for keyword, name in named]
    failing = say(TERMS, "on_error", language), say(ON_ERROR, document.hooks.on_error, language)
    return pairs([*rows, failing])
