"""An official's photo is drawn anew, seen by nobody before it is published, and gone when it is taken off."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from agencies import actions
from agencies.handlers import forget_portraits
from agencies.models import Agency, Official, Portrait, Proposal, Staff
from tests import kept
from tests.services.requests.uploads.corpus import phone_photo, picture, png_claiming
from tests.signing_in import make_officer, sign_in

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 25, 5, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _world() -> Any:
    kept.reference()
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def platform() -> Staff:
    """Return an administrator of Diskominfosatik."""
    user = make_officer("admin@contoh.test")
    return actions.appoint(Staff(user=user, agency_id="diskominfosatik", is_platform_admin=True))


@pytest.fixture
def opd() -> Staff:
    """Return the administrator of Dinas Lingkungan Hidup."""
    user = make_officer("admin.opd@contoh.test")
    return actions.appoint(Staff(user=user, agency_id="dlh", is_agency_admin=True))


@pytest.fixture
def head() -> Official:
    """Return the head of DLH as the test names them."""
    row = Official.objects.get(agency="dlh", is_head=True)
    row.name, row.since = "Dr. Contoh Nama, S.T.", dt.date(2026, 1, 5)
    row.save()
    return row


def typed(head: Official, photo: bytes | None = None, **more: Any) -> dict[str, Any]:
    """Return what the form of an official sends."""
    data = {
        **{"agency": "dlh", "position": head.position, "is_head": "on", "unit": "", "name": head.name, "acting": ""},
        **{"since": "2026-01-05", "until": "", "source": "", "photo_source": "Humas DLH, 2026", "photo_agreed": "on"},
    }
    if photo is not None:
        data["photo"] = SimpleUploadedFile("wajah.jpg", photo)
    return data | more


def send(client: Client, head: Official, *args: Any, **more: Any) -> str:
    page = reverse("admin:agencies_official_change", args=[head.pk])
    return client.post(page, typed(head, *args, **more), follow=True).content.decode()


def published(head: Official, opd: Staff, platform: Staff) -> Portrait:
    send(sign_in(Client(), opd.user), head, phone_photo())
    actions.publish(Proposal.objects.get(outcome="menunggu"), platform.user)
    head.refresh_from_db()
    assert head.portrait is not None
    return head.portrait


def photo_at(address: str) -> Any:
    return Client().get(address)


def test_a_photo_waits_unseen_until_it_is_published(head: Official, opd: Staff, platform: Staff) -> None:
    client = sign_in(Client(), opd.user)
    assert "Usulan tersimpan" in send(client, head, phone_photo())
    made, proposal = Portrait.objects.get(), Proposal.objects.get()
    assert proposal.values == {"portrait": str(made.pk)}
    assert photo_at(reverse("directory:portrait", args=[made.pk])).status_code == 404
    assert "<img" not in Client().get("/opd/dlh/").content.decode().split("<main")[1].split("</main")[0]
    shown = reverse("admin:agencies_official_portrait", args=[made.pk])
    assert client.get(shown)["Content-Type"] == "image/webp"
    page = sign_in(Client(), platform.user).get(reverse("admin:agencies_proposal_change", args=[proposal.pk]))
    assert shown in page.content.decode()
    actions.publish(proposal, platform.user)
    for path in ("/opd/dlh/", "/pejabat/?q=lingkungan+hidup"):
        assert 'alt="Foto Dr. Contoh Nama, S.T."' in Client().get(path).content.decode()
    assert "Foto: Humas DLH, 2026" in Client().get("/opd/dlh/").content.decode()
    assert Client().get("/api/v1/agencies/dlh/").json()["officials"][0]["photo"].endswith(f"/{made.pk}.webp")


def test_what_is_stored_was_drawn_by_us_upright_small_and_without_metadata(
    head: Official, opd: Staff, platform: Staff
) -> None:
    made = published(head, opd, platform)
    for route, side in (("directory:portrait", 256), ("directory:thumb", 64)):
        answer = photo_at(reverse(route, args=[made.pk]))
        drawn = Image.open(io.BytesIO(answer.content))
        assert (drawn.format, drawn.size) == ("WEBP", (side, side))
        assert dict(drawn.getexif()) == {}
        assert b"MerekUji" not in answer.content
        assert len(answer.content) < 20_000
        assert "max-age=86400" in answer["Cache-Control"]


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "JPEG"])
def test_the_usual_kinds_of_photos_are_taken(head: Official, opd: Staff, kind: str) -> None:
    assert "Usulan tersimpan" in send(sign_in(Client(), opd.user), head, picture(kind))


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "bukan foto JPG, PNG, atau WebP"),
        (b"GIF89a....", "bukan foto JPG, PNG, atau WebP"),
        (phone_photo()[:300], "rusak atau terpotong"),
        (png_claiming(30_000, 30_000), "lebih dari 40 megapiksel"),
        (b"", "kosong"),
        (b"\xff\xd8\xff" + bytes(5_200_000), "lebih besar dari 5 MB"),
    ],
    ids=["svg", "gif", "cut", "bomb", "empty", "heavy"],
)
def test_a_file_that_is_no_photo_gets_a_sentence_and_loses_nothing_typed(
    head: Official, opd: Staff, sent: bytes, said: str
) -> None:
    page = send(sign_in(Client(), opd.user), head, sent)
    assert said in page
    assert 'value="Humas DLH, 2026"' in page
    assert not Portrait.objects.exists()
    assert not Proposal.objects.exists()


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ({"photo_source": ""}, "Tulis sumber fotonya"),
        ({"photo_agreed": ""}, "bila pejabatnya setuju"),
        ({"name": ""}, "foto tanpa nama"),
        ({"photo_source": "<b>Humas</b>"}, "errorlist"),
    ],
    ids=["source", "consent", "name", "markup"],
)
def test_a_photo_needs_its_source_the_consent_and_a_name(
    head: Official, opd: Staff, missing: dict[str, str], said: str
) -> None:
    assert said in send(sign_in(Client(), opd.user), head, picture(), **missing)
    assert not Portrait.objects.exists()


def test_the_same_photo_sent_twice_is_one_photo_and_one_proposal(head: Official, opd: Staff) -> None:
    client = sign_in(Client(), opd.user)
    for _press in range(2):
        send(client, head, phone_photo())
    assert (Portrait.objects.count(), Proposal.objects.count()) == (1, 1)


def test_a_photo_taken_off_is_gone_and_who_published_it_stays_known(
    head: Official, opd: Staff, platform: Staff
) -> None:
    made = published(head, opd, platform)
    send(sign_in(Client(), platform.user), head, photo_gone="on")
    assert photo_at(reverse("directory:portrait", args=[made.pk])).status_code == 404
    page = Client().get("/opd/dlh/").content.decode()
    assert 'alt="Foto' not in page
    assert '<span class="face face-l" aria-hidden="true">CN</span>' in page
    assert forget_portraits() == 0
    with time_machine.travel(NOW + dt.timedelta(days=2), tick=False):
        assert forget_portraits() == 1
        assert forget_portraits() == 0
    made.refresh_from_db()
    assert (bytes(made.large), bytes(made.small)) == (b"", b"")
    assert (made.source, made.uploaded_by) == ("Humas DLH, 2026", opd.user)
    assert Proposal.objects.get(outcome="terbit").values == {"portrait": str(made.pk)}


def test_a_photo_that_waits_for_its_answer_is_not_forgotten(head: Official, opd: Staff, platform: Staff) -> None:
    send(sign_in(Client(), opd.user), head, phone_photo())
    with time_machine.travel(NOW + dt.timedelta(days=30), tick=False):
        assert forget_portraits() == 0
        actions.refuse(Proposal.objects.get(), platform.user, "Foto buram.")
        assert forget_portraits() == 1


def test_another_agency_sees_no_photo_that_waits(head: Official, opd: Staff) -> None:
    send(sign_in(Client(), opd.user), head, phone_photo())
    user = make_officer("admin.dinkes@contoh.test")
    other = actions.appoint(Staff(user=user, agency_id="dinkes", is_agency_admin=True))
    shown = reverse("admin:agencies_official_portrait", args=[Portrait.objects.get().pk])
    assert sign_in(Client(), other.user).get(shown).status_code == 404


def test_a_photo_of_an_agency_that_is_gone_or_of_a_nameless_seat_is_not_shown(
    head: Official, opd: Staff, platform: Staff
) -> None:
    address = reverse("directory:portrait", args=[published(head, opd, platform).pk])
    assert photo_at(address).status_code == 200
    Agency.objects.filter(pk="dlh").update(is_active=False)
    assert photo_at(address).status_code == 404
    Agency.objects.filter(pk="dlh").update(is_active=True)
    Official.objects.filter(pk=head.pk).update(name="")
    assert photo_at(address).status_code == 404


def test_photos_cost_the_list_no_query(
    head: Official, opd: Staff, platform: Staff, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    made = published(head, opd, platform)
    Official.objects.filter(is_head=True).update(name="Nama Contoh", portrait=made)
    with django_assert_max_num_queries(3):
        whole = Client().get("/pejabat/").content.decode()
    with django_assert_max_num_queries(4):
        answer = Client().get("/pejabat/?q=dlh").content.decode()
    # 58 photos would weigh more than a first visit may.
    assert (whole.count('<img class="face'), whole.count('<span class="face')) == (0, 0)
    assert answer.count('loading="lazy"') == 1
    with django_assert_max_num_queries(10):
        Client().get("/opd/dlh/")
