"""Begin the inventory with the parent systems that published service documents name, and with nothing else."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from services.catalogue import documents, queries
from services.catalogue.models import Service
from services.opd.diskominfosatik.inventory.models import Application


@transaction.atomic
def load() -> int:
    """Add parent systems that are not there yet, with the services that name them; returns how many are new.

    What the office wrote stays: a system it renamed or removed from a service is not put back.
    """
    named: dict[str, list[str]] = {}
    rows = list(queries.published().filter(confidential=False))
    known_documents = documents.load_many(row.live for row in rows if row.live)
    for row in rows:
        for name in known_documents[row.live.checksum].parent_systems if row.live else ():
            named.setdefault(str(name)[:120], []).append(row.pk)
    known = set(Application.objects.filter(name__in=named).values_list("name", flat=True))
    with override("id"):
        found_in = _("Dokumen layanan di portal ini")
    for name in sorted(set(named) - known):
        made = Application.objects.create(name=name, found_in=found_in, is_public=True)
        made.services.set(Service.objects.filter(pk__in=named[name]))
    return len(set(named) - known)
