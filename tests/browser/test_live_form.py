"""With a script, a form page answers its own conditions at once: questions, what may stay empty, what is worked out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from django.conf import settings
from django.template import Context, Template
from playwright.sync_api import Locator, Page, Route, expect

from services.definition.document import parse
from services.requests.forms.controls import Source, draw, ids_of
from services.requests.forms.live import live
from tests.browser import filing
from tests.browser.conftest import Newcomer
from tests.services.definition.helpers import bent

LATE = filing.BORN - dt.timedelta(days=100)
WHY = "Mengapa kelahiran baru dilaporkan sekarang?"


def op(name: str, *args: Any) -> dict[str, Any]:
    return {"op": name, "args": list(args)}


def ref(path: str) -> dict[str, str]:
    return {"f": path}


# Nothing here exists in the kabupaten: a page with everything a script can answer.
ASKED = [
    {
        "id": "letak",
        "type": "choice",
        "label": "Letak",
        "options": [{"value": "jalan", "label": "Tepi jalan"}, {"value": "gedung", "label": "Gedung"}],
    },
    {"id": "izin", "type": "boolean", "label": "Ada izin?", "show_if": op("in", ref("letak"), ["jalan", "gedung"])},
    {"id": "nomor", "type": "short_text", "label": "Nomor izin", "show_if": op("eq", ref("izin"), True)},
    {
        "id": "papan",
        "type": "group",
        "label": "Papan",
        "repeat": {"min": 2, "max": 4},
        "fields": [
            {"id": "lebar", "type": "decimal", "label": "Lebar", "unit": "m"},
            {"id": "tinggi", "type": "decimal", "label": "Tinggi", "unit": "m"},
            {
                "id": "luas",
                "type": "computed",
                "label": "Luas",
                "unit": "m2",
                "expr": op("multiply", ref("lebar"), ref("tinggi")),
            },
            {"id": "lampu", "type": "short_text", "label": "Daya lampu", "show_if": op("gt", ref("luas"), 6)},
            {
                "id": "kaki",
                "type": "group",
                "label": "Kaki",
                "repeat": {"min": 2, "max": 4},
                "fields": [
                    {"id": "tinggi_kaki", "type": "integer", "label": "Tinggi kaki"},
                    {"id": "pondasi", "type": "short_text", "label": "Pondasi", "show_if": op("gt", ref("luas"), 6)},
                ],
            },
        ],
    },
    {"id": "luas_semua", "type": "computed", "label": "Luas semua", "unit": "m2", "expr": op("sum", ref("papan.luas"))},
    {"id": "gambar", "type": "short_text", "label": "Nomor gambar", "show_if": op("gt", ref("luas_semua"), 1000)},
    {"id": "alasan", "type": "long_text", "label": "Alasan", "required_if": op("gt", ref("luas_semua"), 10)},
    {
        "id": "tarif",
        "type": "computed",
        "label": "Tarif",
        "style": "money",
        "expr": op("multiply", ref("luas_semua"), 25000),
    },
    {"id": "kaki_semua", "type": "computed", "label": "Kaki semua", "expr": op("sum", ref("papan.kaki.tinggi_kaki"))},
]
PAGE = Template(
    """<!doctype html><html lang="id"><head><title>Papan</title><link rel="stylesheet" href="/static/css/portal.css">
</head><body>{% sprite %}<main><h1>Papan</h1><form class="stack-6" method="post" data-live-form="{{ live }}">
<input type="hidden" name="tampil" value="{{ asked }}">
{% for control in controls %}{% include "requests/fields/_control.html" %}{% endfor %}</form></main>{% endsprite %}
<script type="module" src="/static/js/form.js"></script></body></html>"""
)
TYPES = {".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2"}


@cache
def drawn() -> str:
    """Draw the page as a view does, without a request behind it."""
    document = parse(bent({"form.pages": [{"id": "data", "title": "Data", "fields": ASKED}]}))
    fields = document.page("data")
    alive = live(document, fields, {}, {"today": filing.TODAY.isoformat()})
    source = Source(document, {}, {}, {}, live=alive)
    return PAGE.render(
        Context({"controls": draw(source, fields), "asked": " ".join(ids_of(source, fields)), "live": alive.text})
    )


def serve(route: Route) -> None:
    """Answer with the page or one of the portal's own files, under the portal's own policy."""
    path = route.request.url.partition(".test")[2]
    if not path.startswith("/static/"):
        route.fulfill(
            body=drawn(),
            content_type="text/html; charset=utf-8",
            headers={"Content-Security-Policy": "script-src 'self'"},
        )
        return
    file = settings.BASE_DIR / path.lstrip("/")
    route.fulfill(body=file.read_bytes(), content_type=TYPES.get(file.suffix, "application/octet-stream"))


@pytest.fixture
def form(newcomer: Newcomer) -> Iterator[Page]:
    """Open the page."""
    person = newcomer()
    person.context.route("http://formulir.test/**", serve)
    person.page.goto("http://formulir.test/")
    yield person.page
    person.look("formulir-hidup")


def box(page: Page, name: str) -> Locator:
    """Return the box of this name."""
    return page.locator(f"[name='{name}']")


def said(page: Page, name: str) -> Locator:
    """Return where a worked-out value stands."""
    return page.locator(f"output[id='{name}']")


@pytest.mark.browser
def test_a_question_shows_and_hides_with_every_answer_it_hangs_on(form: Page) -> None:
    expect(form.get_by_role("group", name="Ada izin?")).to_be_hidden()
    form.get_by_label("Tepi jalan").check()
    form.get_by_label("Ya", exact=True).check()
    form.get_by_label("Nomor izin").fill("12")
    form.get_by_label("Tidak", exact=True).check()
    expect(box(form, "nomor")).to_be_hidden()
    expect(box(form, "nomor")).to_be_disabled()
    form.get_by_label("Ya", exact=True).check()
    expect(box(form, "nomor")).to_have_value("12")
    expect(box(form, "nomor")).to_be_enabled()


@pytest.mark.browser
def test_a_total_over_rows_is_worked_out_while_typing(form: Page) -> None:
    expect(said(form, "tarif")).to_have_text("Rp0")
    box(form, "papan.0.lebar").fill("2,5")
    box(form, "papan.0.tinggi").fill("2")
    box(form, "papan.1.lebar").fill("1.000")
    expect(said(form, "papan.0.luas")).to_have_text("5 m2")
    expect(said(form, "papan.1.luas")).to_be_hidden()
    box(form, "papan.1.tinggi").fill("1,5")
    expect(said(form, "luas_semua")).to_have_text("1.505 m2")
    expect(said(form, "tarif")).to_have_text("Rp37.625.000")
    expect(box(form, "papan.0.lampu")).to_be_hidden()
    expect(box(form, "papan.1.lampu")).to_be_visible()
    box(form, "papan.1.tinggi").fill("satu")
    expect(said(form, "tarif")).to_have_text("Rp125.000")


@pytest.mark.browser
def test_a_row_inside_a_row_follows_the_answers_of_its_own_row(form: Page) -> None:
    expect(box(form, "papan.0.kaki.0.pondasi")).to_be_hidden()
    for name, value in (("0.lebar", "4"), ("0.tinggi", "2"), ("1.lebar", "1"), ("1.tinggi", "1")):
        box(form, f"papan.{name}").fill(value)
    expect(box(form, "papan.0.kaki.0.pondasi")).to_be_visible()
    expect(box(form, "papan.0.kaki.1.pondasi")).to_be_visible()
    expect(box(form, "papan.1.kaki.0.pondasi")).to_be_hidden()
    for name, value in (("0.kaki.0", "3"), ("0.kaki.1", "4"), ("1.kaki.1", "5")):
        box(form, f"papan.{name}.tinggi_kaki").fill(value)
    expect(said(form, "kaki_semua")).to_have_text("12")


@pytest.mark.browser
def test_what_the_total_asks_for_comes_up_and_is_told_to_the_server(form: Page) -> None:
    expect(form.get_by_text("Alasan (boleh dikosongkan)")).to_be_visible()
    expect(form.get_by_label("Nomor gambar")).to_be_hidden()
    expect(box(form, "tampil")).to_have_value("letak izin nomor papan luas_semua alasan tarif kaki_semua")
    for name in ("lebar", "tinggi"):
        box(form, f"papan.0.{name}").fill("40")
    expect(form.locator("label[for=alasan]")).to_have_text("Alasan", use_inner_text=True)
    expect(form.get_by_label("Nomor gambar")).to_be_visible()
    expect(box(form, "tampil")).to_have_value("letak izin nomor papan luas_semua alasan tarif kaki_semua gambar")


@pytest.mark.browser
def test_a_late_birth_is_asked_about_as_soon_as_its_date_is_there(newcomer: Newcomer) -> None:
    person = newcomer()
    person.sign_in("warga2")
    person.go("/layanan/akta-kelahiran/ajukan/")
    filing.begin(person)
    filing.child(person)
    question, verdict = person.page.get_by_label(WHY), person.page.get_by_label("Dilaporkan lebih dari 60 hari")
    expect(question).to_be_hidden()
    expect(verdict).to_have_text("Tidak")
    person.date("Tanggal lahir", str(LATE.day), str(LATE.month), str(LATE.year))
    expect(question).to_be_visible()
    expect(verdict).to_have_text("Ya")
    person.reads("Anak sudah lebih dari 60 hari?")
    person.look("menyusul-saat-mengisi")
    person.click("Lanjutkan")
    expect(person.page.get_by_role("link", name=f"Isi “{WHY}”.")).to_be_visible()
    expect(person.page.get_by_text("Ada pertanyaan tambahan")).to_have_count(0)
    person.date("Tanggal lahir", str(filing.BORN.day), str(filing.BORN.month), str(filing.BORN.year))
    expect(question).to_be_hidden()
    person.click("Lanjutkan")
    person.heading("Orang tua")
