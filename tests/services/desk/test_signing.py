"""An officer signs while deciding, or several drafts at once; the passphrase is nowhere afterwards."""

from __future__ import annotations

import logging

import pytest
import redis
from django.apps import apps
from django.conf import settings as configured
from django.core.cache import cache
from django.db import connection

from services.desk.attempt import SIGN
from services.outputs.models import Output, Signature, SignatureKind
from services.outputs.signing import stand_in
from services.requests.files import private_path
from services.requests.models import Phase
from tests.services.desk import world as desk
from tests.services.outputs import world as outputs
from tests.services.outputs.signing import world as signing
from tests.services.outputs.signing.conftest import now, served, stand
from tests.services.requests import world

__all__ = ["now", "served", "stand"]
pytestmark = pytest.mark.django_db
PAGE = "/panel/tanda-tangan/"
KEY = "22222222-2222-4222-8222-222222222222"
MARKED = "frasa-bertanda-7Q2x"


@pytest.fixture
def version():
    return world.publish(outputs.document())


@pytest.fixture
def case(version):
    made = world.submitted(version, world.citizen())
    world.press(made, "lengkap", world.officer("verifikator"))
    return world.fresh(made)


@pytest.fixture
def head(client, stand, case):
    stand.desk.people[signing.NIK] = stand_in.Person("Kepala Contoh", passphrase=MARKED)
    made = signing.registered(world.officer("kepala"))
    desk.seat(client, made)
    return made


def decide(client, case, **data):
    case = world.fresh(case)
    given = {"kunci": KEY, "urutan": case.seq, "external_number": "503/7/2026", **data}
    return client.post(desk.url(case, "setujui"), given)


def test_the_form_asks_for_the_passphrase_and_names_the_office(client, case, head):
    page = client.get(desk.url(case, "setujui"))
    assert "Anda menandatangani sebagai Kepala Dinas Uji." in desk.words(page)
    assert f'name="{SIGN}"' in page.content.decode()
    assert f'name="{SIGN}"' not in client.get(desk.url(case, "tolak")).content.decode()


def test_the_right_passphrase_signs_and_decides(client, case, head):
    assert decide(client, case, hasil=outputs.sent(), **{SIGN: MARKED}).status_code == 302
    assert world.fresh(case).phase == Phase.APPROVED
    assert Signature.objects.get().output.sha256 == Output.objects.get().sha256


def test_without_a_passphrase_the_document_stays_attached_and_nothing_typed_is_lost(client, case, head):
    response = decide(client, case, hasil=outputs.sent())
    assert response.status_code == 422
    assert "Isi frasa sandi sertifikat elektronik Anda." in desk.words(response)
    kept = desk.hidden(response.content.decode(), "output")
    assert decide(client, case, output=kept, **{SIGN: MARKED}).status_code == 302
    assert Output.objects.count() == 1


def test_a_wrong_passphrase_loses_nothing_but_itself(client, case, head):
    response = decide(client, case, hasil=outputs.sent(), **{SIGN: "frasa-keliru"})
    html = response.content.decode()
    assert response.status_code == 422
    assert "Frasa sandi keliru." in desk.words(response)
    assert 'value="503/7/2026"' in html
    assert f'href="#{SIGN}"' in html
    assert "frasa-keliru" not in html
    assert world.fresh(case).phase == Phase.IN_PROCESS


def test_the_fourth_try_waits_even_when_it_is_right(client, case, head):
    for _try in range(3):
        kept = desk.hidden(decide(client, case, hasil=outputs.sent(), **{SIGN: "x"}).content.decode(), "output")
    response = decide(client, case, output=kept, **{SIGN: MARKED})
    assert "Tunggu 10 menit" in desk.words(response)
    assert world.fresh(case).phase == Phase.IN_PROCESS


def test_a_document_signed_before_is_decided_without_a_passphrase(client, case, head):
    response = decide(client, case, hasil=outputs.sent(), external_number="", **{SIGN: MARKED})
    html = response.content.decode()
    assert response.status_code == 422
    assert f'name="{SIGN}"' not in html
    assert decide(client, case, output=desk.hidden(html, "output")).status_code == 302


def test_a_press_sent_twice_signs_once(client, case, head):
    sent = outputs.pdf()
    first = {"hasil": outputs.sent(sent), "urutan": world.fresh(case).seq, SIGN: MARKED}
    assert decide(client, case, **first).status_code == 302
    again = {**first, "hasil": outputs.sent(sent)}
    assert decide(client, case, **again).status_code == 302
    assert Signature.objects.count() == 1


def test_a_photo_is_decided_without_a_passphrase(client, case, head):
    assert decide(client, case, hasil=outputs.sent(outputs.photo(), "foto.jpg")).status_code == 302


def test_a_service_that_is_away_leaves_the_draft(client, case, head, stand):
    stand.desk.busy = 1
    response = decide(client, case, hasil=outputs.sent(), **{SIGN: MARKED})
    assert "Layanan tanda tangan tidak menjawab." in desk.words(response)
    kept = desk.hidden(response.content.decode(), "output")
    assert decide(client, case, output=kept, **{SIGN: MARKED}).status_code == 302


def test_where_signing_is_off_nothing_is_asked(client, case, head, settings):
    settings.ESIGN = {**settings.ESIGN, "url": ""}
    assert f'name="{SIGN}"' not in client.get(desk.url(case, "setujui")).content.decode()
    assert "belum dipakai di portal ini" in desk.words(client.get(PAGE))
    assert client.post(PAGE, {"sertifikat": "1"}).status_code == 200
    assert decide(client, case, hasil=outputs.sent()).status_code == 302


def test_a_seal_that_does_not_open_is_said_beside_the_file(client, case, head, settings, tmp_path):
    settings.ESIGN = {**settings.ESIGN, "url": ""}
    (tmp_path / "disdukcapil.p12").write_bytes(b"no key")
    settings.AGENCY_SEAL_DIR = str(tmp_path)
    response = decide(client, case, hasil=outputs.sent())
    assert response.status_code == 422
    assert "Segel perangkat daerah tidak dapat dibuka." in desk.words(response)


def cached() -> list[str]:
    """Return what the cache holds, whichever it is."""
    if not configured.REDIS_URL:
        return [repr(cache._connections["default"]._cache)]
    client = redis.Redis.from_url(configured.REDIS_URL)
    return [repr((key, client.get(key))) for key in client.scan_iter() if client.type(key) == b"string"]


def everywhere(tmp_log: str) -> list[str]:
    """Return every place the portal keeps something in, as text: rows of all tables, the cache, files, the log."""
    found = [tmp_log]
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(model._meta.db_table)}")
            found += [f"{model._meta.db_table}: {row!r}" for row in cursor.fetchall()]
    found += cached()
    for path in private_path("").rglob("*"):
        if path.is_file():
            found.append(path.read_bytes().decode("latin-1"))
    return found


def test_after_signing_the_passphrase_is_nowhere(client, case, head, stand, caplog):
    caplog.set_level(logging.DEBUG)
    cache.set("penanda", "penanda-di-cache")
    wrong = "frasa-bertanda-keliru-8K1z"
    kept = desk.hidden(decide(client, case, hasil=outputs.sent(), **{SIGN: wrong}).content.decode(), "output")
    stand.desk.busy = 1
    decide(client, case, output=kept, **{SIGN: MARKED})
    client.post(PAGE, {"dokumen": kept, SIGN: wrong})
    assert decide(client, case, output=kept, **{SIGN: MARKED}).status_code == 302
    places = everywhere(caplog.text)
    for looked in ("signing failed", "outputs_signature", "penanda-di-cache", "ETSI.CAdES.detached"):
        assert any(looked in place for place in places), looked
    for marked in (MARKED, wrong, signing.NIK):
        assert [place[:80] for place in places if marked in place and "citizens_party" not in place] == []


def test_an_error_page_of_a_developer_hides_the_passphrase(client, case, head, monkeypatch, settings):
    from django.views.debug import SafeExceptionReporterFilter

    shown = []

    def broken(_attempt, http):
        shown.append(SafeExceptionReporterFilter().get_post_parameters(http))
        raise RuntimeError

    monkeypatch.setattr("services.desk.attempt.Attempt.press", broken)
    client.raise_request_exception = False
    assert decide(client, case, **{SIGN: MARKED}).status_code == 500
    assert MARKED not in str(shown)
    assert shown[0][SIGN]
    assert configured.DEBUG is False


# --- several at once -----------------------------------------------------------------------------


def drafts(version, head, number):
    made = []
    for _each in range(number):
        request, *_people = outputs.ready_to_decide(version)
        made.append(outputs.prepared(request, head))
    return made


def test_the_page_lists_what_waits_for_this_officer_alone(client, version, head):
    mine = drafts(version, head, 2)
    other = world.agency("dinkes", "DKS")
    stranger = world.officer("kepala", at=other)
    page = client.get(PAGE)
    assert {row.pk for row in page.context["rows"]} == {str(each.pk) for each in mine}
    assert "sebagai Kepala Dinas Uji" in desk.words(page)
    assert "Tanda tangan" in [link.text for link in page.context["portal"].rail]
    desk.seat(client, stranger)
    assert "Tidak ada yang menunggu tanda tangan Anda" in desk.words(client.get(PAGE))
    desk.seat(client, world.officer("verifikator"))
    assert client.get(PAGE).context["rows"] == []


def test_several_drafts_are_signed_with_one_passphrase(client, version, head):
    made = drafts(version, head, 2)
    response = client.post(PAGE, {"dokumen": [str(each.pk) for each in made], SIGN: MARKED})
    assert response.status_code == 200
    assert [each.done for each in response.context["results"]] == [True, True]
    assert response.context["rows"] == []
    assert set(Signature.objects.values_list("kind", flat=True)) == {SignatureKind.PERSONAL}
    assert client.post(PAGE, {"dokumen": [str(made[0].pk)], SIGN: MARKED}).status_code == 422


def test_a_wrong_passphrase_keeps_the_ticks(client, version, head):
    made = drafts(version, head, 2)
    response = client.post(PAGE, {"dokumen": [str(each.pk) for each in made], SIGN: "frasa-keliru"})
    assert response.status_code == 422
    assert [each.sentence for each in response.context["results"]][1:] == ["Belum dicoba."]
    assert all(row.chosen for row in response.context["rows"])
    assert "frasa-keliru" not in response.content.decode()


def test_a_draft_of_others_is_as_unknown_as_one_that_never_was(client, version, head):
    other = world.agency("dinkes", "DKS")
    stranger = world.officer("kepala", at=other)
    desk.seat(client, signing.registered(stranger, signing.OTHER_NIK))
    (foreign,) = drafts(version, head, 1)
    said = []
    for pk in (foreign.pk, "018f0000-0000-7000-8000-000000000000"):
        response = client.post(PAGE, {"dokumen": [str(pk)], SIGN: stand_in.PASSPHRASE})
        said.append((response.status_code, response.context["errors"]))
    assert said[0] == said[1]
    assert not Signature.objects.exists()


@pytest.mark.parametrize(
    ("ticked", "typed", "said"),
    [
        ([], "x", "Centang paling sedikit satu dokumen."),
        (["bukan-uuid"], "x", "Centang paling sedikit satu dokumen."),
        (
            [f"018f0000-0000-7000-8000-{n:012}" for n in range(11)],
            "x",
            "Centang paling banyak 10 dokumen sekali jalan.",
        ),
        (["018f0000-0000-7000-8000-000000000000"], "", "Isi frasa sandi sertifikat elektronik Anda."),
    ],
)
def test_what_is_missing_is_said(client, version, head, ticked, typed, said):
    drafts(version, head, 1)
    response = client.post(PAGE, {"dokumen": ticked, SIGN: typed})
    assert response.status_code == 422
    assert said in desk.words(response)


def test_an_officer_can_ask_what_the_certificate_is(client, head, stand):
    assert "Sertifikat Anda aktif." in desk.words(client.post(PAGE, {"sertifikat": "1"}))
    stand.desk.busy = 1
    assert "tidak menjawab" in desk.words(client.post(PAGE, {"sertifikat": "1"}))


def test_a_long_list_costs_no_more_queries_than_a_short_one(client, version, head, django_assert_max_num_queries):
    drafts(version, head, 2)
    client.get(PAGE)
    with django_assert_max_num_queries(24) as few:
        client.get(PAGE)
    drafts(version, head, 4)
    with django_assert_max_num_queries(len(few.captured_queries)):
        assert len(client.get(PAGE).context["rows"]) == 6
