"""Every field type has its control: drawn, read back, shown with what was typed, named by its error."""

from __future__ import annotations

from typing import Any

import pytest
from django.template.loader import get_template
from django.test import Client

from services.definition.fields import FIELD_TYPES, make, type_of
from services.requests import engine
from services.requests.actor import Actor
from services.requests.models import ServiceRequest
from tests.services.requests import world
from tests.services.requests.documents import PLAIN
from tests.services.requests.pages import rooms

pytestmark = pytest.mark.django_db
EXTRA: dict[str, dict[str, Any]] = {
    "choice": {"options": [{"value": "a", "label": "Pilihan A"}, {"value": "b", "label": "Pilihan B"}]},
    "choices": {"options": [{"value": "a", "label": "Pilihan A"}, {"value": "b", "label": "Pilihan B"}]},
    "group": {"fields": [{"id": "isi", "type": "short_text", "required": True}], "repeat": {"min": 1, "max": 3}},
    "computed": {"expr": {"op": "sum", "args": [1, 2]}},
    "reference": {"list": "daftar"},
    "slot": {"list": "loket"},
    "note": {"text": "Baca dahulu."},
}
# What a person types, by the names of the controls, and what is kept of it.
TYPED: dict[str, tuple[dict[str, Any], Any]] = {
    "short_text": ({"uji": "Satu baris"}, "Satu baris"),
    "long_text": ({"uji": "Baris satu\r\nBaris dua"}, "Baris satu\nBaris dua"),
    "integer": ({"uji": "1.234"}, 1234),
    "decimal": ({"uji": "2,5"}, 2.5),
    "money": ({"uji": "Rp25.000"}, 25000),
    "boolean": ({"uji": "tidak"}, False),
    "choice": ({"uji": "b"}, "b"),
    "choices": ({"uji": ["a", "b"]}, ["a", "b"]),
    "date": ({"uji-hari": "9", "uji-bulan": "11", "uji-tahun": "2026"}, "2026-11-09"),
    "time": ({"uji": "09.30"}, "09:30"),
    "datetime": (
        {"uji.date-hari": "9", "uji.date-bulan": "11", "uji.date-tahun": "2026", "uji.time": "09.30"},
        "2026-11-09T09:30",
    ),
    "slot": (
        {"uji.date-hari": "1", "uji.date-bulan": "12", "uji.date-tahun": "2026", "uji.time": "09.00"},
        "2026-12-01T09:00",
    ),
    "date_range": (
        {
            **{"uji.from-hari": "1", "uji.from-bulan": "12", "uji.from-tahun": "2026"},
            **{"uji.until-hari": "3", "uji.until-bulan": "12", "uji.until-tahun": "2026"},
        },
        {"from": "2026-12-01", "until": "2026-12-03"},
    ),
    "email": ({"uji": "Warga@Contoh.ID"}, "Warga@contoh.id"),
    "phone": ({"uji": "0812-3456-7890"}, "+6281234567890"),
    "nik": ({"uji": "3604 0541 0490 0001"}, "3604054104900001"),
    "kk": ({"uji": "3604054104900002"}, "3604054104900002"),
    "nib": ({"uji": "1234567890123"}, "1234567890123"),
    "nop": ({"uji": "360405000100100010"}, "360405000100100010"),
    "npsn": ({"uji": "20605001"}, "20605001"),
    "name": ({"uji": "Siti Nur'aini"}, "Siti Nur'aini"),
    "address": (
        {"uji.kampung": "Kp. Baru", "uji.rt": "1", "uji.rw": "002", "uji.desa": "36.04.05.2001"},
        {"kampung": "Kp. Baru", "rt": "001", "rw": "002", "desa": "36.04.05.2001", "kecamatan": "36.04.05"},
    ),
    "region": ({"uji.desa": "36.04.05.2002"}, {"kecamatan": "36.04.05", "desa": "36.04.05.2002"}),
    "coordinate": ({"uji.lat": "-6,12", "uji.lng": "106,15"}, {"lat": -6.12, "lng": 106.15}),
    "group": ({"uji.0.isi": "Satu", "uji.1.isi": "Dua"}, [{"isi": "Satu"}, {"isi": "Dua"}]),
    "reference": ({"uji": "x2"}, "x2"),
}
PICKED = {"boolean", "choice", "choices", "region", "long_text", "reference"}
UNTYPED = {"computed", "note", "file"}


@pytest.fixture(autouse=True)
def regions() -> None:
    rooms.places()


@pytest.fixture
def client(warga: Actor) -> Client:
    return rooms.browser(warga)


def field(kind: str, **more: Any) -> dict[str, Any]:
    why = {"why": "Untuk diuji."} if type_of_name(kind).sensitive else {}
    return {
        "id": "uji",
        "type": kind,
        "label": f"Uji {kind}",
        "help": "Petunjuk uji.",
        **why,
        **EXTRA.get(kind, {}),
        **more,
    }


def type_of_name(kind: str) -> Any:
    return FIELD_TYPES[kind]


def begin(client: Client, *fields: dict[str, Any], **extra: Any) -> str:
    entries = {"daftar": [{"value": "x1", "label": "Entri satu"}, {"value": "x2", "label": "Entri dua"}]}
    form = {"pages": [{"id": "data", "title": "Data", "fields": list(fields)}]}
    world.publish({**PLAIN, "form": form, "lists": entries, **extra})
    return rooms.page_url(rooms.begin(client, "izin-uji"), "data")


def kept(url: str) -> dict[str, Any]:
    return engine.plain_answers(ServiceRequest.objects.get(pk=url.split("/")[2]))


def test_every_type_of_the_registry_is_known_here() -> None:
    assert set(TYPED) | UNTYPED == set(FIELD_TYPES)


@pytest.mark.parametrize("kind", sorted(FIELD_TYPES))
def test_a_type_has_its_template_and_is_drawn_with_its_label(client: Client, kind: str) -> None:
    assert get_template(type_of(make(field(kind))).template)
    url = begin(client, field(kind))
    if kind == "computed":  # it has something to say once there are answers
        client.post(url, {})
    text = rooms.text_of(client.get(url))
    assert f"Uji {kind}" in text
    assert "Petunjuk uji." in text or kind in {"computed", "note"}


@pytest.mark.parametrize("kind", sorted(TYPED))
def test_what_is_typed_is_kept_and_comes_back_into_its_boxes(client: Client, kind: str) -> None:
    url = begin(client, field(kind))
    typed, clean = TYPED[kind]
    answer = client.post(url, typed)
    assert answer.status_code == 302, rooms.summary_of(answer)
    assert kept(url) == {"uji": clean}
    shown = {name: values for name, values in rooms.form_of(client.get(url)).items() if name.startswith("uji")}
    again = client.post(url, {name: values for name, values in shown.items() if values})
    assert again.status_code == 302, rooms.summary_of(again)
    assert kept(url) == {"uji": clean}, "drawing and sending back changes nothing"


@pytest.mark.parametrize("kind", sorted(set(FIELD_TYPES) - {"computed", "note"}))
def test_an_empty_compulsory_field_is_named_and_can_be_jumped_to(client: Client, kind: str) -> None:
    url = begin(client, field(kind, required=True))
    refused = client.post(url, {"lanjut": "1"})
    assert refused.status_code == 422
    assert len(rooms.summary_of(refused)) == 1
    assert set(rooms.links_of(refused)) <= rooms.ids_of(refused)
    assert rooms.links_of(refused)


@pytest.mark.parametrize(
    "kind", sorted(set(TYPED) - {"boolean", "choice", "choices", "region", "long_text", "reference"})
)
def test_nonsense_is_shown_back_as_it_was_typed(client: Client, kind: str) -> None:
    url = begin(client, field(kind))
    nonsense = dict.fromkeys(TYPED[kind][0], "\x00<i>omong kosong</i>")
    refused = client.post(url, nonsense)
    assert refused.status_code == 422
    assert set(rooms.links_of(refused)) <= rooms.ids_of(refused)
    shown = rooms.form_of(client.get(url))
    visible = [name for name in nonsense if name in shown and shown[name] != [""]]
    assert visible, "something of what was typed is there to be mended"
    assert "<i>omong" not in refused.content.decode()


def test_a_row_is_added_and_removed_without_a_script(client: Client) -> None:
    url = begin(client, field("group"))
    more = client.post(url, {"uji.0.isi": "Satu", "tambah": "uji"})
    assert more["Location"] == f"{url}?baris=uji#uji"
    page = client.get(more["Location"].split("#")[0])
    assert {"uji.0.isi", "uji.1.isi"} <= set(rooms.form_of(page))
    assert client.post(url, {"uji.0.isi": "Satu", "uji.1.isi": "Dua", "hapus-baris": "uji.0"}).status_code == 302
    assert kept(url) == {"uji": [{"isi": "Dua"}]}
    full = client.post(url, {f"uji.{row}.isi": "x" for row in range(3)} | {"tambah": "uji"}, follow=True)
    assert "Tambah Uji group" not in rooms.text_of(full), "three rows are the most"


def families() -> dict[str, Any]:
    """Return a group of families, each with children and the time they are away."""
    child = [
        {"id": "nama", "type": "short_text", "required": True, "label": "Nama anak"},
        {"id": "masa", "type": "date_range"},
        {"id": "wali", "type": "short_text", "show_if": {"op": "filled", "args": [{"f": "isi"}]}},
    ]
    inner = {"id": "anak", "type": "group", "repeat": {"max": 2}, "fields": child}
    return field("group", fields=[{"id": "isi", "type": "short_text"}, inner])


def test_a_group_in_a_group_is_drawn_read_and_kept(client: Client) -> None:
    url = begin(client, families())
    away = {"from-hari": "1", "from-bulan": "12", "from-tahun": "2026"}
    away |= {"until-hari": "3", "until-bulan": "12", "until-tahun": "2026"}
    typed = {"uji.0.isi": "Satu", "uji.0.anak.0.nama": "Ani", "uji.0.anak.1.nama": "Budi", "uji.1.anak.0.nama": "Cici"}
    typed |= {f"uji.0.anak.1.masa.{name}": value for name, value in away.items()}
    assert client.post(url, typed).status_code == 302
    assert kept(url)["uji"] == [
        {
            "isi": "Satu",
            "anak": [{"nama": "Ani"}, {"nama": "Budi", "masa": {"from": "2026-12-01", "until": "2026-12-03"}}],
        },
        {"anak": [{"nama": "Cici"}]},
    ]
    shown = rooms.form_of(client.get(url))
    assert {name: shown[name] for name in typed} == {name: [value] for name, value in typed.items()}
    # A child's question that hangs on its family's answer is asked in that family only.
    assert "uji.0.anak.0.wali" in shown
    assert "uji.1.anak.0.wali" not in shown


def test_a_row_of_a_row_is_added_mended_and_removed_without_a_script(client: Client) -> None:
    url = begin(client, families())
    more = client.post(url, {"uji.0.anak.0.nama": "Ani", "tambah": "uji.0.anak"})
    assert "uji.0.anak.1.nama" in rooms.form_of(client.get(more["Location"].split("#")[0]))
    typed = {"uji.0.anak.0.nama": "Ani", "uji.0.anak.1.nama": "Budi"}
    refused = client.post(url, {**typed, "uji.0.anak.0.nama": "", "uji.0.anak.0.masa.from-hari": "40"})
    assert "uji.0.anak.0.nama" in rooms.links_of(refused)
    for nonsense in ("uji.0.anak.9", "uji.5.anak.0", "uji.0.isi.0", "uji.x.anak.0", "uji.0", "..", "uji.0.anak.²"):
        assert client.post(url, {**typed, "hapus-baris": nonsense}).status_code in (302, 422)
    client.post(url, {**typed, "hapus-baris": "uji.0.anak.0"})
    assert kept(url)["uji"] == [{"anak": [{"nama": "Budi"}]}]


def test_an_error_in_a_row_stands_in_that_row(client: Client) -> None:
    inner = [{"id": "isi", "type": "integer", "label": "Jumlah orang", "required": True}]
    url = begin(client, field("group", fields=inner))
    refused = client.post(url, {"uji.0.isi": "3", "uji.1.isi": "tiga"})
    assert rooms.summary_of(refused) == ["Isi jumlah orang dengan angka, misalnya 12 atau 2,5."]
    assert rooms.links_of(refused) == ["uji.1.isi"]
    shown = rooms.form_of(client.get(url))
    assert (shown["uji.0.isi"], shown["uji.1.isi"]) == (["3"], ["tiga"])


def test_a_file_inside_a_row_stays_with_its_row(client: Client) -> None:
    inner = [{"id": "isi", "type": "short_text"}, {"id": "foto", "type": "file"}]
    url = begin(client, field("group", fields=inner))
    first = {"uji.0.isi": "Satu", "uji.1.isi": "Dua", "uji.1.foto": rooms.photo("dua.jpg")}
    assert client.post(url, first).status_code == 302
    rows = kept(url)["uji"]
    assert "foto" not in rows[0]
    shown = rooms.form_of(client.get(url))
    client.post(
        url, {"uji.0.isi": "Satu", "uji.1.isi": "Dua", "uji.1.foto": shown["uji.1.foto"], "hapus-baris": "uji.0"}
    )
    assert kept(url)["uji"] == [{"isi": "Dua", "foto": rows[1]["foto"]}]


def test_a_question_behind_a_list_says_when_it_counts(client: Client) -> None:
    source = field("choice", id="asal", style="select", label="Asal")
    dependent = {
        "id": "lain",
        "type": "short_text",
        "label": "Asal lain",
        "show_if": {"op": "in", "args": [{"f": "asal"}, ["a", "b"]]},
    }
    page = client.get(begin(client, source, dependent))
    assert "Bila “Asal” dijawab “Pilihan A” atau “Pilihan B”" in rooms.text_of(page)
    assert 'data-live="lain"' in page.content.decode()


def test_a_read_only_fact_is_shown_and_not_taken_from_the_browser(client: Client) -> None:
    fixed = {"id": "uji", "type": "name", "label": "Nama pemohon", "from": "profile.name", "read_only": True}
    url = begin(client, fixed)
    assert "Nama pemohon Contoh Warga" in rooms.text_of(client.get(url))
    client.post(url, {"uji": "Orang Lain"})
    assert kept(url) == {"uji": "Contoh Warga"}
