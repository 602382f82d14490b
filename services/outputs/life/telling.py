"""Tell the applicant what became of a document; nobody is told where nobody signed in."""

from __future__ import annotations

from citizens.notifications.notify import notify
from foundation import formats
from services.outputs import topics
from services.outputs.models import Output

DATED = frozenset({topics.EXPIRES, topics.EXPIRED})


def tell(output: Output, topic: str, mark: str = "") -> None:
    """Write the notice, once for this document, topic and mark; of what is confidential, that there is news alone."""
    request = output.request
    if request.applicant is None:
        return
    hidden = request.confidential
    context = {
        "number": request.number or "",
        "service": "" if hidden else request.service.title,
        "output": "" if hidden else output.title,
    }
    if topic in DATED:
        context["until"] = formats.long_date(output.valid_until, weekday=False) if output.valid_until else ""
    notify(
        party=request.applicant,
        topic=topic,
        context=context,
        path=f"/permohonan/{request.pk}/",
        key=f"{output.pk}:{topic}:{mark}"[:120],
        confidential=hidden,
    )
