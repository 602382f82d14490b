"""Know where a form stands: its pages with these answers, what is wrong, what is still missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from services.catalogue import documents
from services.definition import answers as cleaning
from services.definition.answers import Cleaned
from services.definition.conditions import Scope, references
from services.definition.document import ELIGIBILITY, Document
from services.definition.fields import FieldBase
from services.definition.problems import Problem, ProblemCode
from services.requests import engine
from services.requests.forms.values import options
from services.requests.lookups import RequestLookups
from services.requests.models import Attachment, ServiceRequest
from services.requests.prefill import facts_for


@dataclass
class Filing:
    """Read one request as a form; nothing is written here."""

    request: ServiceRequest

    @cached_property
    def document(self) -> Document:
        """Return the document the request began with."""
        return documents.load(self.request.version)

    @cached_property
    def answers(self) -> dict[str, Any]:
        """Return the clean answers in plain."""
        return engine.plain_answers(self.request)

    @cached_property
    def typed(self) -> dict[str, Any]:
        """Return what was typed and is not right yet."""
        return engine.typed(self.request)

    @cached_property
    def facts(self) -> dict[str, Any]:
        """Return the facts."""
        return facts_for(self.request.applicant, self.request)

    @cached_property
    def lookups(self) -> RequestLookups:
        """Return the look-ups of this request."""
        return RequestLookups(self.request)

    @cached_property
    def files(self) -> list[Attachment]:
        """Return the files that were not replaced."""
        return list(Attachment.objects.filter(request=self.request, replaced_by__isnull=True))

    @cached_property
    def file_ids(self) -> list[str]:
        """Return every file an answer refers to, those in rows of groups too."""
        return list(_ids_in([field for _page, field in self.document.fields()], self.answers))

    @property
    def said(self) -> dict[str, Any]:
        """Return everything that was answered, right or not."""
        return {**self.answers, **self.typed}

    @cached_property
    def pages(self) -> list[str]:
        """Return the ids of the pages to fill, in order; the questions of eligibility come first."""
        first = [ELIGIBILITY] if self.document.eligibility.ask else []
        return [*first, *cleaning.visible_pages(self.document, self.answers, self.facts)]

    @cached_property
    def whole(self) -> Cleaned:
        """Return everything cleaned, as it will be at submit."""
        return cleaning.clean(self.document, None, self.said, self.facts, lookups=self.lookups)

    def check_page(self, page: str) -> Cleaned:
        """Return one page cleaned, with what was typed."""
        return cleaning.clean(self.document, page, self.said, self.facts, lookups=self.lookups, stored=self.answers)

    def fields(self, page: str) -> tuple[FieldBase, ...]:
        """Return the fields of a page; raises KeyError for one that is not there."""
        return self.document.page(page)

    @cached_property
    def _expected(self) -> list[str]:
        """Return the pages to count: those that are shown, and those no answer has decided about yet."""
        scope = Scope(self.answers, self.facts)
        undecided = {
            page.id
            for page in self.document.form.pages
            if any(scope.get(path) is None for path in references(page.show_if))
        }
        return [page for page, _fields in self.document.sections() if page in self.pages or page in undecided]

    def step(self, page: str) -> tuple[int, int]:
        """Return which step a page is and how many there are; checking is the last one."""
        total = len(self._expected) + 1
        return (self._expected.index(page) + 1 if page in self._expected else total), total

    def before(self, page: str) -> str:
        """Return the page before, "" for the first one."""
        place = self.pages.index(page) if page in self.pages else len(self.pages)
        return self.pages[place - 1] if place else ""

    def after(self, page: str) -> str:
        """Return the page after, "" when checking comes next."""
        rest = self.pages[self.pages.index(page) + 1 :] if page in self.pages else []
        return rest[0] if rest else ""

    def page_of(self, path: str) -> str:
        """Return the page on which a problem is mended."""
        head = path.split(".")[0]
        if head == ELIGIBILITY:
            return ELIGIBILITY
        return next((page for page, field in self.document.fields() if field.id == head), self.pages[0])

    def first_open(self) -> str:
        """Return the first page that still needs something, "" when everything is answered."""
        pages = [self.page_of(problem.path) for problem in self.whole.problems]
        return next((page for page in self.pages if page in pages), "")


def split_new(problems: tuple[Problem, ...], asked: set[str]) -> tuple[list[Problem], list[Problem]]:
    """Part what is wrong from questions that only the last answers brought up."""
    new = [p for p in problems if p.code == ProblemCode.REQUIRED and asked and p.path.split(".")[0] not in asked]
    return [p for p in problems if p not in new], new


def _ids_in(fields: Iterable[FieldBase], answers: Mapping[str, Any]) -> Iterator[str]:
    for field in fields:
        value = answers.get(field.id)
        if field.type == "file":
            yield from options(value)
        for row in value if isinstance(value, list) else [value]:
            if isinstance(row, dict):
                yield from _ids_in(field.children(), row)
