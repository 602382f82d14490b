"""Gather the models of the index room."""

from services.opd.diskominfosatik.index.models.assessment import (
    Assessment,
    Comment,
    Entry,
    EvidenceFile,
    Publication,
    Review,
)
from services.opd.diskominfosatik.index.models.scheme import Aspect, Indicator, Result, Scheme

__all__ = [
    "Aspect",
    "Assessment",
    "Comment",
    "Entry",
    "EvidenceFile",
    "Indicator",
    "Publication",
    "Result",
    "Review",
    "Scheme",
]
