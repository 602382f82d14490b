"""Diskominfosatik steers the room; an OPD assesses what it was given; the public reads what was published, no more."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from agencies.models import Staff
from citizens.models import User
from services.opd.diskominfosatik.index import schemes
from services.opd.diskominfosatik.index.models import (
    Assessment,
    Comment,
    Entry,
    EvidenceFile,
    Publication,
    Result,
    Scheme,
)
from tests.services.outputs.world import photo
from tests.services.requests import world
from tests.services.satisfaction import world as survey
from tests.spbe_portal.test_panel import signed_in

pytestmark = pytest.mark.django_db
NOW = "2026-11-23T03:00:00Z"
YEAR = "/panel/indeks/pemdi-2026/2026/"


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def keeper(slug: str, code: str, name: str = "a", **rights: bool) -> Client:
    email = f"{slug}-{name}@uji.test"
    user = User.objects.create_user(email, "sandi-uji-2026", is_staff=True, second_factor_required=True)
    Staff.objects.create(user=user, agency=world.agency(slug, code), **rights)
    return signed_in(user)


@pytest.fixture
def office() -> Client:
    return keeper("diskominfosatik", "KMF", is_platform_admin=True)


@pytest.fixture
def opd() -> Client:
    return keeper("dlh", "DLH", is_agency_admin=True)


@pytest.fixture
def year() -> Assessment:
    schemes.load()
    return schemes.open_year(Scheme.objects.get(pk="pemdi-2026"), 2026)


def entry(number: int) -> Entry:
    return Entry.objects.get(indicator__number=number)


def send(client: Client, row: Entry, asked: str, **words: Any) -> Any:
    return client.post(reverse("index_room:entry", args=[row.pk]), {"aksi": asked, "urutan": row.seq} | words)


def assess(client: Client, number: int, level: str = "3", **more: str) -> Any:
    words = {"level": level, "target": "4", "evidence": "Keputusan uji", "link": "", "plan": ""} | more
    return send(client, entry(number), "nilai", **words)


def text(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def test_a_year_begins_with_nothing_assessed_and_no_level_invented(office: Client) -> None:
    schemes.load()
    answer = office.post("/panel/indeks/mulai/", {"aksi": "tahun", "skema": "pemdi-2026", "tahun": "2026"})
    assert answer["Location"] == YEAR
    html = text(office, YEAR)
    assert html.count("Belum dinilai") == 20
    assert "Paling rendah 1,00, paling tinggi 5,00" in html
    assert not Entry.objects.filter(level__isnull=False).exists()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"aksi": "tahun", "skema": "", "tahun": "2026"}, "Pilih skemanya."),
        ({"aksi": "tahun", "skema": "pemdi-2026", "tahun": "99999"}, "Isi tahun 2018 sampai 2027."),
        ({"aksi": "tahun", "skema": "pemdi-2026", "tahun": "2026"}, "sudah ada"),
        ({"aksi": "hasil", "skema": "spbe-2020", "tahun": "2022", "nilai": "6", "sumber": "x"}, "Isi nilai 1,00"),
        ({"aksi": "hasil", "skema": "spbe-2020", "tahun": "2022", "nilai": "2,9", "sumber": ""}, "Sebut sumbernya"),
        ({"aksi": "hasil", "skema": "spbe-2020", "tahun": "2024", "nilai": "3", "sumber": "x"}, "sudah ada"),
    ],
)
def test_what_cannot_be_begun_is_sent_back_with_a_sentence(
    office: Client, year: Assessment, sent: dict[str, str], said: str
) -> None:
    answer = office.post("/panel/indeks/mulai/", sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_an_official_result_joins_the_history(office: Client, year: Assessment) -> None:
    sent = {"aksi": "hasil", "skema": "spbe-2020", "tahun": "2025", "nilai": "3,81", "sumber": "Keputusan uji"}
    assert office.post("/panel/indeks/mulai/", sent).status_code == 302
    assert Result.objects.filter(year=2025).exists()
    html = text(Client(), "/indeks/")
    assert "2021 2,64 (Indeks SPBE), 2023 3,23 (Indeks SPBE), 2024 3,73 (Indeks SPBE), 2025 3,81" in html
    assert "Belum dinilai" in html


def test_an_opd_assesses_only_what_it_was_given(office: Client, opd: Client, year: Assessment) -> None:
    assert assess(opd, 5).status_code == 404
    assert send(office, entry(5), "tugas", opd="dlh").status_code == 302
    assert assess(opd, 5).status_code == 302
    assert entry(5).level == 3
    html = text(opd, YEAR)
    assert html.count('scope="row"') == 1
    assert "Halaman warga" not in html
    assert send(opd, entry(5), "tugas", opd="").status_code == 403
    assert send(opd, entry(5), "telaah", telaah="setuju").status_code == 403
    for path in (f"{YEAR}andai/", "/panel/indeks/skema/"):
        text(opd, path, status=403)
    assert opd.post(f"{YEAR}langkah/", {"langkah": "terbit"}).status_code == 403


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"evidence": ""}, "Tingkat hanya dicatat bersama buktinya."),
        ({"level": "6"}, "Pilih tingkat 1 sampai 5"),
        ({"level": "3.5"}, "Pilih tingkat 1 sampai 5"),
        ({"link": "javascript:alert(1)"}, "Isi alamat situs yang lengkap"),
        ({"link": "https://judi.example/"}, "Tautan ke"),
        ({"plan": "x" * 2001}, "Paling panjang 2000 huruf."),
    ],
)
def test_a_level_that_cannot_be_is_sent_back_with_everything_typed(
    office: Client, year: Assessment, more: dict[str, str], said: str
) -> None:
    answer = assess(office, 1, **{"plan": "Rencana uji"} | more)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert said in html
    assert more.get("plan", "Rencana uji") in html
    assert entry(1).level is None


def test_whoever_assessed_does_not_review_and_a_new_level_is_reviewed_anew(office: Client, year: Assessment) -> None:
    other = keeper("diskominfosatik", "KMF", "b", is_platform_admin=True)
    assess(office, 1)
    assert send(office, entry(1), "telaah", telaah="setuju").status_code == 422
    assert send(other, entry(1), "telaah", telaah="setuju").status_code == 302
    assert entry(1).review == "setuju"
    assess(office, 1, level="3", plan="Hanya rencananya berubah.")
    assert entry(1).review == "setuju"
    assess(office, 1, level="4")
    assert entry(1).review == "belum"
    user = entry(1).assessed_by
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.filter(pk=entry(1).pk).update(review="setuju", reviewed_by=user)
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.filter(pk=entry(2).pk).update(level=3)


def test_two_people_at_once_lose_nothing(office: Client, year: Assessment) -> None:
    old = entry(1)
    assess(office, 1)
    answer = send(office, old, "nilai", level="5", target="", evidence="Lain", link="", plan="")
    assert answer.status_code == 422
    assert "baru saja diubah orang lain" in answer.content.decode()
    assert entry(1).level == 3


def test_the_index_comes_when_the_last_level_does(office: Client, year: Assessment) -> None:
    for number in range(1, 20):
        assess(office, number, level="3")
    assert ">belum dinilai<" in text(office, YEAR)
    assess(office, 20, level="5")
    html = text(office, YEAR)
    assert "3,30" in html  # (85 * 3 + 15 * 5) / 100
    assert "4,00" in html  # the target of every indicator
    rows = list(csv.DictReader(io.StringIO(text(office, f"{YEAR}?unduh=1").lstrip("\ufeff"))))
    assert (len(rows), rows[19]["tingkat"], rows[19]["kesenjangan"]) == (20, "5", "0")


def test_a_what_if_changes_nothing(office: Client, year: Assessment) -> None:
    query = "&".join(f"i{number}=4" for number in range(1, 21))
    assert "4,00" in text(office, f"{YEAR}andai/?{query}")
    assert "Paling rendah" in text(office, f"{YEAR}andai/?i1=9&i2=x")
    assert not Entry.objects.filter(level__isnull=False).exists()


def test_the_public_reads_levels_as_they_were_published_and_no_evidence(office: Client, year: Assessment) -> None:
    assess(office, 1, evidence="Bukti dalam kantor")
    send(office, entry(1), "komentar", komentar="Komentar dalam kantor")
    office.post(f"{YEAR}langkah/", {"langkah": "terbit"})
    assess(office, 1, level="5")
    html = text(Client(), "/indeks/")
    assert "Ini penilaian sendiri, bukan hasil resmi." in html
    assert '<td class="r b">3</td>' in html
    assert '<td class="r b">5</td>' not in html
    assert "dalam kantor" not in html
    office.post(f"{YEAR}langkah/", {"langkah": "tarik"})
    assert not Publication.objects.exists()
    assert '<td class="r b">3</td>' not in text(Client(), "/indeks/")


def test_a_closed_year_takes_no_change(office: Client, year: Assessment) -> None:
    office.post(f"{YEAR}langkah/", {"langkah": "tutup"})
    answer = assess(office, 1)
    assert answer.status_code == 422
    assert "sudah ditutup" in answer.content.decode()
    office.post(f"{YEAR}langkah/", {"langkah": "buka"})
    assert assess(office, 1).status_code == 302


def test_comments_stay(office: Client, year: Assessment) -> None:
    assert send(office, entry(1), "komentar", komentar=" ").status_code == 422
    send(office, entry(1), "komentar", komentar="Lengkapi keputusannya.")
    assert "Lengkapi keputusannya." in text(office, reverse("index_room:entry", args=[entry(1).pk]))
    for change in (lambda: Comment.objects.update(text="x"), lambda: Comment.objects.all().delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("kosong.pdf", b"", "Pilih berkas"),
        ("halaman.pdf", b"<html><script>x</script></html>", "halaman web"),
        ("program.exe", b"MZ" + b"\x00" * 200, ""),
        ("besar.png", b"\x89PNG\r\n\x1a\n" + b"x" * 2_000_001, "2 MB"),
    ],
)
def test_a_file_that_could_act_or_is_too_big_is_refused(
    office: Client, year: Assessment, name: str, content: bytes, said: str
) -> None:
    answer = send(office, entry(1), "berkas", berkas=SimpleUploadedFile(name, content))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not EvidenceFile.objects.exists()


def test_a_file_is_handed_out_to_those_who_work_on_it_and_acts_nowhere(
    office: Client, opd: Client, year: Assessment
) -> None:
    content = photo()
    send(office, entry(1), "berkas", berkas=SimpleUploadedFile("bukti.jpg", content))
    file = EvidenceFile.objects.get()
    answer = office.get(reverse("index_room:file", args=[file.pk]))
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert opd.get(reverse("index_room:file", args=[file.pk])).status_code == 404
    again = send(office, entry(1), "berkas", berkas=SimpleUploadedFile("lagi.jpg", content))
    assert again.status_code == 422
    send(office, entry(1), "hapus", berkas=str(file.pk))
    assert not EvidenceFile.objects.exists()


def test_what_the_portal_proves_is_shown_as_it_is_now(office: Client, year: Assessment) -> None:
    page = reverse("index_room:entry", args=[entry(20).pk])
    assert "Belum ada angka yang dapat ditampilkan." in text(office, page)
    world.agency("dlh", "DLH")
    world.publish(survey.surveyed(code="TST-10", slug="izin-dlh", agency="dlh"))
    survey.answers(12, 4, "izin-dlh", "dlh")
    survey.published()
    assert "Indeks 100,00 (mutu A) dari 12 penilai, 2026." in text(office, page)
    assert "1 layanan terbit" in text(office, reverse("index_room:entry", args=[entry(17).pk]))


def test_a_scheme_comes_in_from_a_file_and_a_wrong_one_leaves_nothing(office: Client) -> None:
    good = (schemes.FOLDER / "pemdi_2026.json").read_bytes()
    bad = good.replace(b'"weight": "15.00"', b'"weight": "14.00"')
    for content, said in ((bad, "harus tepat 100.00"), (b"\xff\xfe", "UTF-8"), (b"", "Pilih berkas JSON dulu.")):
        answer = office.post("/panel/indeks/skema/", {"skema": SimpleUploadedFile("x.json", content)})
        assert answer.status_code == 422
        assert said in answer.content.decode()
        assert not Scheme.objects.exists()
    assert office.post("/panel/indeks/skema/", {"skema": SimpleUploadedFile("x.json", good)}).status_code == 302
    assert "100,00" in text(office, "/panel/indeks/skema/")


def test_the_pages_cost_few_queries(office: Client, year: Assessment, django_assert_max_num_queries: Any) -> None:
    assess(office, 1)
    office.get(YEAR)
    with django_assert_max_num_queries(12):
        office.get(YEAR)
    office.post(f"{YEAR}langkah/", {"langkah": "terbit"})
    client = Client()
    client.get("/indeks/")
    with django_assert_max_num_queries(16):
        client.get("/indeks/")
