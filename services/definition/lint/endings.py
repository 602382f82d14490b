"""Lint of what happens after the end: reopening, objections, and the keys every request has without a document."""

from typing import Final

from services.definition.document import FINAL_PHASES, OPEN_PHASES, ActionType, Document, Phase, State
from services.definition.lint.finding import Code, Finding, Findings
from services.definition.world import World

# What every request can be asked to do without its document saying so; a document must not give them another meaning.
EVERYDAY: Final = frozenset(
    {
        "ambil",
        "lepas",
        "limpahkan",
        "catatan",
        "pesan",
        "prioritaskan",
        "batalkan",
        "urungkan",
        "jawab",
        "periksa_ulang",
        "perbarui_versi",
        "musnahkan",
        "cabut_hasil",
        "ganti_hasil",
        "hasil_berakhir",
    }
)
_FILED: Final = OPEN_PHASES - {Phase.DRAFT}
# What may still be done with a request that has ended.
_AFTER_THE_END: Final = frozenset({ActionType.REOPEN, ActionType.COMMENT})


def check_reserved(document: Document, world: World) -> Findings:
    """Find actions that bear the key of something every request can do."""
    for key, action in document.workflow.actions():
        if action.key in EVERYDAY:
            path = f"workflow.states.{key}.{action.key}"
            yield Finding(path, Code.RESERVED_ACTION, f"{action.key!r} is a step every request has; choose another key")


def check_endings(document: Document, world: World) -> Findings:
    """Find actions that leave an ended request, reopenings of an open one, and objections where nothing was decided."""
    for key, state in document.workflow.states.items():
        path = f"workflow.states.{key}"
        yield from _check_actions(document, path, state)
        if state.objection_rule is not None and state.phase not in FINAL_PHASES:
            yield Finding(f"{path}.objection", Code.BAD_OBJECTION, "only what was decided can be objected to")
    if document.kind != "objection":
        for key, action in document.workflow.actions():
            if any(effect.parent for effect in action.effects):
                path = f"workflow.states.{key}.{action.key}.effects"
                yield Finding(path, Code.BAD_OBJECTION, "only a service of kind objection acts on another request")


def _check_actions(document: Document, path: str, state: State) -> Findings:
    ended = state.phase in FINAL_PHASES
    for action in state.actions:
        here = f"{path}.{action.key}"
        target = document.workflow.states.get(action.to or "")
        if ended and action.type not in _AFTER_THE_END:
            yield Finding(here, Code.ENDED_STATE, "a request that has ended can only be reopened or commented on")
        if action.type == ActionType.REOPEN and not ended:
            yield Finding(here, Code.ENDED_STATE, "only a request that has ended can be reopened")
        if action.type == ActionType.REOPEN and target is not None and target.phase not in _FILED:
            yield Finding(f"{here}.to", Code.ENDED_STATE, "a reopening leads to an open state, not to a draft")


def check_handoff(document: Document, world: World) -> Findings:
    """Warn where another system issues the result and no officer can write down the number it gave."""
    if document.handoff is None or document.handoff.mode != "issue":
        return
    forms = (action.form for _state, action in document.workflow.actions())
    if not any(field.id == "external_number" for form in forms for field in form):
        message = f"no action asks for external_number, the number {document.handoff.system!r} gives"
        yield Finding("handoff", Code.NO_EXTERNAL_NUMBER, message, "warning")
