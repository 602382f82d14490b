"""The registry takes what fits and refuses the rest, at import, in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from services.catalogue.registry import Registry, RegistryError, line_of, registry

Register = Callable[..., Registry]


def test_a_sound_document_is_found_by_code_and_by_slug(register: Register, small: dict[str, Any]) -> None:
    own = register(small)
    assert [each.document.code for each in own] == ["TES-01"]
    assert "surat-uji" in own
    assert own.get("surat-uji").app == "dinkes"
    assert len(own.get("surat-uji").checksum) == 64


def test_a_registry_of_a_test_does_not_touch_the_portal_s(register: Register, small: dict[str, Any]) -> None:
    register(small)
    assert "surat-uji" not in registry


def test_the_portal_s_registry_holds_the_three_first_services() -> None:
    assert {"ADM-01", "KEC-02", "PPA-01"} <= {each.document.code for each in registry}
    assert registry.broken == []


@pytest.mark.parametrize("code", ["adm-01", "ADM01", "ADM-1", "A-01", "ADM-01 ", "", 7, ["ADM-01"]])
def test_a_malformed_code_is_refused_with_the_file_and_an_example(
    register: Register, small: dict[str, Any], code: object
) -> None:
    small["code"] = code
    with pytest.raises(RegistryError, match=r"00\.yaml: the code .* is malformed; write it like IZN-09"):
        register(small)


@pytest.mark.parametrize("slug", ["Surat-Uji", "surat_uji", "-surat", "surat--uji", "surat uji", ""])
def test_a_malformed_slug_is_refused(register: Register, small: dict[str, Any], slug: str) -> None:
    small["slug"] = slug
    with pytest.raises(RegistryError, match=r"the slug .* is malformed"):
        register(small)


def test_a_code_used_twice_is_refused_naming_both_files(register: Register, small: dict[str, Any]) -> None:
    with pytest.raises(RegistryError, match=r"01\.yaml: 'TES-01' is taken already by .*00\.yaml"):
        register(small, small | {"slug": "lain"})


def test_a_slug_used_twice_is_refused_even_across_apps(register: Register, small: dict[str, Any]) -> None:
    own = register(small)
    with pytest.raises(RegistryError, match="'surat-uji' is taken already"):
        register(small | {"code": "TES-02"}, app="bapenda", into=own)


def test_an_app_registers_once(register: Register, small: dict[str, Any]) -> None:
    own = register(small)
    with pytest.raises(RegistryError, match="registers its documents twice"):
        register(into=own)


@pytest.mark.parametrize("app", ["Dinkes", "1dinas", "", "kec-ciruas", "a"])
def test_a_malformed_app_code_is_refused(app: str, tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match="is not an app code"):
        Registry().register_documents(app=app, folder=tmp_path)


def test_a_folder_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match="does not exist"):
        Registry().register_documents(app="dinkes", folder=tmp_path / "documents")


def test_files_that_are_no_documents_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "catatan.txt").write_text("bukan layanan", encoding="utf-8")
    own = Registry()
    own.register_documents(app="dinkes", folder=tmp_path)
    assert len(own) == 0
    assert own.broken == []


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "empty"),
        ("a: 1\na: 2\n", 2, "written twice"),
        ("kode: [1, 2\nslug: x\n", 2, ""),
        ("a: &x 1\n", 1, "anchors"),
        ("a: 1\nb: *x\n", 2, "alias"),
        ("a: !!python/object:os.system 1\n", 1, "tags"),
        ("- satu\n- dua\n", 1, "mapping"),
    ],
)
def test_broken_yaml_is_kept_aside_with_its_line(register: Register, text: str, line: int, words: str) -> None:
    own = register(text)
    (broken,) = own.broken
    assert broken.line == line
    assert words in broken.message
    assert str(broken).startswith(f"{broken.path}, line {line}: ")


def test_bytes_that_are_no_text_are_kept_aside(tmp_path: Path) -> None:
    (tmp_path / "rusak.yaml").write_bytes(b"\xff\xfe\x00kode")
    own = Registry()
    own.register_documents(app="dinkes", folder=tmp_path)
    assert "UTF-8" in own.broken[0].message


def test_a_wrong_keyword_is_kept_aside_with_the_line_it_stands_on(register: Register, small: dict[str, Any]) -> None:
    own = register("# catatan\n" + "schema: 1\ncode: TES-01\nslug: surat-uji\nagency: dinkes\njudul: Surat\n")
    lines = {broken.message: broken.line for broken in own.broken}
    assert any(line == 6 for line in lines.values()), lines


def test_one_broken_file_does_not_stop_its_neighbours(register: Register, small: dict[str, Any]) -> None:
    own = register("a: [", small)
    assert len(own) == 1
    assert len(own.broken) == 1


def test_hooks_are_reached_by_name_alone() -> None:
    own = Registry()
    own.register_hook("dinkes.cek", len)
    assert own.hook("dinkes.cek") is len
    assert own.hooks == {"dinkes.cek"}
    with pytest.raises(KeyError):
        own.hook("dinkes.lain")


@pytest.mark.parametrize("name", ["cek", "Dinkes.cek", "dinkes.", ".cek", "dinkes-a.cek", "dinkes.cek()"])
def test_a_malformed_hook_name_is_refused(name: str) -> None:
    with pytest.raises(RegistryError, match="is not a hook name"):
        Registry().register_hook(name, len)


def test_a_hook_registered_twice_is_refused() -> None:
    own = Registry()
    own.register_hook("dinkes.cek", len)
    with pytest.raises(RegistryError, match="registered twice"):
        own.register_hook("dinkes.cek", len)


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("form.pages.0.title", 4),
        ("form.pages.0.fields", 3),
        ("form.pages.0.choice.title", 4),
        ("", 1),
        ("tidak.ada", 1),
        ("line 7", 7),
        ("line x", 1),
    ],
)
def test_a_path_is_turned_into_the_nearest_written_line(path: str, line: int) -> None:
    lines: dict[tuple[str | int, ...], int] = {
        (): 1,
        ("form",): 2,
        ("form", "pages"): 2,
        ("form", "pages", 0): 3,
        ("form", "pages", 0, "title"): 4,
    }
    assert line_of(path, lines) == line
