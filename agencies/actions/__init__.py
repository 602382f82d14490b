"""Change what the portal knows of the agencies: who works there, who holds which office, what is published."""

from agencies.actions.officials import TermsClash, install
from agencies.actions.people import Overlapping, appoint, dismiss, set_absence
from agencies.actions.portraits import UnfitPhoto, draw, forget_unshown, keep
from agencies.actions.proposals import Answered, Unfit, propose, publish, refuse, withdraw

__all__ = [
    "Answered",
    "Overlapping",
    "TermsClash",
    "Unfit",
    "UnfitPhoto",
    "appoint",
    "dismiss",
    "draw",
    "forget_unshown",
    "install",
    "keep",
    "propose",
    "publish",
    "refuse",
    "set_absence",
    "withdraw",
]
