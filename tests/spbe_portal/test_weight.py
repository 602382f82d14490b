"""A first visit is light: few bytes, one blocking request, nothing from anybody else."""

import re
from pathlib import Path

import brotli
import pytest
from django.conf import settings
from django.test import Client
from PIL import Image

from tests.spbe_portal.markup import Markup

STATIC = Path(settings.BASE_DIR) / "static"
FIRST_VISIT = 50_000
HOME = 30_000
NEXT_PAGE = 20_000
HTML_AND_CSS = 20_000
TEXT = {".css", ".js", ".svg"}


def on_the_wire(path: Path) -> int:
    data = path.read_bytes()
    return len(brotli.compress(data, quality=11)) if path.suffix in TEXT else len(data)


def assets_of(html: str, *, phone: bool) -> set[Path]:
    """Return the files a browser fetches for a page: what it links, and what the stylesheet draws with."""
    markup = Markup(html)
    urls = [link["href"] for link in markup.find("link") if link.get("rel") in {"stylesheet", "icon"}]
    urls += [script["src"] for script in markup.find("script") if "src" in script] + [
        image["src"] for image in markup.find("img")
    ]
    files = {STATIC / url.removeprefix("/static/") for url in urls}
    css = (STATIC / "css/portal.css").read_text(encoding="utf-8")
    drawn = {STATIC / "css" / name for name in re.findall(r"url\(([^)#]+)\)", css)}
    return {path.resolve() for path in files | {path for path in drawn if not (phone and path.suffix == ".woff2")}}


@pytest.fixture
def html(services: None) -> str:
    return Client().get("/").content.decode()


def test_a_first_visit_on_a_phone_stays_below_the_budget(html: str) -> None:
    weight = len(brotli.compress(html.encode())) + sum(on_the_wire(path) for path in assets_of(html, phone=True))
    assert weight <= HOME


def test_a_first_visit_on_a_desk_stays_below_the_budget(html: str) -> None:
    weight = len(brotli.compress(html.encode())) + sum(on_the_wire(path) for path in assets_of(html, phone=False))
    assert weight <= FIRST_VISIT


def test_page_and_stylesheet_alone_are_small(html: str) -> None:
    assert len(brotli.compress(html.encode())) + on_the_wire(STATIC / "css/portal.css") <= HTML_AND_CSS


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/bantuan/",
        "/privasi/",
        "/status/",
        "/ppid/",
        "/keamanan/",
        "/layanan/",
        "/kegiatan/",
        "/berita/",
        "/akun/masuk/",
        "/tidak-ada/",
    ],
)
@pytest.mark.django_db
def test_the_next_page_is_small_even_uncompressed(path: str) -> None:
    assert len(Client().get(path).content) <= NEXT_PAGE


@pytest.mark.parametrize(
    "path", ["/opd/", "/pejabat/", "/opd/?q=zzqx", "/pejabat/?q=desa+ciruas", "/opd/disdukcapil/", "/opd/kec-ciruas/"]
)
def test_a_first_visit_to_the_directory_stays_below_the_budget(path: str, services: None) -> None:
    html = Client().get(path).content.decode()
    weight = len(brotli.compress(html.encode())) + sum(on_the_wire(file) for file in assets_of(html, phone=False))
    assert weight <= FIRST_VISIT


@pytest.mark.parametrize("path", ["/bantuan/?kantor=kec-ciruas", "/privasi/", "/status/", "/ppid/", "/aksesibilitas/"])
def test_a_first_visit_to_a_page_of_trust_stays_below_the_budget(path: str, services: None) -> None:
    html = Client().get(path).content.decode()
    weight = len(brotli.compress(html.encode())) + sum(on_the_wire(file) for file in assets_of(html, phone=False))
    assert weight <= FIRST_VISIT


def test_the_picture_of_a_preview_is_small_and_of_the_size_that_is_shown_large() -> None:
    assert on_the_wire(STATIC / "icons/bagikan.png") <= 20_000
    assert Image.open(STATIC / "icons/bagikan.png").size == (1200, 630)


def test_only_the_stylesheet_blocks(html: str) -> None:
    markup = Markup(html)
    assert len(markup.find("link", rel="stylesheet")) == 1
    assert all(script.get("type") == "module" for script in markup.find("script"))


def test_at_most_six_requests(html: str) -> None:
    assert 1 + len(assets_of(html, phone=True)) <= 6


def test_a_phone_does_not_fetch_the_font() -> None:
    css = (STATIC / "css/portal.css").read_text(encoding="utf-8")
    assert css.count("@font-face") == 1
    assert "@media (min-width:48em){@font-face" in css


def test_scripts_stay_small_and_ask_nobody() -> None:
    for path in (STATIC / "js").glob("*.js"):
        text = path.read_text(encoding="utf-8")
        assert on_the_wire(path) <= 5_000
        assert not re.search(r"https?://|\beval\b|new Function|innerHTML", text), path


def test_everything_we_did_not_draw_carries_its_licence() -> None:
    assert "SIL OPEN FONT LICENSE" in (STATIC / "font/OFL.txt").read_text(encoding="utf-8").upper()
    assert "MIT License" in (STATIC / "icons/LICENSE").read_text(encoding="utf-8")
    assert "Mozilla Public License" in (settings.BASE_DIR / "tests/browser/axe.LICENSE").read_text(encoding="utf-8")


def test_pages_use_roles_not_ramps() -> None:
    for path in (Path(settings.BASE_DIR) / "templates").rglob("*.html"):
        assert not re.search(r"--(nila|kunyit|gerabah)-\d", path.read_text(encoding="utf-8")), path
