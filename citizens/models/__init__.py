"""Gather the models of the person."""

from citizens.models.access_log import AccessLog
from citizens.models.consent import ConsentRecord
from citizens.models.mandate import Mandate
from citizens.models.party import Party
from citizens.models.region import Region
from citizens.models.user import User

__all__ = ["AccessLog", "ConsentRecord", "Mandate", "Party", "Region", "User"]
