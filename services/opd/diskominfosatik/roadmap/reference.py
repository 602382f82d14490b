"""Load the laws that are known; what Diskominfosatik wrote since is never written over."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Final

from django.db import transaction

from services.opd.diskominfosatik.roadmap.models import Obligation, Regulation

FILE: Final = Path(__file__).parent / "data" / "regulations.json"


@transaction.atomic
def load() -> int:
    """Add the laws and obligations that are not there yet; returns how many."""
    made = 0
    for law in json.loads(FILE.read_text(encoding="utf-8"))["regulations"]:
        adopted = dt.date.fromisoformat(law["adopted_on"]) if law["adopted_on"] else None
        facts = {"title": law["title"], "number": law["number"], "adopted_on": adopted, "source": law["source"]}
        row, new = Regulation.objects.get_or_create(key=law["key"], defaults=facts)
        made += new
        for duty in law["obligations"]:
            facts = {"regulation": row, "article": duty["article"], "text": duty["text"], "source": law["source"]}
            made += Obligation.objects.get_or_create(key=duty["key"], defaults=facts)[1]
    return made
