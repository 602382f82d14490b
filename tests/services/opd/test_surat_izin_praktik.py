"""IZN-04: Dinkes judges the licence by what it must see alone, and the head of DPMPTSP signs when every part is in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from services.catalogue.registry import registry
from services.definition.answers import visible
from services.definition.document import to_data
from services.definition.fields.file import FileField
from services.requests import engine, uploads
from services.requests.actor import Actor
from services.requests.models import RequestGrant, RequestTask, ServiceRequest
from tests import kept
from tests.services.opd.filling import FACTS, clean, filled
from tests.services.outputs.world import photo
from tests.services.requests import world

DOCUMENT = registry.get("surat-izin-praktik").document
PERSONAL = {"ktp", "foto", "sip_lama"}


@dataclass
class Case:
    """Hold one request for a licence and everybody who works on it."""

    request: ServiceRequest
    loket: Actor
    teknis: Actor
    pengunjung: Actor
    kepala: Actor

    def press(self, action: str, actor: Actor, **data: Any) -> None:
        world.press(self.request, action, actor, **data)

    @property
    def state(self) -> str:
        return world.fresh(self.request).state

    @property
    def shared(self) -> set[str]:
        """Return what Dinkes may read now."""
        grants = RequestGrant.objects.filter(request=self.request, ends_at__isnull=True)
        return {name for grant in grants for name in grant.fields}


def answered(request: ServiceRequest, citizen: Actor, raw: dict[str, Any]) -> None:
    """Answer every page as the applicant does, papers too."""
    shown = visible(DOCUMENT, clean(DOCUMENT, raw).answers, FACTS)
    for page in DOCUMENT.form.pages:
        given = {field.id: raw[field.id] for field in page.fields if field.id in shown}
        for field in page.fields:
            if field.id in shown and isinstance(field, FileField):
                kept = uploads.store(request, field, SimpleUploadedFile("berkas.jpg", photo()), citizen.user)
                given[field.id] = [str(kept.pk)]
        engine.save_answers(request.pk, page.id, given, citizen)


@pytest.fixture
def case() -> Case:
    """Return a renewal that is complete and waits for the desk of DPMPTSP to send it on."""
    kept.reference()
    home, guest = world.agency("dpmptsp", "PTS"), world.agency("dinkes", "KES")
    version, citizen = world.publish(to_data(DOCUMENT)), world.citizen()
    request = engine.open_draft(version=version, actor=citizen, applicant=citizen.party, key="draf-sip")
    answered(request, citizen, filled(DOCUMENT, perpanjangan=True))
    world.press(request, "ajukan", citizen)
    made = Case(
        request=world.fresh(request),
        loket=world.officer("verifikator", at=home),
        teknis=world.officer("teknis", at=guest),
        pengunjung=world.officer("pengunjung", at=guest),
        kepala=world.officer("penandatangan", at=home),
    )
    made.press("lengkap", made.loket)
    return made


@pytest.mark.django_db
def test_with_a_visit_the_licence_waits_for_both_parts_in_either_order(case: Case) -> None:
    case.press("teruskan_visitasi", case.loket)
    assert RequestTask.objects.filter(request=case.request, agency="dinkes").count() == 2
    case.press("tempat_sesuai", case.pengunjung)
    assert case.state == "verifikasi_teknis"
    case.press("sesuai", case.teknis)
    assert case.state == "putusan"
    case.press("setujui", case.kepala)
    assert case.state == "penyerahan"


@pytest.mark.django_db
def test_without_a_visit_one_part_is_enough(case: Case) -> None:
    case.press("teruskan", case.loket)
    assert RequestTask.objects.get(request=case.request).agency_id == "dinkes"
    case.press("sesuai", case.teknis)
    assert case.state == "putusan"


@pytest.mark.django_db
def test_dinkes_reads_no_identity_card_and_no_face_and_nothing_once_it_answered(case: Case) -> None:
    assert case.shared == set()
    case.press("teruskan_visitasi", case.loket)
    assert {"str", "skp", "fasyankes", "no_str"} <= case.shared
    assert not case.shared & PERSONAL
    case.press("sesuai", case.teknis)
    assert "ijazah" not in case.shared
    assert "fasyankes" in case.shared
    case.press("tempat_sesuai", case.pengunjung)
    assert case.shared == set()


@pytest.mark.django_db
@pytest.mark.parametrize("doubtful", ["teknis", "tempat"])
def test_one_part_that_does_not_fit_leaves_no_approval_but_a_way_back(case: Case, doubtful: str) -> None:
    case.press("teruskan_visitasi", case.loket)
    if doubtful == "teknis":
        case.press("tempat_sesuai", case.pengunjung)
        case.press("belum_sesuai", case.teknis, kekurangan_teknis="SKP belum cukup.")
    else:
        case.press("sesuai", case.teknis)
        case.press("tempat_belum_sesuai", case.pengunjung, kekurangan_tempat="Belum ada wastafel.")
    with pytest.raises(engine.NotAllowed, match="Syarat"):
        case.press("setujui", case.kepala)
    case.press("ulangi", case.kepala)
    case.press("teruskan", case.loket)
    case.press("sesuai", case.teknis)
    case.press("setujui", case.kepala)
    assert case.state == "penyerahan"


@pytest.mark.django_db
def test_a_part_that_does_not_fit_says_what_is_missing(case: Case) -> None:
    case.press("teruskan", case.loket)
    with pytest.raises(engine.InvalidData):
        case.press("belum_sesuai", case.teknis)
    assert case.state == "verifikasi_teknis"


@pytest.mark.parametrize(
    ("renewal", "which", "papers"),
    [(False, "1", set()), (False, "2", {"sip_lama"}), (True, "1", {"skp", "sip_lama"})],
    ids=["first", "second place", "renewal"],
)
def test_credits_are_for_renewals_and_the_earlier_licence_for_whoever_has_one(
    renewal: bool, which: str, papers: set[str]
) -> None:
    cleaned = clean(DOCUMENT, filled(DOCUMENT, perpanjangan=renewal, sip_ke=which))
    assert visible(DOCUMENT, cleaned.answers, FACTS) & {"skp", "sip_lama"} == papers


def test_whoever_checked_or_sent_it_on_never_signs() -> None:
    assert {"lengkap", "teruskan", "teruskan_visitasi"} <= set(DOCUMENT.action("putusan", "setujui").not_same_as)
