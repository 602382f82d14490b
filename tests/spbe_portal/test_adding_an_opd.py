"""Walk docs/adding-an-opd.md as its reader would: its commands, from nothing to a filed and decided request."""

from __future__ import annotations

import inspect
import io
import re
import runpy
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings as portal
from django.core.management import CommandError, call_command
from django.urls import reverse

from agencies.models import Agency
from agencies.reference.files import read
from agencies.reference.tables import load_all
from services.catalogue import documents
from services.catalogue.models import Service
from services.catalogue.registry import Registry, registry
from services.requests import engine
from services.requests.models import Phase, ServiceRequest
from tests.architecture.checking import ROOT
from tests.services.opd import test_contract
from tests.services.requests import world
from tests.services.requests.pages import rooms

PAGE = (ROOT / "docs" / "adding-an-opd.md").read_text(encoding="utf-8")
COMMANDS = {
    name: shlex.split(rest) for name, rest in re.findall(r"^python manage\.py (\w+)([^#\n]*)", PAGE, re.MULTILINE)
}
APP, SLUG = COMMANDS["start_service"]
CODE = re.findall(r"-k ([A-Z]+-\d+)", PAGE)[0]


@pytest.fixture
def project(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project in which no OPD has an app yet, and stand in it."""
    (tmp_path / "spbe_portal").mkdir()
    (tmp_path / "spbe_portal" / "settings.py").write_text("OPD_APPS = [\n]\n", encoding="utf-8")
    settings.BASE_DIR = tmp_path
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def nobody(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the registry know no service, as long as a test lasts."""
    for name, value in vars(Registry()).items():
        if name in {"_by_code", "_by_slug", "apps", "broken"}:
            monkeypatch.setattr(registry, name, value)
    documents.forget()
    yield
    documents.forget()


def run(name: str, *words: str) -> str:
    """Run a command and return everything it says."""
    said = io.StringIO()
    call_command(name, *words, stdout=said, stderr=said)
    return said.getvalue()


def started(project: Path, *, app: str = APP, slug: str = SLUG) -> Path:
    """Start an OPD with a service; return the document."""
    run("startopd", app)
    run("start_service", app, slug)
    return project / "services" / "opd" / app / "documents" / f"{slug}.yaml"


def complete(path: Path) -> None:
    """Replace every GANTI, as the page asks."""
    text = path.read_text(encoding="utf-8").replace("category: ganti", "category: perpustakaan")
    path.write_text(text.replace("GANTI ", "Contoh "), encoding="utf-8")


@pytest.mark.django_db
def test_the_walk_of_the_page_leads_from_nothing_to_a_decided_request(project: Path, nobody: None) -> None:
    load_all()
    assert f"manage.py start_service {APP}" in run("startopd", *COMMANDS["startopd"])
    assert f"dengan kode {CODE}" in run("start_service", *COMMANDS["start_service"])
    folder = project / "services" / "opd" / APP
    complete(folder / "documents" / f"{SLUG}.yaml")
    runpy.run_path(str(folder / "registration.py"))
    assert "1 document, 0 errors, 0 warnings" in run("lint_services")
    assert run("show_service", *COMMANDS["show_service"]).startswith("Pinjam ruang baca\n")
    keeps_the_contract(registry.get(SLUG).document)
    assert f"layanan baru: {SLUG}" in run("sync_services")
    assert decided(SLUG) == Phase.APPROVED


def keeps_the_contract(document: Any) -> None:
    """Hold one document to every promise of the contract tests."""
    promises = [
        each
        for name, each in inspect.getmembers(test_contract, inspect.isfunction)
        if name.startswith("test_") and "document" in inspect.signature(each).parameters
    ]
    assert len(promises) > 15
    for promise in promises:
        promise(document)


def decided(slug: str) -> str:
    """File a service on its pages, as a citizen without any script, let two officers decide, and wait for news."""
    service = Service.objects.get(pk=slug)
    home = Agency.objects.get(pk=service.agency_id)
    with time_machine.travel("2026-11-23T03:00:00Z", tick=False) as traveller:
        client = rooms.browser(world.citizen())
        draft = rooms.begin(client, slug)
        page = rooms.page_url(draft, "permohonan")
        assert client.post(page, {"nama": "Warga Uji", "keperluan": "Belajar bersama"}).status_code == 302
        assert rooms.send(client, draft)["Location"] == reverse("requests:receipt", args=[draft.pk])
        filed = ServiceRequest.objects.get(pk=draft.pk)
        assert str(filed.number).startswith(f"SRG-{home.code}-2026-000001-")
        world.press(filed, "lengkap", world.officer("petugas", at=home, service=service))
        world.press(filed, "setujui", world.officer("kepala_dinas", at=home, service=service))
        traveller.shift(11)
        engine.settle(filed.pk)
        return ServiceRequest.objects.get(pk=draft.pk).phase


def test_what_is_not_filled_in_yet_lints_but_does_not_keep_the_contract(project: Path, nobody: None) -> None:
    path = started(project)
    assert "1 document, 0 errors, 0 warnings" in run(
        "lint_services", str(path.relative_to(project)), "--world", "registry"
    )
    runpy.run_path(str(path.parents[1] / "registration.py"))
    with pytest.raises(AssertionError, match="replace every GANTI"):
        keeps_the_contract(registry.get(SLUG).document)


def test_the_next_service_of_an_opd_gets_the_next_code(project: Path, nobody: None) -> None:
    path = started(project)
    runpy.run_path(str(path.parents[1] / "registration.py"))
    assert f"dengan kode {CODE[:-1]}2." in run(
        "start_service", APP, "kartu-anggota", "--judul", "Kartu “anggota”: baru"
    )
    written = (path.parent / "kartu-anggota.yaml").read_text(encoding="utf-8")
    assert 'title: {id: "Kartu “anggota”: baru"' in written
    assert "1 document, 0 errors" in run(
        "lint_services", f"services/opd/{APP}/documents/kartu-anggota.yaml", "--world", "registry"
    )


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("tidak_ada", "layanan-uji"), "Belum ada aplikasi 'tidak_ada'. Buat dulu: manage.py startopd tidak_ada"),
        (("../opd", "layanan-uji"), "Belum ada aplikasi"),
        ((APP, "Layanan Uji"), "tulis huruf kecil, angka, dan tanda hubung"),
        ((APP, SLUG), "sudah ada; pilih slug lain"),
    ],
    ids=["no app", "a way out", "no slug", "taken"],
)
def test_a_service_that_cannot_be_started_is_refused_with_a_sentence(
    project: Path, nobody: None, words: tuple[str, str], sentence: str
) -> None:
    path = started(project)
    before = path.read_bytes()
    with pytest.raises(CommandError) as refused:
        run("start_service", *words)
    assert sentence in str(refused.value)
    assert path.read_bytes() == before
    assert len(list(path.parent.glob("*.yaml"))) == 1


def test_an_office_that_nobody_knows_is_told_at_once_and_gets_no_service(project: Path, nobody: None) -> None:
    assert "'dinas-contoh' tidak ada di agencies/data/opd.csv" in run("startopd", "dinas_contoh")
    with pytest.raises(CommandError, match=r"tidak ada di agencies/data/opd\.csv"):
        run("start_service", "dinas_contoh", "layanan-uji")


def test_a_kecamatan_is_sent_to_the_app_of_all_kecamatan(project: Path) -> None:
    with pytest.raises(CommandError, match="aplikasi 'kecamatan' melayani semua kecamatan"):
        run("startopd", "kec_ciruas")
    assert not (project / "services").exists()


def test_the_page_counts_offices_and_apps_as_they_are() -> None:
    rows, page = read("opd").rows, " ".join(PAGE.split())
    districts = sum(row["kind"] == "kecamatan" for row in rows)
    apps = sum(name.count(".") == 2 for name in portal.OPD_APPS)  # an app inside an OPD's app is no office
    assert f"{len(rows) - districts} OPD and {districts} kecamatan" in page
    assert f"{apps} apps:" in page
    assert f"- {apps - 1} OPD have services of their own" in page
    assert f"The other {len(rows) - districts - (apps - 1)} OPD" in page
    assert f"services.opd.{APP}" not in portal.OPD_APPS, "the page needs an example that has no app yet"
