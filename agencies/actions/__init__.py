"""Change what the portal knows of the agencies: who works there, who holds which office, and what is published."""

from agencies.actions.officials import TermsClash, install
from agencies.actions.people import Overlapping, appoint, dismiss, set_absence
from agencies.actions.proposals import Answered, Unfit, propose, publish, refuse, withdraw

__all__ = [
    "Answered",
    "Overlapping",
    "TermsClash",
    "Unfit",
    "appoint",
    "dismiss",
    "install",
    "propose",
    "publish",
    "refuse",
    "set_absence",
    "withdraw",
]
