"""The pages that belong to no area are honest, sound and work for everyone."""

import json
import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client, override_settings

from citizens.models import Party, User
from tests.spbe_portal.markup import sound

PAGES = ["/bantuan/", "/privasi/", "/aksesibilitas/", "/keamanan/", "/status/", "/ppid/"]
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_sound_and_has_one_first_heading(path: str) -> None:
    html = Client().get(path).content.decode()
    markup = sound(html)
    assert markup.headings.count(1) == 1
    assert markup.find("a", href="#isi"), "skip link"
    assert "isi" in markup.ids
    assert "bantuan" in markup.ids, "help stands at the same place"


@pytest.mark.parametrize("path", PAGES)
def test_no_contact_is_invented(path: str) -> None:
    html = Client().get(path).content.decode()
    text = re.sub(r"<(svg|script).*?</\1>|<[^>]+>", " ", html, flags=re.DOTALL)
    assert not re.search(r"(\+62|\b08\d{2}|\(0254\))[\d -]{5,}", text)
    assert "belum diisi oleh Diskominfosatik" in text


@pytest.mark.parametrize("path", PAGES)
def test_sentences_are_short(path: str) -> None:
    html = Client().get(path).content.decode()
    main = html[html.index("<main") : html.index("</main>")]
    for paragraph in re.findall(r"<(?:p|li)[^>]*>(.*?)</(?:p|li)>", main, flags=re.DOTALL):
        for sentence in re.split(r"[.?!:;](?:\s|$)", re.sub(r"<[^>]+>", " ", paragraph)):
            assert len(sentence.split()) <= 20, sentence


@pytest.mark.parametrize("path", PAGES)
def test_wording_follows_the_house(path: str) -> None:
    html = Client().get(path).content.decode().lower().replace('type="submit"', "")
    for word in ("silahkan", "submit", "upload", "login", "ijin", "resiko", "anda yth"):
        assert word not in html


@override_settings(DEMO=False)
def test_outside_the_demo_no_page_says_demo() -> None:
    assert "DEMO" not in Client().get("/bantuan/").content.decode()


@override_settings(DEMO=True)
def test_in_the_demo_every_page_says_so() -> None:
    for path in PAGES:
        assert "<b>DEMO</b>" in Client().get(path).content.decode()


def test_favicon_leads_to_the_mark() -> None:
    assert Client().get("/favicon.ico")["Location"] == "/static/svg/tanda.svg"
    assert finders.find("svg/tanda.svg")


def test_search_engines_stay_out_of_personal_pages() -> None:
    text = Client().get("/robots.txt").content.decode()
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml\n" in text
    for path in ("/akun/", "/permohonan/", "/panel/", "/lacak/"):
        assert f"Disallow: {path}\n" in text


@override_settings(DEMO=True)
def test_search_engines_stay_out_of_a_demo() -> None:
    assert "Disallow: /\n" in Client().get("/robots.txt").content.decode()


def test_livez_asks_nobody() -> None:
    response = Client().get("/livez")
    assert response.content == b"ok\n"
    assert response["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_readyz_names_each_part() -> None:
    response = Client().get("/readyz")
    assert (response.status_code, json.loads(response.content)) == (200, {"database": "ok", "cache": "ok"})


@override_settings(CACHES={"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}})
@pytest.mark.django_db
def test_readyz_is_not_ready_with_a_cache_that_forgets() -> None:
    response = Client().get("/readyz")
    assert response.status_code == 503
    assert response.json()["cache"] == "forgets"


@pytest.mark.parametrize("path", ["/livez", "/readyz", "/robots.txt", "/favicon.ico"])
@pytest.mark.django_db
def test_machines_need_no_account(path: str) -> None:
    assert Client().get(path).status_code in {200, 302}


@pytest.fixture
def staff_client(db: None) -> Client:
    user = User.objects.create_user(
        email="petugas@contoh.id", is_staff=True, second_factor_required=True, party=Party.objects.create(name="P")
    )
    client = Client()
    client.force_login(user)
    return client


def test_someone_not_signed_in_is_asked_to() -> None:
    for path in ("/panel/", "/masuk/lanjut/"):
        assert Client().get(path)["Location"].startswith("/akun/masuk/?next=")


@pytest.mark.django_db
def test_after_signing_in_a_citizen_sees_their_requests() -> None:
    client = Client()
    client.force_login(User.objects.create_user(email="ani@contoh.id"))
    assert client.get("/masuk/lanjut/")["Location"] == "/permohonan/"
