"""Draw a page of the draft as a citizen sees it on a phone, by the very templates that citizens get."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string

from services.builder.presenters.troubles import page_words
from services.builder.steps import pages
from services.definition.document import Document
from services.requests.forms.controls import Source, draw
from services.requests.forms.live import live


@dataclass(frozen=True)
class Phone:
    """Hold the preview: what stands on the page, what a script answers on it, and how large it is."""

    title: str
    intro: str
    controls: list[Any]
    live: str
    step: int
    total: int
    size: int


def phone(document: Document, page: str) -> Phone:
    """Return one page with nothing answered yet; raises KeyError for a page that is not there."""
    fields = pages.fields_of(document, page)
    alive = live(document, fields, {}, {})
    source = Source(document, {}, {}, {}, live=alive)
    controls = draw(source, fields)
    order = [name for name, _fields in document.sections()]
    is_action = page.startswith(pages.ACTION)
    found = next((each for each in document.form.pages if each.id == page), None)
    made = render_to_string("builder/_phone_controls.html", {"controls": controls})
    return Phone(
        title=page_words(document, page),
        intro=found.intro.id if found is not None and found.intro else "",
        controls=controls,
        live=alive.text,
        step=0 if is_action else order.index(page) + 1,
        total=0 if is_action else len(order),
        size=len(made.encode()),
    )
