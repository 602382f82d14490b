"""Tell the applicant what became of a document; nobody is told where nobody signed in."""

from __future__ import annotations

from collections.abc import Mapping

from citizens.notifications.notify import notify
from foundation import formats
from services.outputs import topics
from services.outputs.models import Output
from services.requests.topics import NAMING_OFFICE

DATED = frozenset({topics.EXPIRES, topics.EXPIRED})


def tell(output: Output, topic: str, mark: str = "") -> None:
    """Write the notice, once for this document, topic and mark; of what is confidential, that there is news alone."""
    context = _of_request(output) | {"output": "" if output.request.confidential else output.title}
    if topic in DATED:
        context["until"] = formats.long_date(output.valid_until, weekday=False) if output.valid_until else ""
    _write(output, topic, context, mark)


def remind(output: Output, days: int, template: str) -> None:
    """Remind of the end, in the message the service names for it (`notify: expiry:30`), else in the portal's."""
    if not template or template in NAMING_OFFICE:
        tell(output, topics.EXPIRES, str(days))
        return
    _write(output, f"requests.{template}", _of_request(output), str(days))


def _of_request(output: Output) -> dict[str, str]:
    request = output.request
    return {"number": request.number or "", "service": "" if request.confidential else request.service.title}


def _write(output: Output, topic: str, context: Mapping[str, str], mark: str) -> None:
    request = output.request
    if request.applicant is None:
        return
    notify(
        party=request.applicant,
        topic=topic,
        context=context,
        path=f"/permohonan/{request.pk}/",
        key=f"{output.pk}:{topic}:{mark}"[:120],
        confidential=request.confidential,
    )
