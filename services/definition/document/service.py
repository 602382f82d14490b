"""The service document: everything that makes a service this service."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Field, PrivateAttr, StringConstraints

from services.definition.base import NO_TEXT, SLUG_PATTERN, Code, Id, Line, Model, Slug, Text
from services.definition.document.durations import Sla
from services.definition.document.form import Eligibility, Form, walk
from services.definition.document.parts import (
    Access,
    AgencyFrom,
    Contact,
    Function,
    Handoff,
    Hooks,
    LifeStep,
    ListEntry,
    Notice,
    Output,
    Priority,
    Retention,
    Route,
)
from services.definition.document.standard import Standard
from services.definition.document.workflow import Action, State, Workflow
from services.definition.fields import FieldBase

Kind = Literal["request", "complaint", "information", "objection", "report"]
Subject = Literal["person", "organisation", "agency"]
ELIGIBILITY = "eligibility"


class Document(Model):
    """Hold one whole service; frozen, and complete enough to run it."""

    schema_: Literal[1] = Field(alias="schema")
    code: Code
    slug: Slug
    kind: Kind = "request"
    agency: Slug | AgencyFrom
    access: Access = Access()
    subjects: Annotated[tuple[Subject, ...], Field(min_length=1)] = ("person",)
    title: Text
    summary: Text = NO_TEXT
    synonyms: tuple[Line, ...] = ()
    life_events: tuple[Slug, ...] = ()
    life_steps: dict[Annotated[str, StringConstraints(pattern=SLUG_PATTERN)], LifeStep] = Field(default_factory=dict)
    category: Slug | None = None
    standard: Standard = Standard()
    validity: Text | None = None
    # National or older systems of record (SIAK, OSS): the portal never claims to issue what they issue.
    parent_systems: tuple[Line, ...] = ()
    sensitivity: Text | None = None
    contacts: tuple[Contact, ...] = ()
    confidence: Literal["high", "medium", "low"] = "medium"
    notes: tuple[Text, ...] = ()
    sources: tuple[Line, ...] = ()
    eligibility: Eligibility = Eligibility()
    form: Form = Form()
    lists: dict[Id, tuple[ListEntry, ...]] = Field(default_factory=dict)
    functions: dict[Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,59}$")], Function] = Field(
        default_factory=dict
    )
    routing: tuple[Route, ...] = ()
    # The first that holds flags the request; an officer may set or lift a flag with a reason.
    priority: tuple[Priority, ...] = ()
    sla: Sla | None = None
    workflow: Workflow = Workflow()
    outputs: tuple[Output, ...] = ()
    handoff: Handoff | None = None
    notify: tuple[Notice, ...] = ()
    retention: Retention = Retention()
    survey: Id | None = None
    hooks: Hooks = Hooks()
    _by_id: dict[str, FieldBase] = PrivateAttr(default_factory=dict)

    def model_post_init(self, context: Any) -> None:
        """Index the fields once: a document is read far more often than it is made."""
        self._by_id.update((field.id, field) for _, field in reversed(self.fields()))

    @property
    def needs_parent(self) -> bool:
        """Say whether a request can only be filed about the decision on another one."""
        return isinstance(self.agency, AgencyFrom) and self.agency.is_parents

    def sections(self) -> Iterator[tuple[str, tuple[FieldBase, ...]]]:
        """Yield (page id, fields) in the order people meet them; eligibility questions first."""
        if self.eligibility.ask:
            yield ELIGIBILITY, self.eligibility.ask
        for page in self.form.pages:
            yield page.id, page.fields

    def fields(self) -> tuple[tuple[str, FieldBase], ...]:
        """Return (page id, field) for every top-level field, eligibility questions included."""
        return tuple((page, field) for page, fields in self.sections() for field in fields)

    def all_fields(self) -> tuple[tuple[str, FieldBase], ...]:
        """Return (page id, field) for every field, those inside groups included."""
        return tuple((page, field) for page, fields in self.sections() for field in walk(fields))

    def field(self, field_id: str) -> FieldBase:
        """Return a top-level field; raise KeyError when there is none of that id."""
        return self._by_id[field_id]

    def page(self, page_id: str) -> tuple[FieldBase, ...]:
        """Return the fields of a page; raise KeyError when there is none of that id."""
        for found, fields in self.sections():
            if found == page_id:
                return fields
        raise KeyError(page_id)

    def state(self, key: str) -> State:
        """Return a state; raise KeyError when there is none of that key."""
        return self.workflow.states[key]

    def action(self, state: str, key: str) -> Action:
        """Return an action of a state; raise KeyError when there is none of that key."""
        for action in self.state(state).actions:
            if action.key == key:
                return action
        raise KeyError(key)

    def output(self, key: str) -> Output:
        """Return an output; raise KeyError when there is none of that key."""
        for output in self.outputs:
            if output.key == key:
                return output
        raise KeyError(key)
