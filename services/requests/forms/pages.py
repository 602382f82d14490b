"""Take in one page of a form: what was typed, added, removed and uploaded, kept before anything is judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from services.definition.document import Document
from services.definition.fields import FieldBase
from services.definition.problems import Problem
from services.requests import engine
from services.requests.actor import Actor
from services.requests.forms import files, reading
from services.requests.forms.filing import Filing, split_new
from services.requests.forms.reading import rows_of
from services.requests.models import ServiceRequest
from services.requests.presenters.problems import field_at, say


@dataclass(frozen=True)
class Taken:
    """Tell what came of one press: the sentences by control, and whether questions came up only now."""

    errors: Mapping[str, str] = field(default_factory=dict)
    new_questions: bool = False
    refused_files: bool = False
    stay_at: str = ""  # a button that only changes the page itself was pressed; which control it belongs to

    @property
    def ok(self) -> bool:
        """Say whether the person may go on."""
        return not (self.errors or self.new_questions or self.stay_at)


def take_in(
    filing: Filing,
    page: str | None,
    fields: Sequence[FieldBase],
    data: QueryDict,
    sent: files.Sent,
    actor: Actor,
) -> Taken:
    """Save what a page sent, right or not, and tell what is wrong with it; raises EngineError."""
    request: ServiceRequest = filing.request
    raw = reading.read(fields, data)
    _drop_row(raw, data.get("hapus-baris", ""))
    refused = files.receive(request, fields, raw, filing.said, data.getlist("hapus"), sent, actor.user)
    cleaned = engine.save_answers(request.pk, page, raw, actor)
    wrong, new = split_new(cleaned.problems, set(data.get("tampil", "").split()))
    # A refused file explains itself better than "unggah".
    errors = sentences(filing.document, wrong) | refused
    return Taken(errors, bool(new), bool(refused), _stay_at(data, fields))


def sentences(document: Document, problems: Sequence[Problem]) -> dict[str, str]:
    """Return the first sentence for each control that has a problem."""
    found: dict[str, str] = {}
    for said in say(document, problems):
        found.setdefault(said.path, said.sentence)
    return found


def summary(document: Document, errors: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return pairs for the summary on top: the id of the control to jump to, and the sentence."""
    return [(anchor(document, path), said) for path, said in errors.items()]


def anchor(document: Document, path: str) -> str:
    """Return the id of the control at a path; "" when the problem belongs to no single control."""
    found = field_at(document, path)
    if found is None:
        return ""
    inner = path.rpartition(".")
    return inner[0] if found.type == "region" and inner[2] in {"kecamatan", "desa"} and inner[0] else path


def _drop_row(raw: dict[str, Any], key: str) -> None:
    """Take out the row a button names: "anak.1", or "keluarga.0.anak.1" in a group within a group."""
    path, _unused, index = key.rpartition(".")
    *around, group = path.split(".")
    here: Any = raw
    for part in around:
        here = _inside(here, part)
    if isinstance(here, dict) and group in here and _is_number(index):
        here[group] = [row for place, row in enumerate(rows_of(here[group])) if place != int(index)]


def _inside(here: Any, part: str) -> Any:
    if isinstance(here, dict):
        return here.get(part)
    return here[int(part)] if isinstance(here, list) and _is_number(part) and int(part) < len(here) else None


def _is_number(part: str) -> bool:
    return part.isascii() and part.isdigit() and len(part) < 4


def _stay_at(data: QueryDict, fields: Sequence[FieldBase]) -> str:
    if "tambah" in data:
        return str(data["tambah"])
    if "hapus-baris" in data:
        return str(data["hapus-baris"]).split(".")[0]
    return fields[0].id if "hapus" in data and fields else ""
