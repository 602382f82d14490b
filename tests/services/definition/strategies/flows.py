"""Make workflows of any shape by chance: chains, branches, forks with joins, corrections, consultations, loose ends."""

from __future__ import annotations

from typing import Any

from tests.services.definition.strategies.making import Maker

UNITS = ("working_days", "calendar_days", "hours", "office_hours", "months")


def service(maker: Maker) -> dict[str, Any]:
    """Return the parts of a document around its form."""
    states = _states(maker)
    duration = {"amount": maker.random.randint(1, 60), "unit": maker.random.choice(UNITS)}
    made: dict[str, Any] = {
        "workflow": {"initial": "draf", "max_rounds": maker.random.randint(0, 5), "states": states},
        "functions": {"petugas": {}, "ahli": {"agency": "dlh"}, "kabid": {"signs": True}},
        "sla": {
            **duration,
            "pause_on": [key for key, state in states.items() if state["phase"] == "waiting_applicant"],
        },
        "routing": [{"function": "petugas", "area": maker.condition(), "when": maker.condition()}],
        "outputs": [{"key": "surat", "template": "surat", "number": "503/{seq}", "title": maker.words()}],
        "notify": [{"when": f"state:{maker.random.choice(list(states))}", "template": "kabar"}],
        "title": maker.words(),
        "notes": [maker.words()],
    }
    if maker.chance(0.3):
        made["standard"] = {
            "fee": {"expr": maker.condition(), "kind": "levy", "note": maker.words()},
            "product": [maker.words()],
        }
    return made


def _states(maker: Maker) -> dict[str, Any]:
    keys = [f"s{number}" for number in range(maker.random.randint(1, 6))]
    states: dict[str, Any] = {"draf": {"phase": "draft", "actions": [_action(maker, "ajukan", keys[0], "submit")]}}
    states["draf"]["actions"][0]["by"] = ["applicant"]
    # Some lead on, some back, some nowhere: lint must survive all of them.
    goals = [*keys, "perbaikan", "selesai", "ditolak", *(["tiada"] if maker.chance(0.1) else [])]
    for position, key in enumerate(keys):
        ahead = keys[position + 1] if position + 1 < len(keys) else "selesai"
        states[key] = {
            "phase": "in_process",
            "citizen_text": maker.words(),
            "actions": _actions(maker, key, ahead, goals),
        }
    _fork(maker, states, keys)
    states["perbaikan"] = {"phase": "waiting_applicant", "actions": [_action(maker, "perbaiki", keys[0], "resubmit")]}
    states["selesai"] = {"phase": "approved"}
    states["ditolak"] = {"phase": "rejected", "objection": maker.chance(0.5)}
    return states


def _actions(maker: Maker, key: str, ahead: str, goals: list[str]) -> list[dict[str, Any]]:
    made = [_action(maker, f"{key}_maju", ahead, maker.random.choice(["move", "approve", "mark_complete"]))]
    for number in range(maker.random.randint(0, 3)):
        kind = maker.random.choice(["move", "return", "reject", "comment", "withdraw", "close"])
        made.append(_action(maker, f"{key}_{number}", maker.random.choice(goals), kind))
    if maker.chance(0.3):
        made[0]["not_same_as"] = [maker.random.choice(["ajukan", "s0_maju", "s1_maju"])]
    if maker.chance(0.2):
        made.append({"key": f"{key}_tambah", "by": ["kabid"], "type": "extend", "extend": {"amount": 3}, "times": 1})
    if maker.chance(0.2):
        made.append({"key": f"{key}_tanya", "by": ["petugas"], "type": "consult", "tasks": [{"function": "ahli"}]})
    return made


def _action(maker: Maker, key: str, to: str, kind: str) -> dict[str, Any]:
    action: dict[str, Any] = {"key": key, "by": maker.random.sample(["applicant", "petugas", "kabid", "kepala"], 2)}
    action |= {"to": to, "type": kind}
    if maker.chance(0.3):
        action["when"] = maker.condition()
    if maker.chance(0.2):
        action["form"] = [{"id": "alasan", "type": "long_text", "required": True}]
    if kind == "approve":
        action["effects"] = [{"output": "surat"}]
    return action


def _fork(maker: Maker, states: dict[str, Any], keys: list[str]) -> None:
    if not maker.chance(0.5):
        return
    tasks = [{"function": maker.random.choice(["petugas", "ahli"]), "when": maker.condition(1)} for _ in range(3)]
    states[keys[0]]["actions"].append(
        {"key": "bagi", "by": ["petugas"], "to": "telaah", "type": "fork", "tasks": tasks}
    )
    join = maker.random.choice(["all", "any", 1, 2])
    opinion = {"key": "pendapat", "by": ["petugas", "ahli"], "type": "task", "join": join, "to": keys[-1]}
    states["telaah"] = {"phase": "in_process", "actions": [opinion]}
