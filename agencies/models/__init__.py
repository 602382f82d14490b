"""Gather the models of the agencies."""

from agencies.models.activity import Activity, Occurrence, Participant
from agencies.models.agency import Agency, AgencyKind, Unit
from agencies.models.calendar import DecreedYear, Holiday, HolidayKind, WorkCalendar
from agencies.models.figures import AgencyFigures, AgencySatisfaction
from agencies.models.news import EmergencyNotice, News
from agencies.models.people import BESIDE, Absence, Acting, Official, Staff, Substitution
from agencies.models.portal import Announcement, AnnouncementKind, ContactKind, HelpContact
from agencies.models.portrait import Portrait
from agencies.models.proposal import Outcome, Proposal, Subject
from agencies.models.reference import LoadedRow

__all__ = [
    "BESIDE",
    "Absence",
    "Acting",
    "Activity",
    "Agency",
    "AgencyFigures",
    "AgencyKind",
    "AgencySatisfaction",
    "Announcement",
    "AnnouncementKind",
    "ContactKind",
    "DecreedYear",
    "EmergencyNotice",
    "HelpContact",
    "Holiday",
    "HolidayKind",
    "LoadedRow",
    "News",
    "Occurrence",
    "Official",
    "Outcome",
    "Participant",
    "Portrait",
    "Proposal",
    "Staff",
    "Subject",
    "Substitution",
    "Unit",
    "WorkCalendar",
]
