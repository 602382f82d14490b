"""Gather the models of the agencies."""

from agencies.models.activity import Activity, Occurrence, Participant
from agencies.models.agency import Agency, AgencyKind, Unit
from agencies.models.calendar import DecreedYear, Holiday, HolidayKind, WorkCalendar
from agencies.models.figures import AgencyFigures
from agencies.models.news import EmergencyNotice, News
from agencies.models.people import Absence, Acting, Official, Staff, Substitution
from agencies.models.reference import LoadedRow

__all__ = [
    "Absence",
    "Acting",
    "Activity",
    "Agency",
    "AgencyFigures",
    "AgencyKind",
    "DecreedYear",
    "EmergencyNotice",
    "Holiday",
    "HolidayKind",
    "LoadedRow",
    "News",
    "Occurrence",
    "Official",
    "Participant",
    "Staff",
    "Substitution",
    "Unit",
    "WorkCalendar",
]
