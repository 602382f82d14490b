"""What is derived from the document instead of being typed twice."""

from typing import Any

from services.definition import derived
from tests.services.definition.helpers import NAME, REMOVE, sample, service

FILE = {"id": "kk", "type": "file", "label": "Kartu Keluarga", "required": True, "help": "Semua halaman."}
SHOW = {"op": "filled", "args": [{"f": "nama"}]}


def titles(changes: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the requirements as (title, need)."""
    return [(each.title.id, each.need) for each in derived.requirements(service(changes))]


def test_papers_come_from_the_file_fields() -> None:
    other = {"id": "akta", "type": "file", "label": "Akta", "show_if": SHOW}
    photo = {"id": "foto", "type": "file", "label": "Foto"}
    assert titles({"form.pages.0.fields": [NAME, FILE, other, photo]}) == [
        ("Kartu Keluarga", "required"),
        ("Akta", "conditional"),
        ("Foto", "optional"),
    ]


def test_a_paper_carries_its_help_and_its_field() -> None:
    [paper] = derived.requirements(service({"form.pages.0.fields": [FILE]}))
    assert paper.note is not None
    assert (paper.note.id, paper.field) == ("Semua halaman.", "kk")


def test_papers_inside_groups_and_on_conditional_pages_count_too() -> None:
    group = {"id": "g", "type": "group", "fields": [FILE]}
    assert titles({"form.pages.0.fields": [group]}) == [("Kartu Keluarga", "required")]
    page = {"id": "dua", "title": "Dua", "fields": [FILE], "show_if": SHOW}
    assert titles({"form.pages.1": page}) == [("Kartu Keluarga", "conditional")]


def test_a_paper_of_a_row_or_of_a_hidden_group_is_needed_only_sometimes() -> None:
    group = {"id": "g", "type": "group", "fields": [FILE]}
    for keywords in ({"show_if": SHOW}, {"repeat": {"max": 3}}, {"repeat": {"min": 0}}):
        assert titles({"form.pages.0.fields": [NAME, {**group, **keywords}]}) == [("Kartu Keluarga", "conditional")]
    for keywords in ({"repeat": {"min": 1}}, {"repeat": {}, "required": True}):
        assert titles({"form.pages.0.fields": [NAME, {**group, **keywords}]}) == [("Kartu Keluarga", "required")]


def test_what_to_bring_along_may_be_written_beside() -> None:
    bring = {"title": "KTP-el lama", "note": "Ditarik di loket."}
    changes = {"form.pages.0.fields": [FILE], "standard.requirements": ["auto", bring]}
    assert titles(changes) == [("Kartu Keluarga", "required"), ("KTP-el lama", "required")]
    assert titles({**changes, "standard.requirements": [bring]}) == [("KTP-el lama", "required")]
    assert titles({"standard.requirements": []}) == []


def test_steps_come_from_the_texts_of_the_smooth_path() -> None:
    assert [text.id for text in derived.procedure(sample())] == [
        "Berkas Anda sedang diperiksa.",
        "Dua dinas sedang memberi pendapat teknis.",
        "Permohonan Anda menunggu keputusan.",
    ]


def test_written_steps_win() -> None:
    written = service({"standard.procedure": ["Kirim.", "Tunggu."]})
    assert [text.id for text in derived.procedure(written)] == ["Kirim.", "Tunggu."]


def test_the_clock_is_the_sla_or_else_the_published_duration() -> None:
    document = service()
    assert derived.overall_clock(document) is document.sla
    without = service({"sla": REMOVE})
    assert derived.overall_clock(without) is without.standard.duration
    assert derived.overall_clock(service({"sla": REMOVE, "standard.duration": REMOVE})) is None


def test_files_and_final_states_are_listed() -> None:
    assert [field.id for field in derived.files(sample())] == ["sewa"]
    assert derived.outcome_states(sample()) == ("selesai", "ditolak")
