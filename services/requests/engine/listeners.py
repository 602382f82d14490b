"""Tell an OPD's listening and effect hooks what happened: as outbox jobs, after commit, as often as it takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext as _

from foundation.outbox import enqueue
from services.catalogue.registry import registry
from services.definition.document import Document
from services.requests.actor import Actor
from services.requests.effects import EffectRefused
from services.requests.listening import tell_all
from services.requests.models import RequestEvent, ServiceRequest

EVENT_JOB: Final = "requests.event_hook"
EFFECT_JOB: Final = "requests.effect_hook"


def tell(document: Document, event: RequestEvent) -> None:
    """Tell higher floors, and write the job that tells the document's listening hook, in the event's transaction."""
    tell_all(event)
    if document.hooks.event is not None:
        enqueue(EVENT_JOB, {"event": str(event.pk), "hook": document.hooks.event}, key=str(event.pk))


class HookEffect:
    """Let a decision bring about what an OPD's own code does, once per cycle, after the decision is effective."""

    def check(self, request: ServiceRequest, argument: str, data: Mapping[str, Any], actor: Actor) -> None:
        """Raise EffectRefused when nobody registered the hook."""
        if argument not in registry.hooks:
            raise EffectRefused(_("Langkah otomatis setelah putusan belum terpasang. Hubungi Diskominfosatik."))

    def apply(self, request: ServiceRequest, argument: str, data: Mapping[str, Any]) -> None:
        """Write the job; the hook itself runs in a worker."""
        key = f"{request.pk}:{request.cycle}:{argument}"
        enqueue(EFFECT_JOB, {"request": str(request.pk), "hook": argument}, key=key)
