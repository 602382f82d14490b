"""Gather the models of what was asked."""

from services.requests.models.attachment import Attachment
from services.requests.models.clock import SlaClock, SlaPause
from services.requests.models.correction import CorrectionItem, Message
from services.requests.models.event import EventPayload, RequestEvent, Visibility
from services.requests.models.request import FINAL_PHASES, OPEN_PHASES, Channel, NumberSeries, Phase, ServiceRequest
from services.requests.models.task import RequestGrant, RequestTask
from services.requests.models.term import RequestTerm

__all__ = [
    "FINAL_PHASES",
    "OPEN_PHASES",
    "Attachment",
    "Channel",
    "CorrectionItem",
    "EventPayload",
    "Message",
    "NumberSeries",
    "Phase",
    "RequestEvent",
    "RequestGrant",
    "RequestTask",
    "RequestTerm",
    "ServiceRequest",
    "SlaClock",
    "SlaPause",
    "Visibility",
]
