"""Let Diskominfosatik, and each OPD for itself, keep the facts of the agencies in the panel."""

from agencies.admin import activities, facts, people, portal, proposals, times

__all__ = ["activities", "facts", "people", "portal", "proposals", "times"]
