"""A template reads its own data and nothing else, and what people wrote stays text."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError, transaction

from services.outputs.models import OutputTemplate
from services.outputs.rendering import linting, publishing, templates
from services.outputs.rendering.compiler import RenderFailed, Sheet, render
from tests.services.outputs.rendering.world import text_of

GOOD = '#show: surat.with(judul: judul_dokumen)\n#baris((sebutan("nama"), jawaban("nama")))\nData warga.'
HOSTILE = (
    '#read("/etc/passwd") $x^2$ \\ * _ @a <b> = // /* ',
    "=cmd|'/c calc'!A1",
    "\u202eterbalik\u202c עברית عربي 中文 😀",
    "a" * 10_000,
    '#import "@preview/x:1.0.0": * #panic()',
    "\x00\x07\ufffe kendali",
)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('#import "@preview/tablex:0.0.8": *', "@preview"),
        ('#include "main.typ"', "include"),
        ('#read("/etc/passwd")', "read"),
        ('#let f = read\n#f("x")', "read"),
        ('#plugin("x.wasm")', "plugin"),
        ('#image("x.png")', "image"),
        ('#eval("1")', "eval"),
        ('#dictionary(std).at("re" + "ad")', "std"),
        ("#sys.inputs", "sys"),
        ('#jawaban("na" + "ma")', "tanda kutip"),
        ("#let f = jawaban", "tanda kutip"),
        ("#rincian(..nama)", "tanda kutip"),
        ("x" * 40_001, "terlalu panjang"),
    ],
)
def test_a_template_that_reaches_outside_is_refused_with_a_sentence(source, said):
    with pytest.raises(publishing.BadTemplate) as bad:
        publishing.check("uji", source)
    assert said in " ".join(bad.value.sentences)


def test_a_template_that_cannot_be_typeset_is_refused_with_the_reason():
    with pytest.raises(publishing.BadTemplate, match="tidak dapat dicetak"):
        publishing.check("uji", "#tiada()")


@pytest.mark.parametrize("key", ["surat", "Uji", "../uji", ""])
def test_a_key_is_a_plain_word_and_not_the_shared_part(key):
    with pytest.raises(publishing.BadTemplate, match="huruf kecil"):
        publishing.check(key, GOOD)


@pytest.mark.parametrize("key", sorted(templates.names()))
def test_every_shipped_template_obeys_what_others_must(key):
    publishing.check(key, templates.shipped(key).source)


def test_what_a_template_asks_for_is_known_before_it_runs():
    asked = linting.asked('#jawaban("a") #rincian("b", "c") #fakta("profile.nik") #nilai("number") // jawaban("d")')
    assert asked.variables == {"answers.a", "answers.b", "answers.c", "profile.nik", "number"}
    assert not asked.everything
    assert linting.asked("#rincian()").everything


@pytest.mark.django_db
def test_the_newest_published_version_is_used_and_none_ever_changes():
    assert templates.find("umum").version == templates.shipped("umum").version
    publishing.publish("umum", GOOD)
    row = publishing.publish("umum", GOOD + " Dua.", "tambah kalimat")
    assert (row.version, templates.find("umum").source) == (2, GOOD + " Dua.")
    assert templates.published()["umum"] == {"answers.nama"}
    for deed in (lambda: OutputTemplate.objects.update(source=""), OutputTemplate.objects.all().delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            deed()


@pytest.mark.django_db
def test_a_key_that_nobody_published_is_no_template():
    with pytest.raises(templates.NoTemplate):
        templates.find("tiada")


def sheet(text):
    data = publishing.sample(GOOD).data | {"answers": {"nama": text}, "labels": {"nama": text}, "title": text[:200]}
    return Sheet(templates.base(), GOOD, data, dt.datetime(2026, 11, 24, tzinfo=dt.UTC))


@pytest.mark.parametrize("text", HOSTILE, ids=["markup", "formula", "scripts", "long", "import", "control"])
def test_whatever_somebody_wrote_comes_out_as_text_and_the_same_bytes_twice(text):
    first = render(sheet(text))
    assert first == render(sheet(text))
    said = "".join(text_of(first).split()).replace("\u200b", "")
    for word in text.split():
        if word.isascii() and word.isprintable():
            assert word[:20] in said
    if text == "a" * 10_000:
        assert said.lower().count("a") >= 2 * 10_000  # label and value, over pages


def test_nothing_outside_is_read_even_past_the_look_through():
    for source in ('#read("/etc/passwd")', '#read("../../../../etc/passwd")', '#import "@preview/x:1.0.0": *'):
        with pytest.raises(RenderFailed):
            render(Sheet(templates.base(), source, sheet("x").data, dt.datetime(2026, 11, 24, tzinfo=dt.UTC)))


def test_a_template_that_never_ends_ends_with_its_process(monkeypatch):
    monkeypatch.setattr("services.outputs.rendering.compiler.SECONDS", 1)
    with pytest.raises(RenderFailed):
        render(Sheet(templates.base(), "#while true { }", sheet("x").data, dt.datetime(2026, 11, 24, tzinfo=dt.UTC)))


def everywhere(value, text):
    """Return data with the same text in every place that holds one, whoever wrote it: person, office, service."""
    if isinstance(value, dict):
        return {name: value[name] if name in {"qr", "code"} else everywhere(value[name], text) for name in value}
    if isinstance(value, list):
        return [everywhere(each, text) for each in value]
    return text if isinstance(value, str) else value


@pytest.mark.parametrize("text", [each[:400] for each in HOSTILE], ids=["markup", "formula", "scripts", "a", "b", "c"])
def test_a_hostile_text_in_every_variable_at_once_is_printed_as_text(text):
    source = GOOD + '\n#fakta("profile.name") #nilai("signer")\n#rincian()'
    data = publishing.sample(source).data | {"copies": ["x"], "on_behalf": "x", "rows": [["x", "x"]]}
    made = Sheet(templates.base(), source, everywhere(data, text), dt.datetime(2026, 11, 24, tzinfo=dt.UTC))
    said = "".join(text_of(render(made)).split()).replace("\u200b", "")
    assert "Tembusan" in said
    assert said.count(text.split()[0][:12]) >= 8 or not text.split()[0].isascii()
