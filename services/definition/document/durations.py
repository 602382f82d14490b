"""Lengths of time as a document writes them."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, Strict, StringConstraints, model_validator

from services.definition.base import Model, Text


class Unit(StrEnum):
    """Name how time is counted."""

    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    HOURS = "hours"
    OFFICE_HOURS = "office_hours"
    MONTHS = "months"


# Strict documents hold names; the enum member is made from the name.
UnitName = Annotated[Unit, Strict(False)]

# "submitted", "complete", or the key of the action that starts the clock.
StartKey = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
Status = Literal["statutory", "target", "elsewhere", "general", "proposal"]


class Duration(Model):
    """Hold an amount and its unit; calendar days and months may roll to the next working day."""

    amount: int = Field(ge=1, le=3660)
    unit: UnitName = Unit.WORKING_DAYS
    roll: Literal["next_working_day"] | None = None

    @model_validator(mode="after")
    def _roll_only_dates(self) -> "Duration":
        if self.roll and self.unit not in (Unit.CALENDAR_DAYS, Unit.MONTHS):
            raise ValueError("only calendar days and months can roll")
        return self


class PublishedDuration(Duration):
    """Hold the duration promised to the public, and how sure we are of it."""

    from_: StartKey = Field("complete", alias="from")
    status: Status = "proposal"
    source: Text | None = None
    note: Text | None = None


class Escalation(Model):
    """Tell `to` when `at` percent of the time is used."""

    at: int = Field(ge=1, le=500)
    to: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,59}$")]


class Silence(Model):
    """Say what the law makes of silence (UU 30/2014 art. 53); the software never decides by itself."""

    after: int = Field(5, ge=1, le=3660)
    unit: UnitName = Unit.WORKING_DAYS
    register_: bool = Field(True, alias="register")
    note: Text | None = None


class Sla(Duration):
    """Hold the overall clock of a service."""

    from_: StartKey = Field("complete", alias="from")
    pause_on: tuple[StartKey, ...] = ()
    escalate: tuple[Escalation, ...] = ()
    silence: Silence | None = None
