"""Compare what an OPD wants to say of itself with what everybody reads, and put the one in place of the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from agencies import terms
from agencies.models import Agency, Official, Outcome, Proposal, Subject, WorkCalendar
from foundation import formats

Row = Agency | Official | WorkCalendar
Values = dict[str, str | None]

MODELS: Final[Mapping[str, type[Row]]] = {
    Subject.AGENCY: Agency,
    Subject.OFFICIAL: Official,
    Subject.CALENDAR: WorkCalendar,
}
# What an OPD may propose; everything else of these rows is Diskominfosatik's.
FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    Subject.AGENCY: (
        *("duties", "address", "phone", "email", "website", "latitude", "longitude"),
        *("charter", "charter_date"),
    ),
    Subject.OFFICIAL: ("position", "is_head", "unit", "name", "acting", "since", "until", "source", "portrait"),
    Subject.CALENDAR: (*("weekdays", "opens", "closes", "counts_joint_leave", "follows_holidays", "verified", "note"),),
}


@dataclass(frozen=True)
class Change:
    """Hold one fact as it is read now and as it would be read."""

    label: str
    now: str
    proposed: str


def subject_of(row: Row) -> Subject:
    """Return what a row is about."""
    return next(Subject(name) for name, model in MODELS.items() if isinstance(row, model))


def agency_of(row: Row) -> str | None:
    """Return whose fact a row is."""
    return row.pk if isinstance(row, Agency) else row.agency_id


def stored(subject: str, target: str) -> Row | None:
    """Return the row that everybody reads."""
    found: Row | None = MODELS[subject]._default_manager.filter(pk=target).first() if target else None
    return found


def waiting(row: Row) -> Proposal | None:
    """Return the proposal about a row that waits for an answer."""
    rows = Proposal.objects.filter(subject=subject_of(row), target=str(row.pk), outcome=Outcome.WAITING)
    return rows.exclude(target="None").first()


def differences(row: Row) -> Values:
    """Return, as text, what of a row is not yet what everybody reads; all of it when the row is new."""
    subject = subject_of(row)
    present = stored(subject, str(row.pk)) if row.pk else None
    values = values_of(row, FIELDS[subject])
    if present is None:
        return values
    known = values_of(present, FIELDS[subject])
    return {name: text for name, text in values.items() if text != known[name]}


def values_of(row: Row, names: tuple[str, ...]) -> Values:
    """Return columns as text that `fill` reads back; None stays None."""
    fields = {name: _field(row, name) for name in names}
    return {
        name: None if field.value_from_object(row) is None else field.value_to_string(row)
        for name, field in fields.items()
    }


def fill(row: Row, values: Values) -> None:
    """Write proposed values into a row, without saving it."""
    for name, text in values.items():
        field = _field(row, name)
        setattr(row, field.attname, None if text is None else field.to_python(text))


def proposed(proposal: Proposal) -> Row | None:
    """Return the row as it would be; None when the row it is about is gone."""
    row = stored(proposal.subject, proposal.target)
    if row is None:
        if proposal.target:
            return None
        row = _new(proposal)
    fill(row, proposal.values)
    return row


def problems(proposal: Proposal) -> list[str]:
    """Return why a proposal cannot be published as things are now, in sentences."""
    row = proposed(proposal)
    if row is None:
        return [_("Baris yang diusulkan berubah sudah tidak ada. Tolak usulan ini, lalu minta OPD mengusulkan lagi.")]
    found = [sentence for _name, sentence in terms.problems(row)] if isinstance(row, Official) else []
    try:
        # Whoever makes way is no obstacle; the rule about terms has judged the dates already.
        row.full_clean(exclude={"until"} if isinstance(row, Official) else None)
    except ValidationError as error:
        found += error.messages
    return found


def changes(proposal: Proposal) -> list[Change]:
    """Return what a proposal would change, or did change once it was answered."""
    model = MODELS[proposal.subject]
    if proposal.outcome == Outcome.PUBLISHED:
        before: Values = proposal.before
    else:
        row = stored(proposal.subject, proposal.target)
        before = values_of(row, tuple(proposal.values)) if row is not None else {}
    return [
        Change(
            label_of(proposal.subject, name),
            _readable(model, name, before.get(name)),
            _readable(model, name, text),
        )
        for name, text in proposal.values.items()
    ]


def label_of(subject: str, name: str) -> str:
    """Return what a fact is called on screen."""
    field: Any = MODELS[subject]._meta.get_field(name)
    return str(field.verbose_name)


def _new(proposal: Proposal) -> Row:
    if proposal.subject == Subject.CALENDAR:
        return WorkCalendar(agency_id=proposal.agency_id)
    return Official(agency_id=proposal.agency_id)


def _field(row: Row, name: str) -> Any:
    # The stubs do not know that a named column has attname and to_python.
    return row._meta.get_field(name)


def _readable(model: type[Row], name: str, text: str | None) -> str:
    field: Any = model._meta.get_field(name)
    if text in (None, ""):
        return str(dict(field.flatchoices).get("", _("kosong")))
    if isinstance(field, models.BooleanField):
        return _("ya") if field.to_python(text) else _("tidak")
    if isinstance(field, models.DateField):
        return formats.long_date(field.to_python(text), weekday=False)
    if isinstance(field, models.ForeignKey):
        related: Any = field.related_model
        return str(related._default_manager.filter(pk=text).first() or _("sudah tidak ada"))
    return str(dict(field.flatchoices).get(text, text))
