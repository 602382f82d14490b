"""Forget what an issued document said, when its request is erased; that it was issued stays provable."""

from __future__ import annotations

from datetime import datetime

from services.outputs.force import end
from services.outputs.models import Output, OutputStatus
from services.requests.models import ServiceRequest


def forget(request: ServiceRequest, at: datetime) -> list[str]:
    """Empty the documents of a request and return the paths of their files; what was still to be made never is.

    Number, day, digest and code stay: whoever holds the paper may still ask whether it is real, and the register of
    numbers keeps no gap. A document that counted goes on counting.
    """
    rows = Output.objects.filter(request=request, erased_at__isnull=True)
    end(rows.filter(status=OutputStatus.PENDING), OutputStatus.REVOKED)
    paths = list(rows.values_list("path", flat=True))
    rows.update(content="", erased_at=at)
    return paths
