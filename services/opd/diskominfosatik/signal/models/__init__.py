"""Keep sites without signal, and what the office keeps beside them."""

from services.opd.diskominfosatik.signal.models.office import Letter, LetterSite, OperatorSeat, Rules, SiteProposal
from services.opd.diskominfosatik.signal.models.site import (
    Coverage,
    DistrictFigures,
    Operator,
    Series,
    SignalSite,
    SiteOperator,
    SiteReport,
    SiteState,
    SiteStep,
    Target,
)

__all__ = [
    "Coverage",
    "DistrictFigures",
    "Letter",
    "LetterSite",
    "Operator",
    "OperatorSeat",
    "Rules",
    "Series",
    "SignalSite",
    "SiteOperator",
    "SiteProposal",
    "SiteReport",
    "SiteState",
    "SiteStep",
    "Target",
]
