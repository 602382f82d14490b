"""Change what the portal knows of the agencies: who works there, who holds which office, what is published."""

from agencies.actions.officials import TermsClash, install
from agencies.actions.people import LastAdministrator, Overlapping, appoint, dismiss, is_last_administrator, set_absence
from agencies.actions.portraits import UnfitPhoto, draw, forget_unshown, keep
from agencies.actions.proposals import Answered, Unfit, propose, publish, refuse, withdraw

__all__ = [
    "Answered",
    "LastAdministrator",
    "Overlapping",
    "TermsClash",
    "Unfit",
    "UnfitPhoto",
    "appoint",
    "dismiss",
    "draw",
    "forget_unshown",
    "install",
    "is_last_administrator",
    "keep",
    "propose",
    "publish",
    "refuse",
    "set_absence",
    "withdraw",
]
