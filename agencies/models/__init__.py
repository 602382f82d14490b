"""Gather the models of the agencies."""

from agencies.models.agency import Agency, Unit
from agencies.models.calendar import Holiday, WorkCalendar
from agencies.models.figures import AgencyFigures
from agencies.models.people import Absence, Official, Staff

__all__ = ["Absence", "Agency", "AgencyFigures", "Holiday", "Official", "Staff", "Unit", "WorkCalendar"]
