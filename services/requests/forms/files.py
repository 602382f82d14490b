"""Take the files of a form in and out: what is held, what is removed, what is new, what was refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from typing import Any, Final
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict

from citizens.models import User
from services.definition.fields import FieldBase
from services.definition.fields.file import FileField
from services.definition.fields.group import GroupField
from services.requests import uploads
from services.requests.forms.values import options
from services.requests.models import ServiceRequest
from services.requests.presenters import upload_problems
from services.requests.uploads import UploadCode, UploadProblem

MOST_AT_ONCE: Final = 20
Sent = MultiValueDict[str, "UploadedFile[Any]"]


def receive(
    request: ServiceRequest,
    fields: Sequence[FieldBase],
    raw: MutableMapping[str, Any],
    held: Mapping[str, Any],
    removed: Sequence[str],
    sent: Sent,
    user: User | None,
) -> dict[str, str]:
    """Put the ids of every file field into `raw`; returns a sentence for each field whose file was refused."""
    refused: dict[str, str] = {}
    for name, field, place in _slots(fields, raw):
        # The server knows best what a field of the page holds; in a row of a group the ids travel with the row.
        before = options(held.get(field.id)) if place is raw else options(place.get(field.id))
        kept = [pk for pk in before if pk not in removed]
        taken, sentence = _take(request, field, sent.getlist(name)[:MOST_AT_ONCE], len(kept), user)
        if taken and field.max == 1:  # one new file takes the place of the old one
            uploads.replace(request, kept, UUID(taken[0]))
            kept = []
        place[field.id] = kept + taken
        uploads.remove(request, field.id, [pk for pk in before if pk in removed])
        if sentence:
            refused[name] = sentence
    return refused


def _take(
    request: ServiceRequest, field: FileField, files: Sequence[UploadedFile[Any]], held: int, user: User | None
) -> tuple[list[str], str]:
    taken: list[str] = []
    sentence = ""
    room = field.max if field.max == 1 else field.max - held
    for file in files:
        try:
            if len(taken) >= room:
                raise UploadProblem(UploadCode.FIELD_FULL, limit=field.max)
            taken.append(str(uploads.store(request, field, file, user).pk))
        except UploadProblem as problem:
            sentence = sentence or upload_problems.sentence(problem, field)
    return taken, sentence


def _slots(
    fields: Sequence[FieldBase], raw: MutableMapping[str, Any], prefix: str = ""
) -> Iterator[tuple[str, FileField, MutableMapping[str, Any]]]:
    for field in fields:
        if isinstance(field, FileField):
            yield f"{prefix}{field.id}", field, raw
        elif isinstance(field, GroupField):
            value = raw.get(field.id)
            rows = value if isinstance(value, list) else []
            for index, row in enumerate(rows):
                if isinstance(row, MutableMapping):
                    yield from _slots(field.fields, row, f"{prefix}{field.id}.{index}.")
            if isinstance(value, MutableMapping) and field.repeat is None:
                yield from _slots(field.fields, value, f"{prefix}{field.id}.")
