"""Set up what the page tests share: the real documents, places, a signed-in browser and readers of pages."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from citizens.models import Region
from services.catalogue.models import ServiceVersion
from services.definition import yaml_reader
from services.requests.actor import Actor
from services.requests.models import ServiceRequest
from tests.services.requests import world
from tests.services.requests.uploads import corpus

OPD = Path(__file__).resolve().parents[4] / "services" / "opd"
AKTA = OPD / "disdukcapil/documents/akta-kelahiran.yaml"
SKTM = OPD / "kecamatan/documents/surat-keterangan-tidak-mampu.yaml"
PPA = OPD / "dkbp3a/documents/pengaduan-kekerasan.yaml"


def places() -> None:
    """Make one kecamatan with two desa, and its office."""
    regency = Region.objects.create(code="36.04", kind="regency", name="Serang", folded="serang")
    ciruas = Region.objects.create(code="36.04.05", kind="district", name="Ciruas", folded="ciruas", parent=regency)
    for number, name in ((2001, "Citerep"), (2002, "Ranjeng")):
        Region.objects.create(code=f"36.04.05.{number}", kind="village", name=name, folded=name.lower(), parent=ciruas)
    world.agency("kecamatan-ciruas", "KCRS", kind="kecamatan", region=ciruas)


def real(path: Path) -> ServiceVersion:
    """Publish one of the real documents."""
    return world.publish(yaml_reader.read(path.read_text(encoding="utf-8")))


def browser(actor: Actor) -> Client:
    """Return a browser in which this citizen is signed in."""
    client = Client()
    assert actor.user is not None
    client.force_login(actor.user)
    return client


def begin(client: Client, slug: str, **extra: str) -> ServiceRequest:
    """Press "Mulai" and return the draft."""
    response = client.post(reverse("file", args=[slug]), {"kunci": "0" * 32, **extra})
    assert response.status_code == 302, response.content.decode()
    return ServiceRequest.objects.get(pk=response["Location"].split("/")[2])


def page_url(request: ServiceRequest, page: str) -> str:
    """Return the address of one page of questions."""
    return reverse("requests:page", args=[request.pk, page])


def photo(name: str = "foto.jpg", data: bytes | None = None) -> SimpleUploadedFile:
    """Return a file as a browser sends it."""
    return SimpleUploadedFile(name, corpus.picture() if data is None else data, content_type="image/jpeg")


class _Form(HTMLParser):
    """Collect what a browser would send back if nothing were touched."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, list[str]] = {}
        self.ids: set[str] = set()
        self._select = ""
        self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take inputs, chosen options and areas."""
        values = dict(attrs)
        self.ids.add(values.get("id") or "")
        name, kind = values.get("name") or "", values.get("type") or "text"
        if tag == "select":
            self._select = name
        elif tag == "option" and "selected" in values:
            self._put(self._select, values.get("value") or "")
        elif tag == "textarea":
            self._area = name
        elif tag == "input" and name and (kind in {"text", "tel", "email", "hidden"} or "checked" in values):
            self._put(name, values.get("value") or "")

    def handle_data(self, data: str) -> None:
        """Take what stands in a text area."""
        if self._area:
            self._put(self._area, data.removeprefix("\n"))

    def handle_endtag(self, tag: str) -> None:
        """Leave a text area."""
        if tag == "textarea":
            self._area = ""

    def _put(self, name: str, value: str) -> None:
        if name != "csrfmiddlewaretoken":
            self.fields.setdefault(name, []).append(value)


WAITING = re.compile(r"<template\b(?:(?!<template\b).)*?</template>", re.DOTALL)


def html_of(response: Any) -> str:
    """Return a page as a browser without scripts has it: what waits in templates is not there."""
    html, found = response.content.decode(), 1
    while found:
        html, found = WAITING.subn("", html)
    return str(html)


def form_of(response: Any) -> dict[str, list[str]]:
    """Return the fields of a page as they would be sent back."""
    reader = _Form()
    reader.feed(html_of(response))
    return reader.fields


def ids_of(response: Any) -> set[str]:
    """Return every id on a page."""
    reader = _Form()
    reader.feed(html_of(response))
    return reader.ids


def summary_of(response: Any) -> list[str]:
    """Return the sentences of the error summary."""
    found = re.search(r'<div class="err-sum".*?</div>', response.content.decode(), re.DOTALL)
    return [unescape(text) for text in re.findall(r"<li><[^>]+>(.*?)</", found[0])] if found else []


def links_of(response: Any) -> list[str]:
    """Return the controls the error summary leads to."""
    found = re.search(r'<div class="err-sum".*?</div>', response.content.decode(), re.DOTALL)
    return re.findall(r'<a href="#([^"]+)"', found[0]) if found else []


def text_of(response: Any) -> str:
    """Return the words of a page on one line."""
    html = re.sub(r"<svg.*?</svg>", "", html_of(response), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


AKTA_ANAK = {
    "orang_tua_diketahui": "ya",
    "nama_anak": "Contoh Putri Warga",
    "jk": "P",
    "tgl_lahir-hari": "9",
    "tgl_lahir-bulan": "11",
    "tgl_lahir-tahun": "2026",
    "jam_lahir": "04.15",
    "tempat_dilahirkan": "Puskesmas",
    "kota_lahir": "Kabupaten Serang",
    "anak_ke": "2",
    "penolong": "Bidan-Perawat",
    "berat_gram": "3.100",
    "panjang_cm": "49,5",
}
AKTA_ORANG_TUA = {
    "nik_ibu": "3604 0541 0490 0001",
    "nik_ayah": "",
    "nomor_kk": "3604054104900002",
    "punya_bukti_nikah": "ya",
}
AKTA_SAKSI = {"nik_saksi1": "3604054104900003", "nik_saksi2": "3604054104900004"}


def akta_files() -> dict[str, Any]:
    """Return the last page of the birth certificate with every paper it asks for."""
    return {"kk": photo("kk.png"), "ktp_ortu": photo(), "punya_sk_lahir": "ya", "sk_lahir": photo(), "nikah": photo()}


def fill_akta(client: Client) -> ServiceRequest:
    """Fill a whole birth certificate up to checking."""
    draft = begin(client, "akta-kelahiran")
    for page, data in (("anak", AKTA_ANAK), ("orang_tua", AKTA_ORANG_TUA), ("saksi", AKTA_SAKSI)):
        assert client.post(page_url(draft, page), data).status_code == 302, page
    assert client.post(page_url(draft, "berkas"), akta_files()).status_code == 302
    return draft


def send(client: Client, request: ServiceRequest, **extra: str) -> Any:
    """Open the check page and press "Kirim"."""
    url = reverse("requests:check", args=[request.pk])
    shown = form_of(client.get(url))
    return client.post(url, {**{name: values[0] for name, values in shown.items()}, "benar": "ya", **extra})
