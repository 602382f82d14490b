"""What each keyword of the workflow and of a condition means."""

from collections.abc import Mapping
from typing import Final

WORKFLOW: Final[Mapping[str, Mapping[str, str]]] = {
    "Workflow": {
        "initial": "The state a draft begins in.",
        "max_rounds": "Rounds of correction; after them only the head may return a file.",
        "states": "The states by key; keys are for ever.",
    },
    "State": {
        "phase": "What dashboards, clocks and retention understand.",
        "label": "The name people read.",
        "citizen_text": "What the citizen reads while the request is here; the procedure is made of these.",
        "who": "Who is at work, in words.",
        "sla": "A clock of this state's own, besides the overall one.",
        "actions": "What can be done here.",
        "objection": "true, or {service, within}: what was decided here may be objected to.",
    },
    "Objection": {
        "service": "The slug of the service of kind objection; left out, the only one of the office that decided.",
        "within": "How long after the decision.",
    },
    "Action": {
        "key": "The action's name in history, four eyes and notices.",
        "label": "The words on the button: a verb.",
        "by": "Functions that may do it, or applicant, system, kepala, atasan.",
        "to": "The state it leads to; left out, the request stays.",
        "type": "What it does besides.",
        "when": "Only while this holds; request.* facts are known here.",
        "form": "Fields the person fills in to do it.",
        "effects": "What it brings about.",
        "not_same_as": "Four eyes: whoever did one of these actions may not do this one.",
        "tasks": "Only for fork and consult: who is asked.",
        "join": "Only for task: all (the default), any, or how many tasks let the request go on.",
        "extend": "Only for extend: how much time is added.",
        "times": "Only for extend: how often at most.",
        "agencies": "Only for forward: to which agencies; empty: any that holds the functions.",
        "within": "Only this long after the state began.",
        "shown": "Only for task, consult, move, close and comment: the applicant reads what was written.",
        "after": "Only by system: the clock does it this long after the state began.",
        "confirm": "A question asked before it is done.",
    },
    "Task": {
        "function": "Who is asked.",
        "agency": "At which agency; left out, at home.",
        "fields": "The answers a guest agency may read; it sees nothing else of the request.",
        "when": "The task is opened only where this holds.",
        "sla": "The task's own clock.",
        "note": "What is asked.",
    },
    "Effect": {
        "output": "The key of an output to issue.",
        "hook": "A registered hook to call after the decision is effective.",
        "parent": "Only in objections: the key of an action the clock takes on the request objected to.",
    },
    "Call": {"op": "The operator.", "args": "Its arguments: conditions, {f: path}, lists or literals."},
    "Ref": {"f": "The path of an answer (lahan, lokasi.desa, titik.luas) or of a fact (today, profile.nik)."},
}
