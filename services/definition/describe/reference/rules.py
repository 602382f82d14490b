"""What action types, phases, hooks and verdicts mean; facts and lint rules say it themselves."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from services.definition.diff import Impact
from services.definition.document import ActionType, Phase


class HookRule(NamedTuple):
    """Say how a hook is written, when it is called, and what it may do."""

    signature: str
    called: str
    meaning: str


HOOKS: Final[Mapping[str, HookRule]] = {
    "validate": HookRule(
        "(answers: dict[str, Any], facts: dict[str, Any]) -> Iterable[HookProblem] | None",
        "before a request is sent or sent again",
        "Returns HookProblem(field, sentence) for each answer it refuses; nothing refuses nothing.",
    ),
    "prefill": HookRule(
        "(facts: dict[str, Any]) -> Mapping[str, Any] | None",
        "when a draft begins",
        "Returns first values by field id; a value the field would refuse is left out, a failure leaves all empty.",
    ),
    "fee": HookRule(
        "(answers: dict[str, Any], facts: dict[str, Any]) -> int",
        "before a request is sent or sent again; also as standard.fee.hook",
        "Returns whole rupiah from 0.",
    ),
    "event": HookRule(
        "(seen: EventSeen) -> None",
        "in a worker after every event of a request",
        "Is told request, number, service, kind, action, from_state, to_state, at; no answers, no names.",
    ),
    "effect": HookRule(
        "(decided: Decided) -> None",
        "in a worker after a decision with the effect {hook: name}",
        "Is told request, number, service, phase, answers. It may be called twice; make it idempotent by request.",
    ),
}
ACTIONS: Final[Mapping[ActionType, str]] = {
    ActionType.SUBMIT: "The applicant sends the draft; the answers are checked and the number is given.",
    ActionType.RESUBMIT: "The applicant sends the correction; only the fields that were asked for may change.",
    ActionType.MARK_COMPLETE: "The file is complete: the act that starts a clock from `complete`.",
    ActionType.RETURN: "Asks the applicant for a correction, field by field; counts as a round.",
    ActionType.MOVE: "Leads to the next state; nothing else.",
    ActionType.APPROVE: "Grants it; effects follow when the decision is effective.",
    ActionType.REJECT: "Refuses it; ask for the reason in its form.",
    ActionType.FORK: "Opens tasks that run side by side; needs `tasks`.",
    ActionType.TASK: "Finishes one's own task of a fork; the request goes on when `join` is met.",
    ActionType.CONSULT: "Asks experts; the request stays in its state. Needs `tasks`, takes no `to`.",
    ActionType.FORWARD: "Gives the request to another agency that holds the functions.",
    ActionType.EXCLUDE: "Keeps the request from the officers its form names, and makes it confidential.",
    ActionType.REOPEN: "Opens an ended request again; only in a final phase, to an open state.",
    ActionType.EXTEND: "Adds time, with a reason; needs `extend`.",
    ActionType.COMMENT: "Adds a note to the file.",
    ActionType.WITHDRAW: "The applicant takes the request back.",
    ActionType.CLOSE: "Ends it without a decision.",
}
PHASES: Final[Mapping[Phase, str]] = {
    Phase.DRAFT: "Not sent yet.",
    Phase.IN_PROCESS: "The office is at work.",
    Phase.WAITING_APPLICANT: "The applicant is at work.",
    Phase.APPROVED: "Ended: granted.",
    Phase.REJECTED: "Ended: refused.",
    Phase.WITHDRAWN: "Ended: taken back.",
    Phase.CLOSED: "Ended without a decision.",
}
VERDICTS: Final[Mapping[Impact, tuple[str, str]]] = {
    Impact.COMPATIBLE: (
        "Requests that run may follow.",
        "words, a wider bound, an optional field, a new state or action, another clock",
    ),
    Impact.NEEDS_APPLICANT: (
        "They may follow once the applicant has answered again.",
        "a new required field, a narrower bound, an option taken away, another condition, a higher fee",
    ),
    Impact.INCOMPATIBLE: (
        "They stay on the version they began with.",
        "another type, `secret` or list of a field, a state or its phase, code, slug, kind, agency, confidentiality",
    ),
}
