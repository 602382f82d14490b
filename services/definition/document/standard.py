"""The 14 components of a service standard (UU 25/2009; PermenPANRB 15/2014): six public, eight internal."""

from typing import Any, Final, Literal

from pydantic import Field, model_validator

from services.definition.base import HookName, Id, Model, Text
from services.definition.conditions import Expression
from services.definition.document.durations import PublishedDuration

Auto = Literal["auto"]
PUBLIC: Final = ("requirements", "procedure", "duration", "fee", "product", "complaint")
INTERNAL: Final = (
    "legal_basis",
    "facilities",
    "competence",
    "oversight",
    "staff",
    "guarantee",
    "safety",
    "evaluation",
)


class Requirement(Model):
    """Name one paper that no file field asks for, such as an original to bring along."""

    title: Text
    need: Literal["required", "conditional", "optional"] = "required"
    note: Text | None = None
    field: Id | None = None


class Fee(Model):
    """Say what it costs in rupiah, by which formula or hook it is worked out, and where it is paid."""

    amount: int | None = Field(None, ge=0)
    # Rupiah worked out from the answers, here and again on the server when the request is sent.
    expr: Expression | None = None
    hook: HookName | None = None
    kind: Literal["free", "tariff", "tax", "levy"] = "free"
    note: Text | None = None
    pay_at: Text | None = None
    source: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _kind_from_amount(cls, data: Any) -> Any:
        if isinstance(data, dict) and "kind" not in data and any(map(data.get, ("amount", "expr", "hook"))):
            return {**data, "kind": "levy"}
        return data

    @model_validator(mode="after")
    def _one_price(self) -> "Fee":
        if self.kind == "free" and (self.amount or self.hook or self.expr is not None):
            raise ValueError("a free service has neither an amount above 0 nor a formula or a hook")
        if sum(part is not None for part in (self.amount, self.expr, self.hook)) > 1:
            raise ValueError("write one of amount, expr and hook")
        return self


class Standard(Model):
    """Hold the 14 components; `auto` ones are derived from form and workflow, never typed twice."""

    requirements: Auto | tuple[Requirement | Auto, ...] = "auto"
    procedure: Auto | tuple[Text, ...] = "auto"
    duration: PublishedDuration | None = None
    fee: Fee | None = None
    product: tuple[Text, ...] = ()
    complaint: Auto | tuple[Text, ...] = "auto"
    legal_basis: tuple[Text, ...] = ()
    facilities: tuple[Text, ...] = ()
    competence: tuple[Text, ...] = ()
    oversight: tuple[Text, ...] = ()
    staff: tuple[Text, ...] = ()
    guarantee: tuple[Text, ...] = ()
    safety: tuple[Text, ...] = ()
    evaluation: tuple[Text, ...] = ()
