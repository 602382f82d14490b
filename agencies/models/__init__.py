"""Gather the models of the agencies."""

from agencies.models.agency import Agency, AgencyKind, Unit
from agencies.models.calendar import DecreedYear, Holiday, HolidayKind, WorkCalendar
from agencies.models.figures import AgencyFigures
from agencies.models.people import Absence, Acting, Official, Staff, Substitution
from agencies.models.reference import LoadedRow

__all__ = [
    "Absence",
    "Acting",
    "Agency",
    "AgencyFigures",
    "AgencyKind",
    "DecreedYear",
    "Holiday",
    "HolidayKind",
    "LoadedRow",
    "Official",
    "Staff",
    "Substitution",
    "Unit",
    "WorkCalendar",
]
