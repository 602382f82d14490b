"""Gather the models of the agencies."""

from agencies.models.agency import Agency, AgencyKind, Unit
from agencies.models.calendar import DecreedYear, Holiday, HolidayKind, WorkCalendar
from agencies.models.figures import AgencyFigures
from agencies.models.people import BESIDE, Absence, Acting, Official, Staff, Substitution
from agencies.models.proposal import Outcome, Proposal, Subject
from agencies.models.reference import LoadedRow

__all__ = [
    "BESIDE",
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
    "Outcome",
    "Proposal",
    "Staff",
    "Subject",
    "Substitution",
    "Unit",
    "WorkCalendar",
]
