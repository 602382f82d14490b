"""PPID-01, PPID-02, KOM-01: ten working days and seven more, an objection that opens the request again, reports."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from services.catalogue.registry import registry
from services.definition.answers import visible
from services.definition.document import ActionType, Phase, to_data
from services.outputs import actions
from services.requests import engine
from services.requests.actor import Actor
from services.requests.models import ServiceRequest
from tests.services.opd.filling import FACTS, clean, filled
from tests.services.outputs.world import sent
from tests.services.requests import world
from tests.services.requests.pages import rooms

PPID = registry.get("permohonan-informasi-publik").document
OBJECTION = registry.get("keberatan-informasi-publik").document
SIGNAL = registry.get("laporan-blank-spot").document
MONDAY = "2026-11-23T03:00:00Z"
WHY = "Penolakan tidak menyebut uji konsekuensi."


def test_ten_working_days_run_from_the_day_it_came_in_and_seven_more_are_given_once() -> None:
    assert PPID.sla is not None
    assert (PPID.sla.amount, PPID.sla.unit, PPID.sla.from_) == (10, "working_days", "submitted")
    assert PPID.standard.duration is not None
    assert PPID.standard.duration.status == "statutory"
    for state in ("penyediaan", "putusan"):
        more = PPID.action(state, "perpanjang")
        assert more.extend is not None
        assert (more.extend.amount, more.extend.unit, more.times) == (7, "working_days", 1)
        assert [field.id for field in more.form if field.required] == ["alasan"]


def test_every_answer_may_be_objected_to_within_thirty_working_days() -> None:
    for key in ("selesai", "sebagian", "ditolak"):
        rule = PPID.state(key).objection_rule
        assert rule is not None
        assert rule.within is not None
        assert (rule.service, rule.within.amount, rule.within.unit) == (OBJECTION.slug, 30, "working_days")


def test_a_refusal_names_the_article() -> None:
    for action in ("tolak", "kabulkan_sebagian"):
        required = [field.id for field in PPID.action("putusan", action).form if field.required]
        assert required == ["pasal", "alasan"]


@pytest.mark.parametrize(("way", "asked"), [("melihat", False), ("salinan-cetak", True), ("salinan-elektronik", True)])
def test_who_only_reads_is_not_asked_how_a_copy_is_sent(way: str, asked: bool) -> None:
    cleaned = clean(PPID, filled(PPID, cara_peroleh=way))
    assert ("cara_kirim" in visible(PPID, cleaned.answers, FACTS)) is asked


@pytest.mark.parametrize(("kind", "needed"), [("perorangan", False), ("kelompok", False), ("badan-hukum", True)])
def test_only_a_legal_body_shows_its_deed(kind: str, needed: bool) -> None:
    cleaned = clean(PPID, filled(PPID, kategori=kind))
    assert ("badan_hukum" in visible(PPID, cleaned.answers, FACTS)) is needed


def test_a_request_is_sent_to_the_office_that_holds_the_information_only_once() -> None:
    forwards = [key for key, action in PPID.workflow.actions() if action.type is ActionType.FORWARD]
    assert forwards == ["verifikasi", "penyediaan_opd"]
    assert PPID.action("penyediaan_opd", "serahkan_bahan").agencies == ("diskominfosatik",)
    assert not any(action.type is ActionType.RETURN for key, action in PPID.workflow.actions() if key != "verifikasi")


def test_an_objection_has_the_seven_grounds_of_the_law_and_thirty_working_days() -> None:
    grounds: Any = OBJECTION.field("alasan_keberatan")
    assert len(grounds.options) == 7
    assert OBJECTION.sla is not None
    assert (OBJECTION.sla.amount, OBJECTION.sla.unit, OBJECTION.sla.from_) == (30, "working_days", "submitted")


def test_an_unanswered_request_can_be_objected_to_by_its_number() -> None:
    assert not OBJECTION.needs_parent
    assert OBJECTION.field("no_permohonan").required


@pytest.mark.parametrize("paper", [True, False])
def test_the_letter_of_the_desa_is_asked_of_who_has_it(paper: bool) -> None:
    cleaned = clean(SIGNAL, filled(SIGNAL, punya_surat_desa=paper))
    assert ("pernyataan_desa" in visible(SIGNAL, cleaned.answers, FACTS)) is paper


def test_a_place_without_signal_is_reported_without_an_account() -> None:
    assert SIGNAL.access.level == "anonymous"
    required = {field.id for _page, field in SIGNAL.fields() if field.required and field.show_if is None}
    assert required == {"kampung", "status", "operator"}  # whoever has no GPS still reports


def test_only_the_first_answer_to_a_report_is_promised() -> None:
    assert SIGNAL.sla is None
    clock = SIGNAL.state("verifikasi").sla
    assert clock is not None
    assert (clock.amount, clock.unit) == (5, "working_days")
    assert {state.phase for state in SIGNAL.workflow.states.values()} & {Phase.REJECTED} == set()


@pytest.fixture
def now() -> Iterator[Any]:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


def published(document: Any) -> Any:
    """Publish a document without its papers: files are tried where files are tested."""
    data = to_data(document)
    data["form"]["pages"] = [page for page in data["form"]["pages"] if page["id"] != "berkas"]
    return world.publish(data)


@pytest.fixture
def office() -> Any:
    return world.agency("diskominfosatik", "KOM")


@pytest.fixture
def asked(now: Any, office: Any) -> tuple[ServiceRequest, Actor]:
    rooms.places()
    warga = world.citizen()
    return world.submitted(published(PPID), warga, filled(PPID, opd_tujuan="dinkes")), warga


def refused(request: ServiceRequest, office: Any, now: Any) -> None:
    desk, executor, head = (world.officer(name, at=office) for name in ("petugas", "ppid_pelaksana", "ppid_utama"))
    world.press(request, "lengkap", desk)
    world.press(request, "sediakan", desk)
    world.press(request, "kirim_bahan", executor, uraian="Dokumen ada, sebagian dikecualikan.")
    world.press(request, "tolak", head, pasal="UU 14/2008 Pasal 17", alasan="Dikecualikan.")
    now.shift(11)
    engine.settle(request.pk)


@pytest.mark.django_db
def test_seven_working_days_more_are_given_once_and_never_again(asked: Any, office: Any) -> None:
    request, _warga = asked
    desk, head = world.officer("petugas", at=office), world.officer("ppid_utama", at=office)
    first = world.fresh(request).due_at
    world.press(request, "lengkap", desk)
    world.press(request, "sediakan", desk)
    world.press(request, "perpanjang", head, alasan="Dokumen tersebar di tiga bidang.")
    later = world.fresh(request).due_at
    assert first is not None
    assert later is not None
    assert (first.date().isoformat(), later.date().isoformat()) == ("2026-12-07", "2026-12-16")
    with pytest.raises(engine.EngineError):
        world.press(request, "perpanjang", head, alasan="Sekali lagi.")


@pytest.mark.django_db
def test_a_granted_objection_opens_the_request_again(asked: Any, office: Any, now: Any) -> None:
    request, warga = asked
    published(OBJECTION)
    refused(request, office, now)
    draft = engine.open_objection(request.pk, warga, "keberatan-1")
    assert draft.answers["no_permohonan"] == world.fresh(request).number
    given = {"alasan_keberatan": "dikecualikan", "kasus_posisi": WHY, "lewat_kuasa": False}
    engine.save_answers(draft.pk, "keberatan", given, warga)
    world.press(draft, "ajukan", warga)
    desk, superior = world.officer("petugas", at=office), world.officer("atasan_ppid", at=office)
    world.press(draft, "lengkap", desk)
    world.press(draft, "registrasikan", desk, nomor_register="K-1/2026")
    paper = actions.prepare(world.fresh(draft), "tanggapan", sent(), superior.user)
    world.press(draft, "terima", superior, output=str(paper.pk), sha256=paper.sha256)
    now.shift(11)
    engine.settle(draft.pk)
    assert world.fresh(draft).trouble == ""
    assert (world.fresh(request).state, world.fresh(request).phase) == ("penyediaan", Phase.IN_PROCESS)


@pytest.mark.django_db
def test_after_thirty_working_days_the_objection_is_too_late(asked: Any, office: Any, now: Any) -> None:
    request, warga = asked
    published(OBJECTION)
    refused(request, office, now)
    now.move_to("2027-02-01T03:00:00Z")
    with pytest.raises(engine.NoObjection, match="sudah lewat"):
        engine.open_objection(request.pk, warga, "keberatan-1")


@pytest.mark.django_db
def test_another_office_prepares_the_information_and_ppid_decides(asked: Any, office: Any) -> None:
    request, _warga = asked
    dinkes = world.agency("dinkes", "DKS")
    desk, executor = world.officer("petugas", at=office), world.officer("ppid_pelaksana", at=dinkes)
    head = world.officer("ppid_utama", at=office)
    world.press(request, "lengkap", desk)
    world.press(request, "alihkan", desk, agency="dinkes", text="Dokumennya milik Dinkes.")
    assert (world.fresh(request).agency_id, world.fresh(request).state) == ("dinkes", "penyediaan_opd")
    world.press(
        request, "serahkan_bahan", executor, agency="diskominfosatik", text="Bahan siap.", uraian="Dokumen lengkap."
    )
    assert (world.fresh(request).agency_id, world.fresh(request).state) == ("diskominfosatik", "putusan")
    assert head.staff is not None
    world.press(request, "tolak", head, pasal="UU 14/2008 Pasal 17", alasan="Dikecualikan.")


@pytest.mark.django_db
def test_an_objection_by_number_alone_is_granted_in_writing(now: Any, office: Any) -> None:
    warga = world.citizen()
    given = {"no_permohonan": "PPID-2026-1", "alasan_keberatan": "tidak-ditanggapi", "kasus_posisi": WHY}
    request = world.submitted(published(OBJECTION), warga, {**given, "lewat_kuasa": False})
    desk, superior = world.officer("petugas", at=office), world.officer("atasan_ppid", at=office)
    world.press(request, "lengkap", desk)
    world.press(request, "registrasikan", desk, nomor_register="K-2/2026")
    paper = actions.prepare(world.fresh(request), "tanggapan", sent(), superior.user)
    chosen = {"output": str(paper.pk), "sha256": paper.sha256}
    with pytest.raises(engine.NotAllowed):
        world.press(request, "terima", superior, **chosen)
    world.press(request, "terima_tertulis", superior, **chosen)
    now.shift(11)
    engine.settle(request.pk)
    assert world.fresh(request).phase == Phase.APPROVED
