"""The panel explains itself in Indonesian, to each officer what that officer may open."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from agencies.actions import appoint
from agencies.models import Agency, Staff
from citizens.models import User
from tests.signing_in import make_citizen, make_officer, sign_in
from tests.spbe_portal.markup import sound

pytestmark = pytest.mark.django_db
PAGE = "/panel/bantuan/"


def page(**role: bool) -> str:
    """Return the page as an officer with this role sees it."""
    agency = Agency.objects.create(slug="dinas-x", code="DNX", name="Dinas X", short_name="Dinas X", kind="dinas")
    user = make_officer()
    appoint(Staff(user=user, agency=agency, **role))
    return sign_in(Client(), User.objects.get(pk=user.pk)).get(PAGE).content.decode()


def parts(html: str) -> set[str]:
    return set(re.findall(r'<h2 id="([^"]+)"', html))


def test_an_officer_reads_of_the_queue_and_of_safety() -> None:
    assert parts(page()) == {"antrean", "keamanan", "tampilan"}


def test_an_opd_admin_reads_of_the_records_too_but_not_of_operations() -> None:
    found = parts(page(is_agency_admin=True))
    assert {"petugas", "tidak-hadir", "layanan", "kalender", "impor", "riwayat", "batas-diam"} <= found
    assert not found & {"operasi", "akun"}


def test_diskominfosatik_reads_everything_and_every_entry_leads_to_its_part() -> None:
    html = page(is_platform_admin=True)
    markup = sound(html)
    assert markup.headings.count(1) == 1
    assert {"operasi", "akun"} <= parts(html)
    contents = html[html.index("Isi halaman") : html.index('id="antrean"')]
    assert set(re.findall(r'href="#([^"]+)"', contents)) == parts(html)


def test_sentences_are_short() -> None:
    html = page(is_platform_admin=True)
    main = html[html.index("<main") : html.index("</main>")]
    for line in re.findall(r"<(?:p|li)[^>]*>(.*?)</(?:p|li)>", main, flags=re.DOTALL):
        for sentence in re.split(r"[.?!:;](?:\s|$)", re.sub(r"<[^>]+>", " ", line)):
            assert len(sentence.split()) <= 20, sentence


def test_every_page_of_the_panel_leads_there_and_a_citizen_does_not_get_in() -> None:
    assert f'href="{PAGE}"' in page()
    assert sign_in(Client(), make_citizen()).get(PAGE).status_code == 403


def test_the_theme_one_chose_is_there_again_after_signing_out_and_in() -> None:
    agency = Agency.objects.create(slug="dinas-x", code="DNX", name="Dinas X", short_name="Dinas X", kind="dinas")
    user = make_officer()
    appoint(Staff(user=user, agency=agency))
    client = sign_in(Client(), User.objects.get(pk=user.pk))
    chosen = client.post("/panel/tema/", {"tema": "gelap", "kembali": PAGE}).cookies["tema"]
    assert (int(chosen["max-age"]), chosen["path"]) == (365 * 24 * 3600, "/")
    client.post("/akun/keluar/")
    again = sign_in(client, User.objects.get(pk=user.pk))
    for address in (PAGE, "/panel/antrean/"):
        assert 'data-tema="gelap"' in again.get(address).content.decode()
