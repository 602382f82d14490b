"""The smaller parts of a service document."""

from typing import Annotated, Final, Literal

from pydantic import Field, StringConstraints, model_validator

from services.definition.base import HookName, Id, Line, Model, Path, Slug, Text, Url
from services.definition.conditions import Expression
from services.definition.document.workflow import FunctionName

Level = Literal["anonymous", "account", "phone", "nik", "nik_in_person"]


# Of a service of kind objection: the office that decided what is objected to.
PARENT_AGENCY: Final = "parent.agency"


class AgencyFrom(Model):
    """Take the agency from a region answer, or from the request objected to; it is fixed at submit."""

    from_: Path = Field(alias="from")

    @property
    def is_parents(self) -> bool:
        """Say whether the office that decided serves the objection too."""
        return self.from_ == PARENT_AGENCY


class Access(Model):
    """Say how well we must know who asks, why, and whether requests stay inside one unit."""

    level: Level = "account"
    why: Text | None = None
    confidential: bool = False
    # Asked of the answers at sending: where it holds, the request is as confidential as if the service were.
    confidential_if: Expression | None = None
    # Functions that may learn, with a reason, who filed a confidential request; everybody else at a desk reads no name.
    identity: tuple[FunctionName, ...] = ()
    # Ids of text answers that name officers: whoever bears such a name never learns of the request.
    keep_from: tuple[Id, ...] = ()

    @property
    def may_be_confidential(self) -> bool:
        """Say whether a request of this service can be confidential."""
        return self.confidential or self.confidential_if is not None or bool(self.keep_from)


class LifeStep(Model):
    """Say when in an event of a life a service comes, smallest first, and what it takes from the steps before."""

    order: Annotated[int, Field(ge=1, le=99)]
    needs: Text | None = None


class Function(Model):
    """Describe a role of this service; people are mapped to it per agency and area."""

    label: Text | None = None
    signs: bool = False
    agency: Slug | None = None


class Route(Model):
    """Send new requests to a function, of the area or agency an answer names, while `when` holds."""

    function: FunctionName
    area: Expression | None = None
    agency: Slug | None = None
    when: Expression | None = None


class Validity(Model):
    """Say how long an output is valid: a length, or words where no length fits."""

    years: int | None = Field(None, ge=1, le=100)
    months: int | None = Field(None, ge=1, le=1200)
    days: int | None = Field(None, ge=1, le=36_600)
    note: Text | None = None

    @model_validator(mode="after")
    def _something(self) -> "Validity":
        if not (self.years or self.months or self.days or self.note):
            raise ValueError("write years, months, days or a note")
        return self


class Output(Model):
    """Describe one document that comes out; `origin: uploaded` when another system makes it."""

    key: Id
    title: Text | None = None
    origin: Literal["rendered", "uploaded", "physical"] = "rendered"
    template: Id | None = None
    number: Line | None = None
    valid: Validity | None = None
    remind: tuple[Annotated[int, Field(ge=0, le=3660)], ...] = ()
    signer: FunctionName | None = None
    # Who may take it back; the signer where nobody is named.
    revoker: FunctionName | None = None
    # In whose name the signer signs by mandate: "Bupati Serang" gives "a.n. Bupati Serang" above the signer's office.
    on_behalf: Line | None = None
    # Who gets a copy; the offices below "Tembusan".
    copies: Annotated[tuple[Line, ...], Field(max_length=12)] = ()


class Handoff(Model):
    """Name the national system that issues the result, or to which people are sent (mode: link)."""

    system: Line
    url: Url | None = None
    note: Text | None = None
    mode: Literal["issue", "link"] = "issue"
    # What the officer copies from there, e.g. "Nomor akta".
    reference: Text | None = None


class Notice(Model):
    """Send a message when something happens: "state:perbaikan", "action:setujui", "sla:80", "expiry:30"."""

    when: Annotated[str, StringConstraints(pattern=r"^(state|action|sla|expiry):[a-z0-9_]{1,60}$")]
    template: Id
    to: FunctionName = "applicant"


class Keep(Model):
    """Say how long something is kept after it ended, and what happens then."""

    years: int | None = Field(None, ge=1, le=100)
    months: int | None = Field(None, ge=1, le=1200)
    days: int | None = Field(None, ge=1, le=36_600)
    then: Literal["anonymise", "delete", "archive"]

    @model_validator(mode="after")
    def _one_length(self) -> "Keep":
        if sum(part is not None for part in (self.years, self.months, self.days)) != 1:
            raise ValueError("write one of years, months, days")
        return self


class Retention(Model):
    """Hold how long requests are kept, by the phase they ended in."""

    draft: Keep | None = None
    approved: Keep | None = None
    rejected: Keep | None = None
    withdrawn: Keep | None = None
    closed: Keep | None = None


class Hooks(Model):
    """Name the registered Python hooks of an OPD, and what happens when one raises or does not answer."""

    validate_: HookName | None = Field(None, alias="validate")
    prefill: HookName | None = None
    fee: HookName | None = None
    event: HookName | None = None
    # park: the request is taken and staff see that the check is still owed; refuse: the step waits, the draft stays.
    on_error: Literal["park", "refuse"] = "park"

    def names(self) -> dict[str, str]:
        """Return {keyword: hook name} of those that are set."""
        found = {"validate": self.validate_, "prefill": self.prefill, "fee": self.fee, "event": self.event}
        return {keyword: name for keyword, name in found.items() if name is not None}


class Contact(Model):
    """Show where help is near, such as SAPA 129 beside a report of violence."""

    label: Text
    phone: Annotated[str, StringConstraints(pattern=r"^[0-9+][0-9 \-]{1,19}$")] | None = None
    url: Url | None = None


Flag = Literal["lansia", "disabilitas", "hamil", "bencana"]


class Priority(Model):
    """Flag a request as urgent by its answers: the elderly, the disabled, the pregnant, victims of a disaster."""

    flag: Flag
    when: Expression


class ListEntry(Model):
    """Pair a value of a small list with its words."""

    value: Annotated[str, StringConstraints(min_length=1, max_length=120)]
    label: Text
