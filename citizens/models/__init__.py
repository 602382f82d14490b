"""Gather the models of the person."""

from citizens.models.access_log import AccessLog
from citizens.models.consent import ConsentRecord
from citizens.models.identity_check import IdentityCheck
from citizens.models.mandate import Mandate, MandateInvitation, Relation
from citizens.models.party import IdentityLevel, Party
from citizens.models.region import Region, RegionKind
from citizens.models.user import User

__all__ = [
    "AccessLog",
    "ConsentRecord",
    "IdentityCheck",
    "IdentityLevel",
    "Mandate",
    "MandateInvitation",
    "Party",
    "Region",
    "RegionKind",
    "Relation",
    "User",
]
