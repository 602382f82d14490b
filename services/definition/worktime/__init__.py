"""Working time: calendars, deadlines, and clocks that can be paused."""

from services.definition.worktime.calendar import JAKARTA, Calendar
from services.definition.worktime.clock import Clock, Pause
from services.definition.worktime.due import Due, add_months, add_working_days, due, office_time_between

__all__ = [
    "JAKARTA",
    "Calendar",
    "Clock",
    "Due",
    "Pause",
    "add_months",
    "add_working_days",
    "due",
    "office_time_between",
]
