"""File each service in a browser that runs no script at all, up to the receipt."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser import filing
from tests.browser.conftest import Newcomer
from tests.browser.person import Person

Step = Callable[[Person, Path], None]
CASES: dict[str, tuple[str, str, str, list[Step]]] = {
    "akta-kelahiran": (
        "warga2",
        "Mulai mengurus",
        "Kirim permohonan",
        [
            lambda person, _: filing.child(person),
            lambda person, _: filing.parents(person),
            lambda person, _: filing.witnesses(person),
            filing.birth_papers,
        ],
    ),
    "surat-keterangan-tidak-mampu": (
        "warga2",
        "Mulai mengurus",
        "Kirim permohonan",
        [
            lambda person, _: filing.who_is_in_need(person),
            lambda person, _: filing.need(person),
            filing.need_papers,
        ],
    ),
    "pengaduan-kekerasan": (
        "",
        "Mulai melapor",
        "Kirim laporan",
        [
            lambda person, _: filing.danger(person),
            lambda person, _: filing.victim(person, "Ditulis tanpa skrip."),
            lambda person, _: None,
        ],
    ),
}


@pytest.mark.browser
@pytest.mark.parametrize("slug", CASES)
def test_a_service_can_be_filed_without_any_script(newcomer: Newcomer, papers: Path, slug: str) -> None:
    login, begin, send, steps = CASES[slug]
    person = newcomer(script=False)
    if login:
        person.sign_in(login)
    person.go(f"/layanan/{slug}/")
    person.click(begin)
    person.reads("Sebelum mulai")
    filing.begin(person)
    for number, fill in enumerate(steps, start=1):
        person.reads(f"Langkah {number} dari {len(steps) + 1}")
        fill(person, papers)
        person.click("Lanjutkan")
    person.heading("Periksa jawaban Anda")
    assert filing.send(person, send)
    person.heading("Terkirim")


@pytest.mark.browser
def test_a_question_that_hangs_on_an_answer_is_asked_without_any_script(newcomer: Newcomer) -> None:
    person = newcomer(script=False)
    person.sign_in("warga2")
    person.go("/layanan/akta-kelahiran/ajukan/")
    filing.begin(person)
    filing.child(person)
    person.date("Tanggal lahir", "1", "2", "2026")
    person.click("Lanjutkan")
    person.reads("Ada pertanyaan tambahan")
    person.fill("Mengapa kelahiran baru dilaporkan sekarang?", "Rumah kami jauh dari kantor desa.")
    person.click("Lanjutkan")
    person.heading("Orang tua")
    person.click("Langkah sebelumnya")
    assert person.page.get_by_label("Nama lengkap anak").input_value() == filing.CHILD
