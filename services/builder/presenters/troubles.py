"""Bring each problem to its place: the step, the very box, and words for both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from services.builder.presenters.plain import sentence
from services.builder.sheet.places import at
from services.builder.steps import pages
from services.builder.steps.standard import TITLES
from services.definition.base import humanise
from services.definition.document import ELIGIBILITY, Document
from services.definition.lint import Finding
from services.definition.lint.finding import Code

_STEPS: Final = {
    "form": "formulir",
    "eligibility": "formulir",
    "lists": "formulir",
    "standard": "standar",
    "retention": "berkas",
    "workflow": "alur",
    "functions": "alur",
    "routing": "alur",
    "sla": "alur",
    "priority": "alur",
    "notify": "pesan",
    "outputs": "hasil",
    "handoff": "hasil",
    "validity": "hasil",
}
# Which box of a question mends which rule.
_BOXES: Final = {Code.SENSITIVE_WITHOUT_WHY: "b-alasan", Code.ACCESS_WITHOUT_WHY: "b-alasan_akun"}
MOST: Final = 60


@dataclass(frozen=True)
class Trouble:
    """Hold one problem: the step and the query that open its place, the words for the place, and the sentence."""

    step: str
    where: str
    sentence: str
    warning: bool = False
    query: dict[str, str] = field(default_factory=dict)
    box: str = ""
    alike: int = 0

    def url(self, slug: str) -> str:
        """Return the address on which it is mended."""
        query = f"?{urlencode(self.query)}" if self.query else ""
        return reverse("builder:step", args=[slug, self.step]) + query + (f"#{self.box}" if self.box else "")


def troubles(findings: Iterable[Finding], document: Document, data: dict[str, Any]) -> list[Trouble]:
    """Return the problems in the order of the steps, those that say the same of one place together."""
    groups: dict[tuple[str, str], list[Trouble]] = {}
    for finding in findings:
        found = _trouble(finding, document, data)
        groups.setdefault((found.where, found.sentence), []).append(found)
    return [Trouble(**{**vars(group[0]), "alike": len(group) - 1}) for group in list(groups.values())[:MOST]]


def counts(found: Sequence[Trouble]) -> dict[str, tuple[int, int]]:
    """Return how many errors and warnings each step has."""
    result: dict[str, tuple[int, int]] = {}
    for each in found:
        errors, warnings = result.get(each.step, (0, 0))
        result[each.step] = (errors, warnings + 1) if each.warning else (errors + 1, warnings)
    return result


def _trouble(finding: Finding, document: Document, data: dict[str, Any]) -> Trouble:
    head, *rest = finding.path.split(".")
    query: dict[str, str] = {}
    where, box = "", _BOXES.get(finding.code, "")
    if head in ("form", "eligibility"):
        query, where = _in_form(rest if head == "form" else [ELIGIBILITY, *rest], document, data)
    elif head == "standard" and rest:
        where, box = str(TITLES[rest[0]][0]) if rest[0] in TITLES else "", f"b-{rest[0]}"
    elif head == "workflow" and rest[:1] == ["states"] and len(rest) > 1:
        query, where = _in_flow(rest[1:], document)
    elif head == "functions" and rest:
        where = _("Peran “%(name)s”") % {"name": function_words(document, rest[0])}
    elif head == "outputs" and rest:
        where = _("Hasil “%(name)s”") % {"name": humanise(rest[0])}
    elif head == "notify" and rest and rest[0].isdigit():
        where, box = _("Pesan nomor %(n)s") % {"n": int(rest[0]) + 1}, f"pesan-{rest[0]}"
    warning = finding.severity == "warning"
    return Trouble(_STEPS.get(head, "dasar"), where, sentence(finding.code), warning, query, box)


def _in_form(rest: list[str], document: Document, data: dict[str, Any]) -> tuple[dict[str, str], str]:
    if rest and rest[0] not in pages.names(data):  # a difference names the question alone
        rest = next(([name, *rest] for name in pages.names(data) if _path(data, name, rest)), [])
    if not rest:
        return {}, ""
    page, ids = rest[0], rest[1:]
    title = page_words(document, page)
    path = _path(data, page, ids)
    if not path:
        return {"halaman": page}, title
    label = at(data, (*pages.field_place(data, page, path), "label", "id"), path)
    return {"halaman": page, "isian": path}, f"{title} › {label}"


def _path(data: dict[str, Any], page: str, ids: list[str]) -> str:
    """Return the longest path of ids that names a question; one inside a group may be named by its own id alone."""
    for length in range(len(ids), 0, -1):
        path = pages.INSIDE.join(ids[:length])
        try:
            pages.field_place(data, page, path)
        except KeyError:
            continue
        return path
    for each in at(data, pages.list_place(data, page), []) if ids else ():
        if any(child["id"] == ids[0] for child in each.get("fields", ())):
            return f"{each['id']}{pages.INSIDE}{ids[0]}"
    return ""


def _in_flow(rest: list[str], document: Document) -> tuple[dict[str, str], str]:
    state = document.workflow.states.get(rest[0])
    if state is None:
        return {}, rest[0]
    where = _("Tahap “%(name)s”") % {"name": state.label.id or humanise(rest[0])}
    action = next((each for each in state.actions if each.key == rest[1]), None) if len(rest) > 1 else None
    if action is None:
        return {"tahap": rest[0]}, where
    return {"tahap": rest[0], "tindakan": action.key}, f"{where} › {action.title}"


def page_words(document: Document, page: str) -> str:
    """Return the words for a page of the form."""
    if page == ELIGIBILITY:
        return _("Sebelum mulai")
    if page.startswith(pages.ACTION):
        state, _dot, key = page.removeprefix(pages.ACTION).partition(pages.INSIDE)
        return _("Isian tindakan “%(name)s”") % {"name": document.action(state, key).title}
    return next((each.title.id for each in document.form.pages if each.id == page), page)


def function_words(document: Document, name: str) -> str:
    """Return the words for a role of the service."""
    label = document.functions[name].label if name in document.functions else None
    return label.id if label else humanise(name)
