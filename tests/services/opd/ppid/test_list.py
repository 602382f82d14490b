"""Everybody finds public information; an OPD writes it, Diskominfosatik publishes it."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from agencies import actions as people
from agencies import helpdesk
from agencies.models import Agency, HelpContact, Staff
from services.catalogue import documents
from services.catalogue.models import Service
from services.opd.diskominfosatik.ppid import actions, queries
from services.opd.diskominfosatik.ppid.models import InformationItem, PublishedItem
from tests import kept
from tests.signing_in import make_officer, sign_in
from tests.spbe_portal.markup import Markup, sound

pytestmark = pytest.mark.django_db
GIVEN = {
    "agency": "dinkes",
    "title": "Rencana kerja",
    "summary": "Apa yang dikerjakan tahun ini",
    "category": "berkala",
    "format": "keduanya",
    "period": "2026",
}


@pytest.fixture(autouse=True)
def reference() -> None:
    """Load the agencies."""
    kept.reference()


def item(title: str = "Rencana kerja", *, publish: bool = True, **words: Any) -> InformationItem:
    row = InformationItem(**({"agency_id": "dinkes", "category": "berkala", "title": title} | words))
    row.full_clean()
    row.save()
    if publish:
        actions.publish([row.pk])
    return row


def keeper(client: Client, agency: str, **role: bool) -> None:
    user = make_officer(f"{agency}@contoh.test")
    sign_in(client, people.appoint(Staff(user=user, agency_id=agency, **(role or {"is_agency_admin": True}))).user)


def titles(path: str = "/ppid/") -> list[str]:
    html = Client().get(path).content.decode()
    sound(html)
    return [row.title for row in PublishedItem.objects.order_by("title") if f"{row.title}</h3>" in html]


def test_an_empty_list_says_who_fills_it_and_invents_nobody() -> None:
    html = Client().get("/ppid/").content.decode()
    assert "Daftar belum diisi" in html
    assert html.count("Belum diisi oleh Diskominfosatik") == 2
    assert "Layanan ini belum dibuka." in html


def test_the_page_leads_to_both_services_and_says_the_days_of_their_documents() -> None:
    kept.services()
    html = Client().get("/ppid/").content.decode()
    markup = Markup(html)
    assert markup.find("a", href="/layanan/permohonan-informasi-publik/")
    assert markup.find("a", href="/layanan/keberatan-informasi-publik/")
    asked, objected = (
        documents.load(Service.objects.select_related("live").get(pk=slug).live)  # type: ignore[arg-type]
        for slug in ("permohonan-informasi-publik", "keberatan-informasi-publik")
    )
    extend = asked.action("putusan", "perpanjang").extend
    objection = asked.workflow.states["ditolak"].objection
    for duration in (asked.sla, objected.sla, objection.within, extend):
        assert duration.unit == "working_days"
        assert f"{duration.amount} hari kerja" in html
    assert (asked.sla.amount, extend.amount, objected.sla.amount, objection.within.amount) == (10, 7, 30, 30)


def test_who_answers_is_shown_once_it_is_filled_in() -> None:
    HelpContact.objects.create(kind="ppid", value="Kepala Dinas contoh")
    helpdesk.forget()
    html = Client().get("/ppid/").content.decode()
    assert "Kepala Dinas contoh" in html
    assert html.count("Belum diisi oleh Diskominfosatik") == 1


def test_what_an_opd_writes_waits_until_it_is_published(client: Client) -> None:
    keeper(client, "dinkes")
    assert client.post(reverse("admin:ppid_informationitem_add"), GIVEN).status_code == 302
    row = InformationItem.objects.get()
    assert titles() == []
    actions.publish([row.pk])
    assert titles() == ["Rencana kerja"]
    client.post(reverse("admin:ppid_informationitem_change", args=[row.pk]), GIVEN | {"title": "Rencana baru"})
    assert titles() == ["Rencana kerja"]
    page = client.get(reverse("admin:ppid_informationitem_changelist")).content.decode()
    assert "terbit, perubahan menunggu" in page


def test_what_diskominfosatik_writes_is_public_at_once_and_can_be_withdrawn(client: Client) -> None:
    keeper(client, "diskominfosatik", is_platform_admin=True)
    client.post(reverse("admin:ppid_informationitem_add"), GIVEN)
    assert titles() == ["Rencana kerja"]
    row = InformationItem.objects.get()
    chosen = {"action": "withdraw", "_selected_action": [str(row.pk)]}
    client.post(reverse("admin:ppid_informationitem_changelist"), chosen)
    assert titles() == []
    client.post(reverse("admin:ppid_informationitem_changelist"), chosen | {"action": "publish"})
    assert titles() == ["Rencana kerja"]


def test_an_opd_neither_publishes_nor_reaches_the_rows_of_another(client: Client) -> None:
    own, other = item("Milik sendiri", publish=False), item("Milik lain", agency_id="dlh", publish=False)
    keeper(client, "dinkes")
    listing = reverse("admin:ppid_informationitem_changelist")
    client.post(listing, {"action": "publish", "_selected_action": [str(own.pk), str(other.pk)]})
    assert not PublishedItem.objects.exists()
    page = client.get(listing).content.decode()
    assert "Milik sendiri" in page
    assert "Milik lain" not in page
    assert 'value="publish"' not in page
    address = reverse("admin:ppid_informationitem_change", args=[other.pk])
    assert client.post(address, GIVEN).status_code in {302, 403, 404}
    other.refresh_from_db()
    assert other.title == "Milik lain"


def test_the_list_is_searched_and_narrowed() -> None:
    item("Laporan keuangan", summary="Anggaran semester pertama")
    item("Daftar aset", category="setiap-saat", agency_id="dlh")
    assert titles("/ppid/?q=ANGGARAN++semester") == ["Laporan keuangan"]
    assert titles("/ppid/?kategori=setiap-saat") == ["Daftar aset"]
    assert titles("/ppid/?opd=dlh") == ["Daftar aset"]
    assert titles("/ppid/?q=laporan&opd=dlh") == []
    assert "Tidak ada yang cocok" in Client().get("/ppid/?q=laporan&opd=dlh").content.decode()


@pytest.mark.parametrize("query", ["%", "_", "\x00", "a" * 500, "' OR 1=1 --", "<script>"])
def test_strange_words_find_nothing_and_break_nothing(query: str) -> None:
    item()
    answer = Client().get("/ppid/", {"q": query, "kategori": query, "opd": query, "setelah": query})
    assert answer.status_code == 200
    assert "tidak kami temukan" in answer.content.decode()


def test_pages_follow_each_other_without_a_gap_and_cost_the_same(django_assert_num_queries: Any) -> None:
    for number in range(45):
        item(f"Informasi {number:02d}")
    seen: list[str] = []
    path = "/ppid/"
    Client().get(path)
    for _page in range(3):
        with django_assert_num_queries(4):
            html = Client().get(path).content.decode()
        seen += [f"Informasi {number:02d}" for number in range(45) if f"Informasi {number:02d}</h3>" in html]
        following = [link["href"] for link in Markup(html).find("a", rel="next")]
        path = f"/ppid/{following[0]}" if following else ""
    assert seen == [f"Informasi {number:02d}" for number in range(45)]
    assert path == ""


def test_the_table_for_spreadsheets_holds_what_was_found_and_runs_nothing(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    item("=HYPERLINK(1)", responsible="Sekretaris", retention="5 tahun")
    item("Daftar aset", category="setiap-saat", agency_id="dlh")
    with django_assert_num_queries(2):
        answer = Client().get("/ppid/daftar.csv?opd=dinkes")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["Judul"] for row in rows] == ["'=HYPERLINK(1)"]
    assert rows[0]["Masa simpan"] == "5 tahun"


def test_exempt_information_names_its_article_and_leads_nowhere() -> None:
    with pytest.raises(ValidationError, match="pasal"):
        item(category="dikecualikan")
    law = "UU 14/2008 Pasal 17 huruf h"
    with pytest.raises(ValidationError, match="bertautan"):
        item(category="dikecualikan", exemption=law, link="https://dinkes.serangkab.go.id/x.pdf")
    with pytest.raises(ValidationError, match="Kosongkan"):
        item(exemption=law)
    item("Rekam medis", category="dikecualikan", exemption=law)
    assert law in Client().get("/ppid/").content.decode()


@pytest.mark.parametrize("words", [{"category": "dikecualikan"}, {"category": "lain"}, {"exemption": "x"}])
def test_the_database_holds_the_rule_too(words: dict[str, str]) -> None:
    row = item(publish=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        InformationItem.objects.filter(pk=row.pk).update(**words)


@pytest.mark.parametrize("link", ["https://judi.example.com/", "javascript:alert(1)", "http://serangkab.go.id@x.com/"])
def test_a_link_leads_only_where_everybody_may_be_led(link: str) -> None:
    with pytest.raises(ValidationError):
        item(link=link)


def test_what_an_office_that_closed_had_is_not_shown() -> None:
    item()
    Agency.objects.filter(pk="dinkes").update(is_active=False)
    assert "Rencana kerja" not in Client().get("/ppid/").content.decode()


def test_withdrawn_rows_come_back_as_they_are_written_now() -> None:
    row = item()
    actions.withdraw([row.pk])
    InformationItem.objects.filter(pk=row.pk).update(title="Judul baru")
    actions.publish([row.pk])
    assert list(queries.found(queries.Wanted()).values_list("title", flat=True)) == ["Judul baru"]
