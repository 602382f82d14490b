"""The path of a request: states with a fixed phase, and the actions that lead from one to the next."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Final

from pydantic import Field, Strict, StringConstraints, model_validator

from services.definition.base import NO_TEXT, HookName, Id, Model, Slug, Text, humanise
from services.definition.conditions import Expression
from services.definition.document.durations import Duration
from services.definition.fields import AnyField


class Phase(StrEnum):
    """Name the seven phases every service shares, so that dashboards work for all."""

    DRAFT = "draft"
    IN_PROCESS = "in_process"
    WAITING_APPLICANT = "waiting_applicant"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


OPEN_PHASES: Final = frozenset({Phase.DRAFT, Phase.IN_PROCESS, Phase.WAITING_APPLICANT})
FINAL_PHASES: Final = frozenset(Phase) - OPEN_PHASES


class ActionType(StrEnum):
    """Name what an action does besides moving to another state."""

    SUBMIT = "submit"
    RESUBMIT = "resubmit"
    MARK_COMPLETE = "mark_complete"
    RETURN = "return"
    MOVE = "move"
    APPROVE = "approve"
    REJECT = "reject"
    FORK = "fork"
    TASK = "task"
    CONSULT = "consult"
    FORWARD = "forward"
    EXCLUDE = "exclude"
    REOPEN = "reopen"
    EXTEND = "extend"
    COMMENT = "comment"
    WITHDRAW = "withdraw"
    CLOSE = "close"


# Types that ask others for their part.
ASKING: Final = frozenset({ActionType.FORK, ActionType.CONSULT})

# Types of the fields in which an action of type exclude reads names; a long text is its reason.
NAMING: Final = frozenset({"short_text", "name"})

# Holders that every service has without naming them in `functions`.
APPLICANT: Final = "applicant"
SYSTEM: Final = "system"
HEAD: Final = "kepala"
SUPERIOR: Final = "atasan"
BUILT_IN: Final = frozenset({APPLICANT, SYSTEM, HEAD, SUPERIOR})

FunctionName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,59}$")]


class Task(Model):
    """Ask one function, of this or another agency, for its part of a forked work or for its advice."""

    function: FunctionName
    agency: Slug | None = None
    # What a guest agency may read: ids of answers. A guest sees nothing else of the request.
    fields: tuple[Id, ...] = ()
    when: Expression | None = None
    sla: Duration | None = None
    note: Text | None = None


class Effect(Model):
    """Name one thing a decision brings about: an output, a registered hook, or an action on the parent request."""

    output: Id | None = None
    hook: HookName | None = None
    # An objection that is granted: the clock takes this action on the request it objects to.
    parent: Id | None = None

    @model_validator(mode="after")
    def _exactly_one(self) -> "Effect":
        if sum(part is not None for part in (self.output, self.hook, self.parent)) != 1:
            raise ValueError("an effect names exactly one of output, hook and parent")
        return self


class Action(Model):
    """Say who may do what in a state, and where it leads (`to` empty: the state stays)."""

    key: Id
    label: Text = NO_TEXT
    by: tuple[FunctionName, ...] = Field(min_length=1)
    to: Id | None = None
    type: Annotated[ActionType, Strict(False)] = ActionType.MOVE
    when: Expression | None = None
    form: tuple[AnyField, ...] = ()
    effects: tuple[Effect, ...] = ()
    # Four eyes: whoever did one of these may not do this.
    not_same_as: tuple[Id, ...] = ()
    tasks: tuple[Task, ...] = ()
    # type task or consult: the applicant reads what was answered, which staff alone do otherwise.
    shown: bool = False
    join: Annotated[str, StringConstraints(pattern="^(all|any)$")] | Annotated[int, Field(ge=1, le=50)] | None = None
    # type extend: how long, and how often at most.
    extend: Duration | None = None
    times: int | None = Field(None, ge=1, le=10)
    # type forward: to which agencies; empty means any that holds the functions of the state it leads to.
    agencies: tuple[Slug, ...] = ()
    # Only this long after the state began, e.g. a reopening within 30 days.
    within: Duration | None = None
    # An action of `system`: done by the clock this long after the state began.
    after: Duration | None = None
    confirm: Text | None = None

    @model_validator(mode="after")
    def _fits_type(self) -> "Action":
        if (self.type in ASKING) != bool(self.tasks):
            raise ValueError("tasks belong to an action of type fork or consult, which needs them")
        if self.type == ActionType.CONSULT and self.to is not None:
            raise ValueError("a consultation stays in its state; leave `to` out")
        if self.type == ActionType.REOPEN and self.to is None:
            raise ValueError("a reopening needs the open state it leads to")
        if self.agencies and self.type != ActionType.FORWARD:
            raise ValueError("agencies belong to an action of type forward")
        if self.join is not None and self.type != ActionType.TASK:
            raise ValueError("join belongs to an action of type task")
        if self.shown and self.type not in {ActionType.TASK, ActionType.CONSULT}:
            raise ValueError("shown belongs to an action of type task or consult")
        if (self.type == ActionType.EXTEND) != (self.extend is not None):
            raise ValueError("extend belongs to an action of type extend, which needs it")
        if self.type == ActionType.EXCLUDE and not any(field.type in NAMING for field in self.form):
            raise ValueError("an exclusion needs a form with a text that names the officer")
        return self

    @property
    def title(self) -> str:
        """Return the Indonesian label, or words made from the key."""
        return self.label.id or humanise(self.key)


class Objection(Model):
    """Say through which service the rejected may object, and how long after the decision."""

    # Left out: the one service of kind `objection` of the office that decided, or of every office.
    service: Slug | None = None
    within: Duration | None = None


class State(Model):
    """Hold one state: its phase, what the citizen reads, and its actions."""

    phase: Annotated[Phase, Strict(False)]
    label: Text = NO_TEXT
    citizen_text: Text | None = None
    # Who is at work, where it is somebody outside the portal ("Kementerian Sosial").
    who: Text | None = None
    sla: Duration | None = None
    actions: tuple[Action, ...] = ()
    # The rejected may object, through a service of kind objection.
    objection: bool | Objection = False

    @property
    def objection_rule(self) -> Objection | None:
        """Return how to object to what was decided here, None where nobody may."""
        if isinstance(self.objection, Objection):
            return self.objection
        return Objection() if self.objection else None


class Workflow(Model):
    """Hold the whole path; a link-only service has none."""

    initial: Id = "draf"
    # Rounds of correction; above it only the head may return a file.
    max_rounds: int = Field(3, ge=0, le=20)
    states: dict[Id, State] = Field(default_factory=dict)

    def actions(self) -> Iterator[tuple[str, Action]]:
        """Yield (state key, action) for every action of every state."""
        for key, state in self.states.items():
            for action in state.actions:
                yield key, action
