"""Gather the models of what was asked."""

from services.requests.models.attachment import Attachment
from services.requests.models.clock import SlaClock, SlaPause
from services.requests.models.correction import CorrectionItem, CorrectionReason, Message
from services.requests.models.event import EventPayload, RequestEvent, Visibility
from services.requests.models.exclusion import RequestExclusion
from services.requests.models.request import (
    FINAL_PHASES,
    OPEN_PHASES,
    Channel,
    NumberSeries,
    Phase,
    Priority,
    ServiceRequest,
)
from services.requests.models.seal import Seal, SealLeaf
from services.requests.models.task import RequestGrant, RequestTask, TaskKind
from services.requests.models.term import RequestTerm
from services.requests.models.watch import SilenceEntry, SlaEscalation, Watch

__all__ = [
    "FINAL_PHASES",
    "OPEN_PHASES",
    "Attachment",
    "Channel",
    "CorrectionItem",
    "CorrectionReason",
    "EventPayload",
    "Message",
    "NumberSeries",
    "Phase",
    "Priority",
    "RequestEvent",
    "RequestExclusion",
    "RequestGrant",
    "RequestTask",
    "RequestTerm",
    "Seal",
    "SealLeaf",
    "ServiceRequest",
    "SilenceEntry",
    "SlaClock",
    "SlaEscalation",
    "SlaPause",
    "TaskKind",
    "Visibility",
    "Watch",
]
