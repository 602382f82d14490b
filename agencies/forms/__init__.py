"""Hold the forms of the agencies."""

from agencies.forms.facts import OfficialForm, UnitForm
from agencies.forms.people import AbsenceForm, StaffForm
from agencies.forms.proposals import DecisionForm

__all__ = ["AbsenceForm", "DecisionForm", "OfficialForm", "StaffForm", "UnitForm"]
