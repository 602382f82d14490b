"""Each OPD writes down its applications, Diskominfosatik publishes them, everybody sees how far they are one."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from services.catalogue.models import Service
from services.opd.diskominfosatik.inventory import presenters, reference
from services.opd.diskominfosatik.inventory.models import Application, Cost
from tests import kept
from tests.services.opd.roadmap import world
from tests.services.requests.world import agency
from tests.spbe_portal.markup import sound

pytestmark = pytest.mark.django_db
FORM = {
    **{"name": "Aplikasi uji", "agency": "dinkes", "kind": "khusus", "summary": "", "users": "", "data": ""},
    **{"origin": "", "source_link": "", "interface": "", "interface_link": "", "sign_on": "", "clearance": ""},
    **{"plan": "gabung", "plan_year": "2027", "progress": "40", "found_in": ""},
    **{"costs-TOTAL_FORMS": "1", "costs-INITIAL_FORMS": "0", "costs-0-year": "2026", "costs-0-amount": "5000000"},
}
ADD = "admin:inventory_application_add"


def made(name: str = "Aplikasi uji", owner: str = "dinkes", **more: Any) -> Application:
    return Application.objects.create(name=name, agency=agency(owner, owner[:5].upper()) if owner else None, **more)


def page(path: str, client: Client | None = None) -> str:
    response = (client or Client()).get(path)
    assert response.status_code == 200
    html = response.content.decode()
    sound(html)
    return html


def test_an_empty_inventory_says_who_fills_it() -> None:
    assert "Belum diisi oleh Diskominfosatik" in page("/aplikasi/")
    assert "Belum ada aplikasi tercatat" in page("/panel/aplikasi/", world.keeper())


def test_what_an_opd_writes_waits_and_a_later_change_waits_again() -> None:
    opd, office = world.keeper(), world.platform()
    assert opd.post(reverse(ADD), FORM).status_code == 302
    row = Application.objects.get()
    assert "Aplikasi uji" not in page("/aplikasi/")
    chosen = {"action": "publish", "_selected_action": [str(row.pk)]}
    opd.post(reverse("admin:inventory_application_changelist"), chosen)
    assert "Aplikasi uji" not in page("/aplikasi/")
    office.post(reverse("admin:inventory_application_changelist"), chosen)
    html = page("/aplikasi/")
    assert "Aplikasi uji" in html
    assert "Rp5.000.000 (2026)" in html
    assert "Digabung ke portal, 40 %, target 2027" in html
    change = FORM | {"costs-TOTAL_FORMS": "0", "summary": "Baru"}
    assert opd.post(reverse("admin:inventory_application_change", args=[row.pk]), change).status_code == 302
    assert "Aplikasi uji" not in page("/aplikasi/")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"agency": ""}, "Bagian ini wajib diisi."),
        ({"agency": "dlh"}, "pilihan"),
        ({"plan": "pertahankan"}, "Kemajuan hanya diisi bila aplikasi digabung atau dihentikan."),
        ({"progress": "101"}, "100"),
        ({"costs-0-amount": "-1"}, "Biaya tidak boleh negatif"),
        ({"interface_link": "https://dokumentasi.example.com/"}, "Tautan ke"),
        ({"name": "situs togel"}, "dipakai iklan judi"),
    ],
)
def test_an_opd_is_told_what_is_wrong_and_nothing_is_written(words: dict[str, str], sentence: str) -> None:
    agency("dlh", "DLH")
    response = world.keeper().post(reverse(ADD), FORM | words)
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert not Application.objects.exists()


def test_an_opd_sees_its_own_and_what_its_services_stand_on() -> None:
    kept.reference()
    kept.services()
    reference.load()
    own, other = made(), made("Aplikasi lain", "dlh")
    client = world.keeper("disdukcapil")
    html = page("/panel/aplikasi/", client)
    assert "SIAK" in html
    assert "SIKS-NG" not in html
    siak = Application.objects.get(name="SIAK")
    html = page(reverse("inventory:application", args=[siak.pk]), client)
    assert "Belum diisi" in html
    assert "/panel/kelola/inventory/" not in html  # only Diskominfosatik writes down what belongs to nobody here
    for row in (own, other):
        assert client.get(reverse("inventory:application", args=[row.pk])).status_code == 404
    assert "Aplikasi lain" in page("/panel/aplikasi/", world.platform())


def test_the_inventory_begins_with_what_published_documents_name_and_nothing_else() -> None:
    kept.reference()
    kept.services()
    named = reference.load()
    assert named > 5
    assert reference.load() == 0
    rows = Application.objects.all()
    assert rows.filter(name="SIAK", agency=None, plan="", kind="", is_public=True).exists()
    assert not Cost.objects.exists()
    assert all(row.found_in for row in rows)
    confidential = Service.objects.filter(confidential=True).values_list("pk", flat=True)
    assert not rows.filter(services__in=list(confidential)).exists()


def test_progress_is_that_of_what_is_on_its_way() -> None:
    found = presenters.whole([("gabung", 100), ("hentikan", 1), ("pertahankan", 0), ("", 0)])
    assert (found.all, found.planned, found.moving, found.done, found.average) == (4, 3, 2, 1, "50,5 %")
    assert presenters.whole([("", 0)]).average == ""


def test_the_list_is_narrowed_and_written_for_spreadsheets() -> None:
    made(plan="gabung", is_public=True, data="=cmd|' /C calc'!A0")
    made("Aplikasi lain", "dlh", is_public=True)
    made("Aplikasi draf", "dlh")
    assert "Aplikasi lain" not in page("/aplikasi/?rencana=gabung")
    assert "Aplikasi uji" not in page("/aplikasi/?rencana=belum")
    assert "Tidak ada aplikasi dengan rencana ini" in page("/aplikasi/?rencana=hentikan")
    text = Client().get("/aplikasi/?unduh=1").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["aplikasi"] for row in rows] == ["Aplikasi lain", "Aplikasi uji"]
    assert rows[1]["data"].startswith("'=cmd")


def test_a_page_of_thirty_asks_as_little_as_one_of_two() -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            page("/aplikasi/")
        return len(queries)

    for number in range(2):
        made(f"Aplikasi {number}", is_public=True)
    few = asked()
    for number in range(2, 40):
        Cost.objects.create(application=made(f"Aplikasi {number}", is_public=True), year=2026, amount=1)
    assert asked() <= few + 1
    assert "setelah=" in page("/aplikasi/")


@pytest.mark.parametrize("facts", [{"progress": 5}, {"plan": "gabung", "progress": 101}, {"kind": "x"}, {"plan": "x"}])
def test_the_database_refuses_what_cannot_be(facts: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        made(**facts)
