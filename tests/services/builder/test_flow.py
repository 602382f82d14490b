"""A path comes from a pattern, is changed state by state and action by action, and every pattern is sound."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from agencies.models import Staff
from services.builder import patterns
from services.builder.steps.order import states_in_turn
from services.catalogue.models import FunctionHolder, ServiceVersion
from services.definition import document as definition
from services.definition.lint import lint
from services.definition.world import OpenWorld
from tests.services.builder.conftest import address, now_in
from tests.services.builder.forms import sheet_of
from tests.services.catalogue.conftest import SMALL
from tests.services.requests import world

pytestmark = pytest.mark.django_db
PATTERNS = [each.key for each in patterns.patterns()]


def flow(version: ServiceVersion) -> dict[str, Any]:
    found: dict[str, Any] = now_in(version)["workflow"]
    return found


def press(client: Client, version: ServiceVersion, doing: str, **more: Any) -> Any:
    base = ServiceVersion.objects.get(pk=version.pk).checksum
    return client.post(address(version, "alur"), {"asal": base, "langkah": doing, **more})


def fill(client: Client, version: ServiceVersion, query: str, **typed: Any) -> Any:
    url = address(version, "alur", query)
    sent = sheet_of(client.get(url)) | {name: v if isinstance(v, list) else [v] for name, v in typed.items()}
    return client.post(url, sent | {"langkah": ["simpan"]})


@pytest.mark.parametrize("key", PATTERNS)
def test_every_pattern_lays_a_path_that_lint_finds_nothing_in(key: str) -> None:
    data: dict[str, Any] = {**copy.deepcopy(SMALL), "sla": {"amount": 3}}
    pattern = patterns.pattern_of(key)
    assert pattern is not None
    patterns.lay(data, pattern, ["dlh", "dpupr", "dlh"])
    assert lint(definition.parse(data), OpenWorld()) == []


def test_a_pattern_replaces_the_path_and_is_undone(draft: ServiceVersion, opd: Client) -> None:
    press(opd, draft, "pola:kunjungan")
    met = states_in_turn(definition.parse(now_in(draft)))
    assert met == ["draf", "periksa", "kunjungan", "perbaikan", "putusan", "selesai", "ditolak"]
    assert set(flow(draft)["states"]) == set(met)
    assert "surveyor" in now_in(draft)["functions"]
    page = opd.get(address(draft, "alur")).content.decode()
    assert "<svg" in page
    assert "Kunjungan lapangan" in page
    assert "Yang menekan “Setujui” bukan orang yang menekan" in page
    press(opd, draft, "urungkan")
    assert now_in(draft)["workflow"] == draft.document["workflow"]


def test_a_pattern_that_needs_offices_asks_for_them(draft: ServiceVersion, opd: Client) -> None:
    answer = press(opd, draft, "pola:bagi_tugas")
    assert "Pilih kantor yang ikut memproses." in answer.content.decode()
    world.agency("dlh", "DLH")
    press(opd, draft, "pola:bagi_tugas", kantor=["dlh", "", ""])
    (fork,) = [a for a in flow(draft)["states"]["periksa"]["actions"] if a["key"] == "bagi"]
    assert fork["tasks"] == [{"function": "teknis", "agency": "dlh"}]


def test_a_path_through_all_kecamatan_is_laid_by_diskominfosatik_alone(
    draft: ServiceVersion, opd: Client, keeper: Client
) -> None:
    assert "Minta Diskominfosatik" in press(opd, draft, "pola:desa_kecamatan_opd", kantor="dinkes").content.decode()
    press(keeper, draft, "pola:desa_kecamatan_opd", kantor="dinkes")
    document = now_in(draft)
    assert document["agency"] == {"from": "lokasi.kecamatan"}
    assert "lokasi" in [field["id"] for field in document["form"]["pages"][0]["fields"]]


def test_a_state_says_who_how_long_and_what_the_citizen_reads(draft: ServiceVersion, opd: Client) -> None:
    fill(opd, draft, "tahap=periksa", warga="Berkas Anda dibaca.", waktu="2", keberatan="ya")
    state = flow(draft)["states"]["periksa"]
    assert state["citizen_text"] == {"id": "Berkas Anda dibaca."}
    assert state["sla"] == {"amount": 2}
    assert "paling lama 2 hari kerja" in opd.get(address(draft, "alur")).content.decode()
    fill(opd, draft, "tahap=periksa", waktu="")
    assert "sla" not in flow(draft)["states"]["periksa"]


def test_states_and_actions_are_added_changed_and_taken_away(draft: ServiceVersion, opd: Client) -> None:
    press(opd, draft, "tahap", nama="Sidang", fase="in_process")
    page = opd.get(address(draft, "alur")).content.decode()
    assert "Tidak ada jalan ke tahap ini." in page
    press(opd, draft, "tindakan:periksa", nama="Bawa ke sidang", jenis="move", ke="sidang")
    press(opd, draft, "tindakan:sidang", nama="Setujui sidang", jenis="approve", ke="selesai")
    fill(opd, draft, "tahap=sidang", warga="Sidang membahas permohonan Anda.")
    fill(opd, draft, "tahap=sidang&tindakan=setujui_sidang", bukan=["bawa_ke_sidang"], oleh=["petugas", "kepala"])
    (action,) = flow(draft)["states"]["sidang"]["actions"]
    assert action["not_same_as"] == ["bawa_ke_sidang"]
    assert action["by"] == ["petugas", "kepala"]
    assert "Tidak ada jalan ke tahap ini." not in opd.get(address(draft, "alur")).content.decode()
    press(opd, draft, "hapus-tindakan:sidang.setujui_sidang")
    press(opd, draft, "hapus-tahap:sidang")
    assert "sidang" not in flow(draft)["states"]
    assert "Tahap yang disebut tidak ada." in opd.get(address(draft, "alur")).content.decode()


def test_an_action_without_anybody_is_refused_at_its_box(draft: ServiceVersion, opd: Client) -> None:
    answer = fill(opd, draft, "tahap=periksa&tindakan=setujui", oleh=[], nama="Kabulkan")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'href="#b-oleh"' in page
    assert 'value="Kabulkan"' in page


def test_what_an_action_asks_is_changed_like_a_page(draft: ServiceVersion, opd: Client) -> None:
    page = "halaman=@periksa.setujui"
    base = ServiceVersion.objects.get(pk=draft.pk).checksum
    sent = {"asal": base, "langkah": "tambah", "label": "Nomor berita acara", "jenis": "short_text"}
    answer = opd.post(address(draft, "formulir", page), sent)
    assert answer.status_code == 302
    assert opd.get(answer.headers["Location"]).status_code == 200
    (action,) = [a for a in flow(draft)["states"]["periksa"]["actions"] if a["key"] == "setujui"]
    assert action["form"][0]["id"] == "nomor_berita_acara"
    assert "Nomor berita acara" in opd.get(address(draft, "alur", "tahap=periksa&tindakan=setujui")).content.decode()
    assert opd.get(address(draft, "formulir", "halaman=@periksa.hilang")).status_code == 404


def test_a_role_in_use_stays_and_says_so(draft: ServiceVersion, opd: Client) -> None:
    press(opd, draft, "peran", nama="Kepala bidang")
    assert now_in(draft)["functions"]["kepala_bidang"] == {"label": {"id": "Kepala bidang"}}
    assert "Peran ini masih dipakai." in press(opd, draft, "hapus-peran:petugas").content.decode()
    press(opd, draft, "hapus-peran:kepala_bidang")
    assert "kepala_bidang" not in now_in(draft)["functions"]
    fill(opd, draft, "bagian=peran", petugas_nama="Petugas loket", petugas_tanda="ya")
    assert now_in(draft)["functions"]["petugas"] == {"label": {"id": "Petugas loket"}, "signs": True}


def test_the_clock_of_the_whole_path_is_written_in_boxes(draft: ServiceVersion, opd: Client) -> None:
    fill(
        opd,
        draft,
        "bagian=aturan",
        waktu="5",
        sejak="submitted",
        **{"ingat--0-persen": "80", "ingat--0-siapa": "kepala"},
    )
    assert now_in(draft)["sla"] == {"amount": 5, "from": "submitted", "escalate": [{"at": 80, "to": "kepala"}]}
    answer = fill(opd, draft, "bagian=aturan", waktu="lima")
    assert answer.status_code == 422
    assert 'value="lima"' in answer.content.decode()


@pytest.mark.parametrize("query", ["tahap=hilang", "tahap=periksa&tindakan=hilang"])
def test_a_part_that_is_not_there_is_not_found(draft: ServiceVersion, opd: Client, query: str) -> None:
    assert opd.get(address(draft, "alur", query)).status_code == 404


def test_a_role_is_given_to_somebody_of_the_office_and_written_down(draft: ServiceVersion, opd: Client) -> None:
    clerk, stranger = world.officer(at=world.agency("dinkes", "DKS")), world.officer(at=world.agency("dlh", "DLH"))
    assert clerk.staff is not None
    assert stranger.staff is not None
    opd.post(address(draft, "alur"), {"langkah": "tugaskan:petugas", "petugas": str(stranger.staff.pk)})
    opd.post(address(draft, "alur"), {"langkah": "tugaskan:hilang", "petugas": str(clerk.staff.pk)})
    assert not FunctionHolder.objects.exists()
    for _twice in range(2):
        opd.post(address(draft, "alur"), {"langkah": "tugaskan:petugas", "petugas": str(clerk.staff.pk)})
    holder = FunctionHolder.objects.get()
    assert (holder.staff, holder.service_id, holder.function) == (clerk.staff, draft.service_id, "petugas")
    assert LogEntry.objects.filter(object_id=str(holder.pk)).count() == 1
    assert str(clerk.staff) in opd.get(address(draft, "alur", "bagian=peran")).content.decode()


def test_nobody_gives_a_role_to_oneself(draft: ServiceVersion, opd: Client) -> None:
    own = Staff.objects.get(user__pk=opd.session["_auth_user_id"])
    answer = opd.post(address(draft, "alur"), {"langkah": "tugaskan:petugas", "petugas": str(own.pk)}, follow=True)
    assert "Anda tidak dapat memberi fungsi kepada diri sendiri." in answer.content.decode()
    assert not FunctionHolder.objects.exists()
