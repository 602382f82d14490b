"""Change the states, actions and roles of a document: add, move, take away. Keys stay for ever."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext as _

from services.builder.sheet.base import Wrong
from services.builder.sheet.lists import fresh
from services.builder.sheet.places import at, drop_at, put_at
from services.builder.steps import pages
from services.builder.steps.flow import TYPES
from services.definition.document import BUILT_IN
from services.definition.lint.endings import EVERYDAY

STATES: Final = ("workflow", "states")


def add_state(data: dict[str, Any], label: str, phase: str) -> str:
    """Add a state behind the others; returns its key."""
    if not label:
        raise Wrong(_("Tulis nama tahap baru."))
    states = at(data, STATES, {})
    key = fresh(label, states)
    put_at(data, STATES, {**states, key: {"phase": phase or "in_process", "label": {"id": label}}})
    if not states:
        put_at(data, ("workflow", "initial"), key)
    return key


def remove_state(data: dict[str, Any], key: str) -> str:
    """Take a state away with its actions; returns its words."""
    states = at(data, STATES, {})
    gone = states.pop(key)
    if not states:
        drop_at(data, STATES)
    held = at(data, ("sla", "pause_on"), [])
    if key in held:
        held.remove(key)
        if not held:
            drop_at(data, ("sla", "pause_on"))
    return _words(gone.get("label")) or key


def move_state(data: dict[str, Any], key: str, way: str) -> None:
    """Show a state one place earlier or later."""
    keys = list(at(data, STATES, {}))
    index = keys.index(key) if key in keys else -1
    other = index + (-1 if way == "naik" else 1)
    if index < 0 or not 0 <= other < len(keys):
        return
    keys[index], keys[other] = keys[other], keys[index]
    states = at(data, STATES)
    put_at(data, STATES, {name: states[name] for name in keys})


def add_action(data: dict[str, Any], state: str, label: str, kind: str, to: str) -> str:
    """Add an action to a state; returns its key."""
    if not label:
        raise Wrong(_("Tulis nama tombol."))
    if kind not in TYPES:
        raise Wrong(_("Pilih jenis tindakan."))
    states = at(data, STATES, {})
    found = states[state]
    used = {action["key"] for each in states.values() for action in each.get("actions", [])}
    key = fresh(label, used | EVERYDAY)
    action: dict[str, Any] = {"key": key, "label": {"id": label}, "type": kind, "by": _by(data, kind)}
    if to:
        action["to"] = to
    action |= _needs(data, kind)
    found["actions"] = [*found.get("actions", []), action]
    return key


def remove_action(data: dict[str, Any], state: str, key: str) -> str:
    """Take an action away; returns its words."""
    place = (*STATES, state, "actions")
    gone = at(data, place).pop(pages.action_place(data, state, key)[-1])
    if not at(data, place):
        drop_at(data, place)
    return _words(gone.get("label")) or key


def move_action(data: dict[str, Any], state: str, key: str, way: str) -> None:
    """Show an action one place earlier or later."""
    *around, index = pages.action_place(data, state, key)
    held, index = at(data, tuple(around)), int(index)
    other = index + (-1 if way == "naik" else 1)
    if 0 <= other < len(held):
        held[index], held[other] = held[other], held[index]


def add_role(data: dict[str, Any], label: str) -> str:
    """Add a role; returns its name."""
    if not label:
        raise Wrong(_("Tulis sebutan peran baru."))
    roles = at(data, ("functions",), {})
    name = fresh(label, {*roles, *BUILT_IN})
    put_at(data, ("functions",), {**roles, name: {"label": {"id": label}}})
    return name


def remove_role(data: dict[str, Any], name: str) -> str:
    """Take a role away that no action and no first hand needs any more; returns its words."""
    if name in _used(data):
        raise Wrong(_("Peran ini masih dipakai. Ganti dulu siapa yang boleh di tindakan dan permohonan barunya."))
    gone = at(data, ("functions",), {}).pop(name)
    if not at(data, ("functions",)):
        drop_at(data, ("functions",))
    return _words(gone.get("label")) or name


def _used(data: dict[str, Any]) -> set[str]:
    actions = [action for state in at(data, STATES, {}).values() for action in state.get("actions", [])]
    found = {name for action in actions for name in action["by"]}
    found |= {task["function"] for action in actions for task in action.get("tasks", [])}
    found |= {route["function"] for route in data.get("routing", [])}
    found |= {each.get(name, "") for each in data.get("outputs", []) for name in ("signer", "revoker")}
    return found | {each["to"] for each in at(data, ("sla", "escalate"), [])}


def _by(data: dict[str, Any], kind: str) -> list[str]:
    if kind in ("submit", "resubmit", "withdraw"):
        return ["applicant"]
    return [next(iter(at(data, ("functions",), {})), "kepala")]


def _needs(data: dict[str, Any], kind: str) -> dict[str, Any]:
    """Return what an action of a type cannot be without."""
    role = next(iter(at(data, ("functions",), {})), "kepala")
    reason = {"id": "alasan", "type": "long_text", "required": True, "label": {"id": _("Alasan penolakan")}}
    officer = {"id": "petugas", "type": "name", "required": True, "label": {"id": _("Nama petugas")}}
    needs: dict[str, dict[str, Any]] = {
        "reject": {"form": [reason]},
        "exclude": {"form": [officer]},
        "fork": {"tasks": [{"function": role}]},
        "consult": {"tasks": [{"function": role}]},
        "extend": {"extend": {"amount": 3}, "times": 1},
    }
    return needs.get(kind, {})


def _words(value: Any) -> str:
    return str(value.get("id") or "") if isinstance(value, dict) else ""
