"""`manage.py show_service` writes a page about a registered service, an old version, or any file."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import CommandError, call_command

from services.catalogue.models import Service, Source
from services.catalogue.registry import Registry, registry
from services.catalogue.sync import sync

Register = Callable[..., Registry]


def run(*args: str) -> str:
    out = io.StringIO()
    call_command("show_service", *args, stdout=out)
    return out.getvalue()


def test_a_registered_service_is_shown_as_text_without_a_database() -> None:
    page = run("akta-kelahiran")
    assert page.startswith("Akta kelahiran\n==============\n")
    assert "▶ Draf [draf]" in page
    assert "Seluruh permohonan: 1 hari kerja sejak berkas dinyatakan lengkap" in page


@pytest.mark.parametrize("slug", [each.document.slug for each in registry])
@pytest.mark.parametrize("form", ["text", "markdown", "html"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_registered_service_can_be_shown_in_every_way(slug: str, form: str, language: str) -> None:
    title = registry.get(slug).document.title.in_language(language)
    assert title in run(slug, "--format", form, "--language", language)


def test_html_is_a_whole_page_that_stands_alone() -> None:
    page = run("akta-kelahiran", "--format", "html", "--language", "en")
    assert page.startswith('<!doctype html>\n<html lang="en">')
    assert "<title>Birth certificate</title>" in page
    assert page.count("<svg ") == 1
    assert not any(word in page for word in ("<script", "<link", "href=", "src="))


def test_markdown_holds_a_mermaid_diagram() -> None:
    assert "```mermaid\nflowchart TD\n" in run("akta-kelahiran", "--format", "markdown")


def test_a_file_is_shown_before_anybody_registered_it(tmp_path: Path, small: dict[str, Any]) -> None:
    path = tmp_path / "draf.yaml"
    path.write_text(yaml.safe_dump(small), encoding="utf-8")
    assert run("--file", str(path)).startswith("Surat uji\n")


@pytest.mark.parametrize("content", ["schema: [", "schema: 1\n", None])
def test_a_file_that_cannot_be_shown_says_why(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "draf.yaml"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(CommandError, match="lint_services" if content else "cannot be read"):
        run("--file", str(path))


@pytest.mark.parametrize("args", [(), ("akta-kelahiran", "--file", "x.yaml")])
def test_exactly_one_of_slug_and_file_is_named(args: tuple[str, ...]) -> None:
    with pytest.raises(CommandError, match="Name either a slug or --file PATH"):
        run(*args)


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
def test_an_old_version_is_shown_as_it_was(register: Register, small: dict[str, Any]) -> None:
    sync(register(small))
    sync(register(small | {"title": {"id": "Surat uji baru"}}))
    assert run("surat-uji", "--version", "1").startswith("Surat uji\n")
    assert run("surat-uji", "--version", "2").startswith("Surat uji baru\n")
    assert run("surat-uji").startswith("Surat uji baru\n")


@pytest.mark.django_db
@pytest.mark.usefixtures("published")
def test_a_service_that_no_file_brings_is_shown_from_the_database(register: Register, small: dict[str, Any]) -> None:
    sync(register(small))
    Service.objects.filter(slug="surat-uji").update(source=Source.PANEL)
    assert "surat-uji" not in registry
    assert run("surat-uji").startswith("Surat uji\n")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("tidak-ada",), r"no service 'tidak-ada'\."),
        (("akta-kelahiran", "--version", "9"), r"'akta-kelahiran' with a version 9\."),
    ],
)
def test_what_is_not_there_is_said(args: tuple[str, ...], words: str) -> None:
    with pytest.raises(CommandError, match=words):
        run(*args)
