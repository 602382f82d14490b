"""Name who heads the county: offices that belong to no perangkat daerah, kept by the Sekretariat Daerah."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KEEPER: Final = "setda"  # whose admin proposes the names
# Code of the unit that stands for the office, and what it is called (UU 23/2014 art. 59 and 63).
OFFICES: Final[Mapping[str, str | Promise]] = {"bupati": _("Bupati"), "wakil-bupati": _("Wakil Bupati")}


def is_office(agency: str, code: str) -> bool:
    """Say whether a unit stands for an office of the county instead of a part of its keeper."""
    return agency == KEEPER and code in OFFICES
