"""An operator sees what was proposed to it, answers for itself alone, and learns nothing about anybody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client

from agencies.models import Agency, Official, Staff
from citizens.models import User
from services.opd.diskominfosatik.signal import actions, brands, figures, joining, letters, printing, rules, workflow
from services.opd.diskominfosatik.signal.models import Letter, OperatorSeat, SignalSite, SiteProposal
from services.outputs.rendering.compiler import RenderFailed
from services.requests.actor import Actor
from tests.services.desk.world import seat as sit
from tests.services.desk.world import words
from tests.services.opd.signal import world as signal
from tests.services.outputs.rendering.world import text_of
from tests.services.requests import world
from tests.signing_in import make_citizen, sign_in

NOW = "2026-11-23T03:00:00Z"
LIST = "/panel/sinyal/usulan/"
pytestmark = pytest.mark.django_db
Budget = Callable[..., Any]


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        signal.places()
        signal.published()
        yield


@pytest.fixture
def desk() -> Actor:
    """Seat an officer of the office."""
    return signal.officer()


@pytest.fixture
def chief(desk: Actor) -> Actor:
    """Seat whoever administers the portal."""
    actor = world.officer(at=Agency.objects.get(pk="diskominfosatik"), is_platform_admin=True)
    assert actor.user is not None
    return actor


def proposed(desk: Actor, *targets: str, metres: int = 0, **more: Any) -> SignalSite:
    """Bring a site to where it lies with these operators."""
    village = signal.geo.atlas().villages[signal.village_of(signal.CIKEDUNG)["desa"]]
    lat = signal.north(signal.CIKEDUNG, metres)["lat"]
    site = joining.make(signal.place(village, lat=lat, lng=signal.CIKEDUNG["lng"], **more), joining.lock())
    for key in (workflow.VERIFY, "survei"):
        signal.step(site, key, desk, "Catatan dinas rahasia.")
    return signal.step(site, "usulkan", desk, "", targets=targets)


def operator(target: str, desk: Actor) -> Client:
    """Sign in somebody who sits at an operator."""
    user = make_citizen(f"{target}@uji.test", name=f"Wakil {target}", second_factor_required=True)
    assert desk.user is not None
    OperatorSeat.objects.create(user=user, target=target, given_by=desk.user, given_at=dt.datetime.now(dt.UTC))
    client = Client()
    sign_in(client, user)
    return client


def answer(client: Client, site: SignalSite, key: str, **more: str) -> Any:
    fresh = SignalSite.objects.get(pk=site.pk)
    data = {"langkah": key, "urutan": fresh.seq, "catatan": "Akan dibangun."} | more
    return client.post(f"{LIST}{site.pk}/", data)


def test_an_operator_sees_only_what_was_proposed_to_it(desk: Actor, django_assert_max_num_queries: Budget) -> None:
    mine, theirs = proposed(desk, "telkomsel"), proposed(desk, "indosat", metres=2000)
    client = operator("telkomsel", desk)
    with django_assert_max_num_queries(9):
        page = words(client.get(LIST))
    assert mine.code in page
    assert theirs.code not in page
    assert client.get(f"{LIST}{theirs.pk}/").status_code == 404
    assert answer(client, theirs, "jawab").status_code == 404


def test_an_operator_reads_no_note_of_the_office_and_no_name(desk: Actor) -> None:
    site = proposed(desk, "telkomsel", "indosat")
    answer(operator("indosat", desk), site, "jawab", catatan="Jawaban Indosat.")
    page = words(operator("telkomsel", desk).get(f"{LIST}{site.pk}/"))
    for secret in ("Catatan dinas rahasia.", "Jawaban Indosat.", "Wakil indosat", "Laporan"):
        assert secret not in page
    assert "Catat usulan" in page


def test_an_operator_answers_with_a_day_and_builds_and_says_when_to_test(desk: Actor) -> None:
    site, client = proposed(desk, "telkomsel"), operator("telkomsel", desk)
    assert "Tulis catatannya dulu." in words(answer(client, site, "jawab", catatan=""))
    wrong = answer(client, site, "jawab", tanggal="31-02-2027")
    assert "Isi tanggal" in words(wrong)
    assert "Akan dibangun." in wrong.content.decode()
    for key, day in (("jawab", "2027-01-10"), ("bangun", "2027-02-01"), ("siap", "2027-05-02")):
        assert answer(client, site, key, tanggal=day).status_code == 302
    assert SignalSite.objects.get(pk=site.pk).state == workflow.BUILDING
    steps = list(site.steps.order_by("seq").values_list("action", "on_date", "targets"))[-3:]
    assert steps == [
        ("jawab", dt.date(2027, 1, 10), ["telkomsel"]),
        ("bangun", dt.date(2027, 2, 1), ["telkomsel"]),
        ("siap", dt.date(2027, 5, 2), ["telkomsel"]),
    ]
    assert "2 Mei 2027" in words(client.get(f"{LIST}{site.pk}/"))


def test_an_operator_answers_for_itself_alone(desk: Actor) -> None:
    site = proposed(desk, "telkomsel", "indosat")
    answer(operator("telkomsel", desk), site, "jawab")
    figures.refresh(site.district_id)
    assert figures.count(site.district_id)["answered"] == {"telkomsel": 1}
    assert answer(operator("indosat", desk), site, "jawab").status_code == 302
    assert figures.count(site.district_id)["answered"] == {"telkomsel": 1, "indosat": 1}


@pytest.mark.parametrize("key", [workflow.VERIFY, "survei", "usulkan", "uji", workflow.FINISH, workflow.DROP, "titik"])
def test_an_operator_takes_no_step_of_the_office(desk: Actor, key: str) -> None:
    site = proposed(desk, "telkomsel")
    before = site.seq
    assert answer(operator("telkomsel", desk), site, key).status_code in {200, 404}
    assert SignalSite.objects.get(pk=site.pk).seq == before


def test_whoever_had_a_site_before_still_reads_it_and_takes_no_step(desk: Actor) -> None:
    site, client = proposed(desk, "telkomsel"), operator("telkomsel", desk)
    answer(client, site, "jawab", catatan="Belum dapat dibangun.")
    signal.step(site, "usulkan", desk, "", targets=["bakti"])
    page = words(client.get(f"{LIST}{site.pk}/"))
    assert "sudah diusulkan ke pihak lain" in page
    assert "bukan bagian operator" in words(answer(client, site, "jawab"))
    assert set(SiteProposal.objects.filter(is_current=True).values_list("target", flat=True)) == {"bakti"}


def test_an_operator_gets_nowhere_else_in_the_panel(desk: Actor) -> None:
    site, client = proposed(desk, "telkomsel"), operator("telkomsel", desk)
    for path in (
        "/panel/sinyal/",
        f"/panel/sinyal/{site.pk}/",
        "/panel/sinyal/surat/",
        "/panel/sinyal/aturan/",
        "/panel/",
    ):
        assert client.get(path).status_code == 403, path
    assert client.get("/masuk/lanjut/")["Location"] == LIST


def test_the_list_is_narrowed_sorted_and_written_down_without_formulas(desk: Actor) -> None:
    first, second = proposed(desk, "telkomsel"), proposed(desk, "telkomsel", metres=2000)
    client = operator("telkomsel", desk)
    answer(client, second, "jawab")
    assert [row["code"] for row in client.get(f"{LIST}?tahap=diusulkan").context["rows"]] == [first.code]
    assert [r["code"] for r in client.get(f"{LIST}?urut=lama").context["rows"]] == [first.code, second.code]
    assert len(client.get(f"{LIST}?tahap=bohong&kecamatan=x&urut=y&setelah=z").context["rows"]) == 2
    sheet = client.get(f"{LIST}?unduh=1")
    text = sheet.content.decode("utf-8-sig")
    assert sheet["Content-Type"].startswith("text/csv")
    assert first.code in text
    assert "laporan" not in text.splitlines()[0].split(",")
    # A latitude is a number; a text that begins like a formula is not let through as one.
    SignalSite.objects.filter(pk=first.pk).update(code="=1+1")
    assert "'=1+1" in client.get(f"{LIST}?unduh=1").content.decode()


def test_the_office_lets_an_account_in_and_ends_that(client: Client, chief: Actor) -> None:
    sit(client, chief)
    page, who = "/panel/sinyal/aturan/", make_citizen("wakil@uji.test", name="Wakil")
    for email, target, said in (
        ("tidak.ada@uji.test", "telkomsel", "Belum ada akun"),
        ("wakil@uji.test", "axis", "Pilih operatornya."),
        (str(chief.user.email if chief.user else ""), "telkomsel", "Akun petugas"),
    ):
        refused = client.post(page, {"aksi": "beri", "surel": email, "operator": target})
        assert (refused.status_code, said in words(refused)) == (422, True)
        assert email in refused.content.decode()
    assert client.post(page, {"aksi": "beri", "surel": "Wakil@uji.test", "operator": "telkomsel"}).status_code == 302
    assert User.objects.get(pk=who.pk).second_factor_required
    other = Client()
    sign_in(other, User.objects.get(pk=who.pk))
    assert other.get(LIST).status_code == 200
    seat = OperatorSeat.objects.get()
    assert client.post(page, {"aksi": "cabut", "kursi": seat.pk}).status_code == 302
    assert other.get(LIST).status_code != 200


def test_only_who_administers_the_portal_opens_that_page(client: Client, desk: Actor) -> None:
    sit(client, desk)
    assert client.get("/panel/sinyal/aturan/").status_code == 403


def test_the_office_changes_a_number_and_the_next_report_follows_it(client: Client, chief: Actor) -> None:
    sit(client, chief)
    page = "/panel/sinyal/aturan/"
    wrong = client.post(page, {"aksi": "angka", "near_m": "10", "few": "10", "far_km": "15"})
    assert (wrong.status_code, "50 sampai 5000" in words(wrong).replace(".", "")) == (422, True)
    assert client.post(page, {"aksi": "angka", "near_m": "lima", "few": "10", "far_km": "15"}).status_code == 422
    here = SignalSite.objects.filter(pk=proposed(signal.officer(), "bakti").pk).get()
    assert joining.near(signal.north(signal.CIKEDUNG, 800)["lat"], here.lng) is None
    assert client.post(page, {"aksi": "angka", "near_m": "1000", "few": "20", "far_km": "15"}).status_code == 302
    assert joining.near(signal.north(signal.CIKEDUNG, 800)["lat"], here.lng) == here
    assert rules.current().few == 20
    assert Staff.objects.filter(user=rules.current().changed_by).exists()


def test_the_office_sets_the_point_of_a_site(client: Client, desk: Actor) -> None:
    sit(client, desk)
    site = proposed(desk, "telkomsel")
    page = f"/panel/sinyal/{site.pk}/"

    def send(lat: str, lng: str) -> Any:
        seq = SignalSite.objects.get(pk=site.pk).seq
        return client.post(page, {"langkah": "titik", "urutan": seq, "lintang": lat, "bujur": lng})

    for lat, lng, said in (
        ("-5,90", "106,35", "di luar Kabupaten Serang"),
        ("nan", "106", "Isi titik dengan angka"),
        ("-6.16", "106.33", "jauh dari desanya"),
    ):
        refused = send(lat, lng)
        assert said in words(refused)
        assert lat in refused.content.decode()
    assert send("-6,0815", "105,9880").status_code == 302
    fresh = SignalSite.objects.get(pk=site.pk)
    assert (fresh.lat, fresh.lng, fresh.state) == (-6.0815, 105.988, workflow.PROPOSED)
    assert "Titik diukur" in words(client.get(page))


def test_a_letter_lists_what_waits_and_is_opened_again_from_the_site(client: Client, desk: Actor) -> None:
    sit(client, desk)
    site = proposed(desk, "telkomsel")
    proposed(desk, "indosat", metres=2000)
    made = client.post("/panel/sinyal/surat/", {"tujuan": "telkomsel"})
    letter = Letter.objects.get()
    assert made["Location"] == f"/panel/sinyal/surat/{letter.pk}/"
    page = words(client.get(made["Location"]))
    assert site.code in page
    assert "Belum diisi (Diskominfosatik)" in page
    assert made["Location"] in client.get(f"/panel/sinyal/{site.pk}/").content.decode()
    assert not letters.waiting("telkomsel").exists()
    client.post("/panel/sinyal/surat/", {"tujuan": "telkomsel"})
    assert Letter.objects.count() == 1


def test_a_letter_takes_its_number_once_and_stays_as_it_was(client: Client, desk: Actor) -> None:
    Official.objects.create(agency_id="diskominfosatik", position="Kepala Dinas", name="Nama Uji", is_head=True)
    sit(client, desk)
    site = proposed(desk, "telkomsel")
    client.post("/panel/sinyal/surat/", {"tujuan": "telkomsel"})
    page = f"/panel/sinyal/surat/{Letter.objects.get().pk}/"
    assert client.post(page, {"nomor": "  "}).status_code == 422
    assert client.post(page, {"nomor": "500.12/17/Diskominfosatik"}).status_code == 302
    assert client.post(page, {"nomor": "lain"}).status_code == 422
    where = f"{site.lat:.5f}"
    actions.move(site.pk, desk.user, -6.0815, 105.988, seq=SignalSite.objects.get(pk=site.pk).seq)  # type: ignore[arg-type]
    shown = words(client.get(page))
    for words_of_it in ("500.12/17/Diskominfosatik", where, "Nama Uji", "Kepala Dinas", "Telkomsel"):
        assert words_of_it in shown


def test_a_letter_is_a_pdf_that_is_the_same_each_time(client: Client, desk: Actor) -> None:
    Official.objects.create(agency_id="diskominfosatik", position="Kepala Dinas", name="Nama Uji", is_head=True)
    sit(client, desk)
    site = proposed(desk, "telkomsel", households=40)
    client.post("/panel/sinyal/surat/", {"tujuan": "telkomsel"})
    letter = Letter.objects.get()
    address = f"/panel/sinyal/surat/{letter.pk}/pdf/"
    assert address in client.get(f"/panel/sinyal/surat/{letter.pk}/").content.decode()
    first, second = client.get(address), client.get(address)
    assert first["Content-Type"] == "application/pdf"
    assert first.content == second.content
    said = text_of(first.content)
    for needed in (site.code, f"{site.lat:.5f}", "Nama Uji", "Kepala Dinas", "Telkomsel", "23 November 2026", "40"):
        assert needed in said
    assert "belum diisi" in said  # its number, until the register of the office gives one


def test_a_letter_that_cannot_be_typeset_leads_back_with_a_sentence(
    client: Client, desk: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(letter: Letter) -> bytes:
        raise RenderFailed("no room")

    sit(client, desk)
    proposed(desk, "telkomsel")
    client.post("/panel/sinyal/surat/", {"tujuan": "telkomsel"})
    monkeypatch.setattr(printing, "pdf", broken)
    page = client.get(f"/panel/sinyal/surat/{Letter.objects.get().pk}/pdf/", follow=True)
    assert "PDF surat ini belum dapat dibuat" in words(page)


@pytest.mark.parametrize(
    ("brand", "operator_behind"),
    [("XL", "xlsmart"), ("Smartfren", "xlsmart"), ("AXIS", "xlsmart"), ("Tri", "indosat"), ("im3", "indosat"),
     ("by.U", "telkomsel"), ("Telkomsel", "telkomsel"), ("Fiktif", "")],
)  # fmt: skip
def test_an_old_brand_names_the_operator_of_today(brand: str, operator_behind: str) -> None:
    assert brands.operator_of(brand) == operator_behind
