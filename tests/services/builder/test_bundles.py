"""Services go out as one zip and come in as drafts: the same checksums, never a twin, and nothing that is not one."""

from __future__ import annotations

import copy
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client

from services.builder import bundles, importing
from services.builder.bundles import BadBundle
from services.builder.models import Bundle
from services.catalogue.models import Service, ServiceVersion, Source
from services.catalogue.registry import registry
from services.definition import document as definition
from services.definition import yaml_writer
from tests import kept
from tests.services.builder.conftest import account, begin, signed_in
from tests.services.catalogue.conftest import SMALL

pytestmark = pytest.mark.django_db
IMPORT, EXPORT = "/panel/penyusun/impor/", "/panel/penyusun/ekspor.zip"
Data = dict[str, Any]


def zipped(*documents: Data, manifest: Any = None, more: dict[str, bytes] | None = None) -> bytes:
    """Return a zip of documents, with a manifest of its own where one is given."""
    listed, files = [], dict(more or {})
    for data in documents:
        name = f"services/{data['slug']}.yaml"
        files[name] = yaml_writer.write(data).encode()
        try:
            checksum = definition.checksum(definition.parse(data))
        except definition.DocumentError:
            checksum = "0" * 64
        listed.append({"slug": data["slug"], "file": name, "checksum": checksum})
    whole = {"format": bundles.FORMAT, "schema": bundles.SCHEMA, "services": listed}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
        archive.writestr(bundles.MANIFEST, json.dumps(whole if manifest is None else whole | manifest))
    return made.getvalue()


def send(client: Client, content: bytes) -> Any:
    return client.post(IMPORT, {"berkas": SimpleUploadedFile("paket.zip", content)})


def test_every_document_goes_out_and_comes_in_with_the_same_checksum(db: None) -> None:
    kept.reference()
    kept.services()
    content = bundles.pack(ServiceVersion.objects.filter(status="published").order_by("service"))
    before = dict(Service.objects.values_list("pk", "live__checksum"))
    assert content == bundles.pack(ServiceVersion.objects.filter(status="published").order_by("service"))
    Service.objects.update(live=None)
    ServiceVersion.objects.all().delete()
    Service.objects.all().delete()
    sent = bundles.unpack(content)
    assert {each.slug: each.checksum for each in sent} == before
    lines = importing.look(sent, None)
    assert [line.said for line in lines if line.what != "baru"] == []
    assert importing.take(lines, account()) == len(before) == len(list(registry))
    assert dict(ServiceVersion.objects.values_list("service", "checksum")) == before


def test_a_zip_is_looked_at_first_and_taken_in_at_the_second_press(keeper: Client, complete: None) -> None:
    begin(copy.deepcopy(SMALL))
    changed = {**copy.deepcopy(SMALL), "title": "Surat lain"}
    new = {**copy.deepcopy(SMALL), "code": "TES-02", "slug": "surat-dua"}
    answer = send(keeper, zipped(changed, new))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "berubah" in page
    assert "<code>title</code>" in page
    assert not Service.objects.filter(pk="surat-dua").exists()
    taken = keeper.post(IMPORT, {"langkah": "pasang", "paket": str(Bundle.objects.get().pk)})
    assert taken.status_code == 302
    assert ServiceVersion.objects.get(service="surat-uji").document["title"] == {"id": "Surat lain"}
    assert ServiceVersion.objects.get(service="surat-dua").status == "draft"
    assert not Bundle.objects.exists()


def test_what_the_account_does_not_keep_is_refused_with_its_place(draft: ServiceVersion, opd: Client) -> None:
    foreign = {**copy.deepcopy(SMALL), "code": "TES-02", "slug": "surat-dua", "agency": "dinsos"}
    Service.objects.filter(pk="surat-uji").update(source=Source.FILE)
    page = send(opd, zipped(foreign, copy.deepcopy(SMALL))).content.decode()
    assert "agency: dokumen ini milik perangkat daerah lain." in page
    assert "datang dari berkas OPD" in page
    assert "Tidak ada yang akan ditulis." in page


def test_a_hook_that_is_not_here_is_refused(keeper: Client) -> None:
    begin(copy.deepcopy(SMALL))
    hooked = {**copy.deepcopy(SMALL), "hooks": {"validate": "asing.cek_semua"}}
    page = send(keeper, zipped(hooked)).content.decode()
    assert "hooks.validate: Program yang disebut tidak terpasang" in page
    assert "Tidak ada yang akan ditulis." in page


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"bukan zip", "bukan zip yang utuh"),
        (zipped(more={"../../etc/passwd": b"x"}), "tidak boleh ada di paket layanan"),
        (zipped(more={"/tmp/x.yaml": b"x"}), "tidak boleh ada di paket layanan"),
        (zipped(more={"services/..\\x.yaml": b"x"}), "tidak boleh ada di paket layanan"),
        (zipped(manifest={"format": "openforms"}), "dari perangkat lunak lain"),
        (zipped(manifest={"schema": 9}), "memakai skema 9"),
        (zipped(manifest={"services": [{"slug": "x"}]}), "tidak cocok dengan isi zip"),
        (zipped(more={"services/lebih.yaml": b"x"}), "tidak cocok dengan isi zip"),
        (zipped(more={f"services/a{n}.yaml": b"0" * 45_000_000 for n in range(1)}), "terlalu besar setelah dibuka"),
    ],
    ids=["garbage", "traversal", "absolute", "backslash", "foreign", "schema", "entries", "extra", "bomb"],
)
def test_a_zip_that_is_no_bundle_is_refused_in_a_sentence(keeper: Client, content: bytes, says: str) -> None:
    answer = send(keeper, content)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not Bundle.objects.exists()


def test_a_zip_without_manifest_twice_the_same_name_or_too_large_is_refused() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("services/a.yaml", "x")
    with pytest.raises(BadBundle, match=r"tidak punya manifest\.json"):
        bundles.unpack(made.getvalue())
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(made, "a") as archive:
        archive.writestr("services/a.yaml", "y")
    with pytest.raises(BadBundle, match="bernama kembar"):
        bundles.unpack(made.getvalue())
    with pytest.raises(BadBundle, match="terlalu besar"):
        bundles.unpack(b"0" * (bundles.MOST_BYTES + 1))


def test_a_document_changed_on_the_way_is_refused(complete: None) -> None:
    data = copy.deepcopy(SMALL)
    entry = {"slug": "surat-uji", "file": "services/surat-uji.yaml", "checksum": "0" * 64}
    (sent,) = bundles.unpack(zipped(data, manifest={"services": [entry]}))
    assert sent.data is None
    assert "sidiknya tidak cocok" in sent.fault


def test_the_second_press_belongs_to_who_looked(keeper: Client, complete: None) -> None:
    begin(copy.deepcopy(SMALL))
    send(keeper, zipped({**copy.deepcopy(SMALL), "title": "Surat lain"}))
    other = signed_in(account())
    answer = other.post(IMPORT, {"langkah": "pasang", "paket": str(Bundle.objects.get().pk)})
    assert answer.status_code == 422
    assert "Paket ini tidak ada lagi." in answer.content.decode()
    assert keeper.post(IMPORT, {"langkah": "pasang", "paket": "bukan"}).status_code == 422


def test_an_account_takes_home_only_what_it_keeps(draft: ServiceVersion, opd: Client) -> None:
    stranger = signed_in(account("dinsos", "SOS", is_agency_admin=True))
    assert stranger.get(f"{EXPORT}?layanan=surat-uji").status_code == 404
    own = opd.get(f"{EXPORT}?layanan=surat-uji")
    assert own.headers["Content-Disposition"].startswith('attachment; filename="surat-uji-')
    (sent,) = bundles.unpack(own.content)
    assert sent.checksum == draft.checksum
    assert bundles.unpack(stranger.get(EXPORT).content) == []


def test_the_commands_carry_services_from_portal_to_portal(draft: ServiceVersion, tmp_path: Path) -> None:
    target = tmp_path / "layanan.zip"
    call_command("export_services", str(target), "surat-uji", stdout=io.StringIO())
    checksum = draft.checksum
    Service.objects.update(live=None)
    ServiceVersion.objects.all().delete()
    Service.objects.all().delete()
    said = io.StringIO()
    call_command("import_services", str(target), stdout=said)
    assert "baru" in said.getvalue()
    assert "dry run" in said.getvalue()
    boss = account()
    call_command("import_services", str(target), "--as", boss.email, stdout=io.StringIO())
    assert ServiceVersion.objects.get(service="surat-uji").checksum == checksum
    with pytest.raises(CommandError, match="no account"):
        call_command("import_services", str(target), "--as", "tidak@ada.test", stdout=io.StringIO())
    with pytest.raises(CommandError, match="there is no service"):
        call_command("export_services", str(target), "tidak-ada", stdout=io.StringIO())
