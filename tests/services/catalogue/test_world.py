"""Lint's questions about the world are answered from the registry, and from the people there are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from agencies.models import Staff, Unit, WorkCalendar
from services.catalogue import functions
from services.catalogue.checks import check_documents
from services.catalogue.models import FunctionHolder
from services.catalogue.registry import Registry, registry
from services.catalogue.sync import sync
from services.catalogue.world import DatabaseWorld, RegistryWorld
from services.definition.lint import Code, lint
from tests.signing_in import make_officer

pytestmark = pytest.mark.django_db
Register = Callable[..., Registry]
AKTA = registry.get("akta-kelahiran").document
SKTM = registry.get("surat-keterangan-tidak-mampu").document
PPA = registry.get("pengaduan-kekerasan").document


def officer(email: str, agency: str, unit: Unit | None = None, *, active: bool = True) -> Staff:
    return Staff.objects.create(user=make_officer(email), agency_id=agency, unit=unit, is_active=active)


def hold(function: str, staff: Staff, *, service: str | None = None, region: str | None = None) -> FunctionHolder:
    return FunctionHolder.objects.create(
        agency_id=staff.agency_id, function=function, staff=staff, service_id=service, region_id=region
    )


@pytest.fixture(autouse=True)
def _published(published: None) -> None:
    """Publish the real services, so that holders may name them."""


def test_a_service_of_one_agency_has_one_and_one_of_the_districts_has_29() -> None:
    world = DatabaseWorld(registry)
    assert world.agencies(AKTA) == ("disdukcapil",)
    districts = world.agencies(SKTM)
    assert districts is not None
    assert len(districts) == 29


def test_a_kecamatan_is_divided_into_its_desa() -> None:
    world = DatabaseWorld(registry)
    assert len(world.areas("kec-ciruas")) == 15
    assert world.areas("disdukcapil") == ()


def test_the_default_calendar_is_everybody_s() -> None:
    assert DatabaseWorld(registry).has_calendar("disdukcapil") is True
    WorkCalendar.objects.all().delete()
    assert DatabaseWorld(registry).has_calendar("disdukcapil") is False


def test_a_function_is_held_in_person_through_a_unit_or_by_nobody() -> None:
    unit = Unit.objects.create(agency_id="disdukcapil", code="capil", name="Bidang pencatatan sipil")
    person, colleague = officer("a@contoh.test", "disdukcapil"), officer("b@contoh.test", "disdukcapil", unit)
    hold("verifikator", person)
    FunctionHolder.objects.create(agency_id="disdukcapil", function="operator", unit=unit)
    world = DatabaseWorld(registry)
    assert world.holders(AKTA, "verifikator", "disdukcapil", None) == {str(person.pk)}
    assert world.holders(AKTA, "operator", "disdukcapil", None) == {str(colleague.pk)}
    assert world.holders(AKTA, "kabid", "disdukcapil", None) == frozenset()


def test_somebody_who_left_holds_nothing() -> None:
    hold("verifikator", officer("a@contoh.test", "disdukcapil", active=False))
    assert DatabaseWorld(registry).holders(AKTA, "verifikator", "disdukcapil", None) == frozenset()


def test_a_function_of_one_area_is_not_held_in_the_next() -> None:
    staff = officer("a@contoh.test", "kec-ciruas")
    hold("desa", staff, region="36.04.09.2001")
    world = DatabaseWorld(registry)
    assert world.holders(SKTM, "desa", "kec-ciruas", "36.04.09.2001") == {str(staff.pk)}
    assert world.holders(SKTM, "desa", "kec-ciruas", "36.04.09.2002") == frozenset()


def test_a_confidential_service_is_held_only_by_those_it_was_given_to_by_name() -> None:
    staff = officer("a@contoh.test", "dkbp3a")
    everywhere = hold("petugas_ppa", staff)
    assert DatabaseWorld(registry).holders(PPA, "petugas_ppa", "dkbp3a", None) == frozenset()
    everywhere.service_id = "pengaduan-kekerasan"
    everywhere.save()
    assert DatabaseWorld(registry).holders(PPA, "petugas_ppa", "dkbp3a", None) == {str(staff.pk)}


def test_four_eyes_are_found_impossible_with_one_person() -> None:
    staff = officer("a@contoh.test", "disdukcapil")
    for function in AKTA.functions:
        hold(function, staff)
    found = {finding.code for finding in lint(AKTA, DatabaseWorld(registry))}
    assert found == {Code.FOUR_EYES_IMPOSSIBLE}


def test_four_people_are_enough_for_the_birth_certificate() -> None:
    for number, function in enumerate(AKTA.functions):
        hold(function, officer(f"{number}@contoh.test", "disdukcapil"))
    assert lint(AKTA, DatabaseWorld(registry)) == []


def test_the_world_costs_six_queries_for_all_services(django_assert_max_num_queries: object) -> None:
    world = DatabaseWorld(registry)
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        for registered in registry:
            lint(registered.document, world)


def test_staff_holding_a_function_are_found_for_a_place() -> None:
    unit = Unit.objects.get(agency="kec-ciruas", region="36.04.09.2001")
    camat, clerk = officer("c@contoh.test", "kec-ciruas"), officer("d@contoh.test", "kec-ciruas", unit)
    hold("camat", camat)
    FunctionHolder.objects.create(agency_id="kec-ciruas", function="desa", unit=unit, region_id="36.04.09.2001")
    assert list(functions.staff_holding("kec-ciruas", "desa", region="36.04.09.2001")) == [clerk]
    assert list(functions.staff_holding("kec-ciruas", "desa", region="36.04.09.2002")) == []
    assert list(functions.staff_holding("kec-ciruas", "camat", region="36.04.09.2002")) == [camat]
    assert functions.unheld("kec-ciruas", ["desa", "camat", "kasi_pelayanan"]) == ["kasi_pelayanan"]


def test_a_function_of_a_kecamatan_covers_its_desa() -> None:
    staff = officer("a@contoh.test", "kec-ciruas")
    hold("desa", staff, region="36.04.09")
    assert list(functions.staff_holding("kec-ciruas", "desa", region="36.04.09.2001")) == [staff]


def test_somebody_s_own_functions_are_listed() -> None:
    staff = officer("a@contoh.test", "disdukcapil")
    hold("verifikator", staff)
    hold("kabid", staff, service="akta-kelahiran")
    assert [row.function for row in functions.functions_of(staff)] == ["kabid", "verifikator"]


def test_the_registry_alone_judges_hooks_but_no_people(register: Register, small: dict[str, Any]) -> None:
    own = register(small | {"hooks": {"validate": "dinkes.cek"}})
    document = own.get("surat-uji").document
    assert {finding.code for finding in lint(document, RegistryWorld(own))} == {Code.MISSING_HOOK}
    own.register_hook("dinkes.cek", len)
    assert lint(document, RegistryWorld(own)) == []


def test_notice_templates_are_judged_once_somebody_registers_some(register: Register, small: dict[str, Any]) -> None:
    own = register(small | {"notify": [{"when": "state:selesai", "template": "selesai"}]})
    document = own.get("surat-uji").document
    assert lint(document, RegistryWorld(own)) == []
    own.register_notice("diterima", frozenset({"number"}))
    assert {finding.code for finding in lint(document, RegistryWorld(own))} == {Code.MISSING_TEMPLATE}
    own.register_notice("selesai", frozenset({"number"}))
    assert lint(document, RegistryWorld(own)) == []


def test_the_checks_are_silent_about_the_real_services() -> None:
    assert check_documents() == []


def test_the_checks_name_file_line_and_rule(register: Register, small: dict[str, Any]) -> None:
    del small["standard"]["fee"]
    (message,) = check_documents(registry=register(small))
    assert message.id == "catalogue.E002"
    assert "00.yaml, line " in str(message.msg)
    assert "fee" in str(message.msg)
    assert message.hint is not None
    assert message.hint.startswith("Rule empty_component. Fill it;")


def test_the_checks_warn_where_nothing_says_how_long_requests_are_kept(
    register: Register, small: dict[str, Any]
) -> None:
    del small["retention"]
    assert [message.id for message in check_documents(registry=register(small))] == ["catalogue.W003"]


def test_the_checks_report_a_broken_file(register: Register) -> None:
    (message,) = check_documents(registry=register("a: ["))
    assert message.id == "catalogue.E001"


def test_an_app_may_not_bring_a_service_of_another_agency(register: Register, small: dict[str, Any]) -> None:
    (message,) = check_documents(registry=register(small, app="bapenda"))
    assert message.id == "catalogue.E004"
    assert "may not bring a service of the agency 'dinkes'" in str(message.msg)


def test_a_sensitive_question_without_a_reason_is_found_on_its_own_line(
    register: Register, small: dict[str, Any]
) -> None:
    small["form"]["pages"][0]["fields"].append({"id": "nik", "type": "nik", "secret": True})
    own = register(small)
    (message,) = check_documents(registry=own)
    path = own.get("surat-uji").path
    line = next(number for number, text in enumerate(path.read_text().splitlines(), 1) if "id: nik" in text)
    assert f"line {line}:" in str(message.msg)


def test_syncing_keeps_the_people_of_a_service(register: Register, small: dict[str, Any]) -> None:
    sync(register(small))
    staff = officer("a@contoh.test", "dinkes")
    hold("petugas", staff, service="surat-uji")
    sync(register(small | {"title": {"id": "Lain"}}))
    assert FunctionHolder.objects.filter(service="surat-uji", staff=staff).exists()
