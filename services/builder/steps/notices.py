"""Step 6: who is told what, and when."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from services.builder.sheet import Part, Rows, Select, Sheet
from services.builder.steps.flow import Text, function_options, state_options
from services.catalogue.registry import registry
from services.definition.document import APPLICANT, HEAD, SUPERIOR, Document


def moments(document: Document) -> list[tuple[str, Text]]:
    """Return the moments at which somebody can be told."""
    found: list[tuple[str, Text]] = []
    for key, words in state_options(document):
        found.append((f"state:{key}", _("masuk tahap “%(name)s”") % {"name": words}))
    for _state, action in document.workflow.actions():
        found.append((f"action:{action.key}", _("setelah “%(name)s”") % {"name": action.title}))
    warned = document.sla.escalate if document.sla else ()
    found += [(f"sla:{each.at}", _("%(n)s persen waktu terpakai") % {"n": each.at}) for each in warned]
    days = sorted({day for output in document.outputs for day in output.remind}, reverse=True)
    found += [(f"expiry:{day}", _("%(n)s hari sebelum hasil habis masa berlakunya") % {"n": day}) for day in days]
    return list(dict(found).items())


def sheet(document: Document, titles: dict[str, str]) -> Sheet:
    """Return the boxes of this step; `titles` says what each message begins with."""
    templates: list[tuple[str, Text]] = [(name, titles.get(name, name)) for name in sorted(registry.notices)]
    people: list[tuple[str, Any]] = [
        (APPLICANT, _("Pemohon")),
        *function_options(document),
        (SUPERIOR, _("Atasan petugas")),
        (HEAD, _("Kepala perangkat daerah")),
    ]
    columns = (
        Select("kapan", _("Kapan"), ("when",), options=moments(document), empty="–"),
        Select("kalimat", _("Pesan"), ("template",), options=templates, empty=_("Pilih pesan")),
        Select("siapa", _("Kepada"), ("to",), options=people, default=APPLICANT),
    )
    return Sheet((Part("", (Rows("pesan", _("Pesan"), ("notify",), columns=columns, spare=2),)),))
