"""Check that sentences without a translation entry, stale entries and a stale compiled file are each named."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from scripts import translations

PO = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Simpan"
msgstr "Save"

msgid ""
"Anda yakin "
"ingin keluar?"
msgstr "Sure?"

#~ msgid "Lama"
#~ msgstr "Old"
"""


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a catalogue that is in step with a code of two sentences."""
    path = tmp_path / translations.CATALOGUE
    path.parent.mkdir(parents=True)
    path.write_text(PO, encoding="utf-8")
    monkeypatch.setattr(translations, "ROOT", tmp_path)
    monkeypatch.setattr(translations, "extract", lambda: PO)
    monkeypatch.setattr(translations, "compiled", Path.read_bytes)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    shutil.copy(path, path.with_suffix(".mo"))
    return path


def test_sentences_of_several_lines_are_read_and_obsolete_ones_are_not() -> None:
    assert translations.sentences(PO) == {"Simpan", "Anda yakin ingin keluar?"}


def test_a_catalogue_in_step_passes(catalogue: Path) -> None:
    assert translations.problems() == []


def test_a_sentence_of_the_code_without_an_entry_is_named(catalogue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translations, "extract", lambda: PO + '\nmsgid "Baru"\nmsgstr ""\n')
    assert [p for p in translations.problems() if p.endswith("Baru")] == [f"not in {translations.CATALOGUE}: Baru"]


def test_an_entry_that_the_code_lost_is_named(catalogue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translations, "extract", lambda: PO.replace('msgid "Simpan"', 'msgid "Kirim"'))
    assert "no longer in the code: Simpan" in translations.problems()


def test_a_fuzzy_entry_is_refused(catalogue: Path) -> None:
    catalogue.write_text(PO + '\n#, fuzzy\nmsgid "Kirim"\nmsgstr "Sent"\n', encoding="utf-8")
    assert any(sentence.startswith("fuzzy entries") for sentence in translations.problems())


@pytest.mark.parametrize("empty", ['msgstr ""\n', 'msgid_plural "Kirim"\nmsgstr[0] "Send"\nmsgstr[1] ""\n'])
def test_an_entry_without_a_translation_is_refused(catalogue: Path, empty: str) -> None:
    catalogue.write_text(f'{PO}\nmsgid "Kirim"\n{empty}', encoding="utf-8")
    assert "entries without a translation: write one." in translations.problems()


def test_every_language_must_be_compiled(catalogue: Path, tmp_path: Path) -> None:
    second = tmp_path / "locale" / "id" / "LC_MESSAGES" / "django.po"
    second.parent.mkdir(parents=True)
    shutil.copy(catalogue, second)
    assert translations.problems() == [
        "locale/id/LC_MESSAGES/django.mo is behind its .po: run `make messages` and commit it."
    ]


def test_a_compiled_file_that_is_behind_is_named(catalogue: Path) -> None:
    catalogue.with_suffix(".mo").write_bytes(b"old")
    assert translations.problems() == [
        "locale/en/LC_MESSAGES/django.mo is behind its .po: run `make messages` and commit it."
    ]


def test_a_missing_catalogue_gets_a_sentence(catalogue: Path) -> None:
    catalogue.unlink()
    assert translations.problems() == [
        f"{translations.CATALOGUE} is missing: run `make messages`, translate, and commit it."
    ]


def test_a_machine_without_gettext_gets_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert translations.problems() == ["gettext is not installed: apt install gettext."]
