"""Every form control has a label, ties hint and error to it, and is found by the error summary."""

from typing import Any

import pytest
from django.template import Context, Template
from django.utils.safestring import mark_safe

from tests.spbe_portal.markup import Markup, sound

OPTIONS = [("ya", "Ya"), ("tidak", "Tidak", "Anda mengisi pernyataan.")]
STATES = ["", 'hint="Petunjuk."', 'error="Isi ini."', 'hint="Petunjuk." error="Isi ini."', "optional=True"]
CONTROLS = [
    '{% text_field "x" "Nama" STATE %}',
    '{% text_field "x" "Luas" unit="m²" inputmode="decimal" width="w6" STATE %}',
    '{% area_field "x" "Alasan" STATE %}',
    '{% select_field "x" "Desa" options empty="Pilih" STATE %}',
    '{% radio_field "x" "Ada?" options STATE %}',
    '{% check_field "x" "Dokumen" options STATE %}',
    '{% date_field "x" "Tanggal lahir" STATE %}',
    '{% file_field "x" "Kartu keluarga" STATE %}',
]


def render(source: str, **values: Any) -> str:
    return Template(source).render(Context({"options": OPTIONS, **values}))


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("control", CONTROLS)
def test_every_control_is_sound_in_every_state(control: str, state: str) -> None:
    html = render(control.replace("STATE", state))
    markup = sound(html)
    assert "x" in markup.ids, "the error summary could not link here"
    assert ("Isi ini." in html) == ("error=" in state)
    assert ('aria-invalid="true"' in html or "radio" in control or "check" in control) >= ("error=" in state)
    assert ("boleh dikosongkan" in html) == ("optional" in state)


@pytest.mark.parametrize("control", CONTROLS)
def test_hint_and_error_are_read_out_with_the_control(control: str) -> None:
    markup = sound(render(control.replace("STATE", 'hint="Petunjuk." error="Isi ini."')))
    described = [
        values["aria-describedby"]
        for tag, values in markup.elements
        if tag in {"input", "select", "textarea", "fieldset"} and "aria-describedby" in values
    ]
    assert any("x-petunjuk" in words and "x-galat" in words for words in described)


@pytest.mark.parametrize("payload", ['"><script>alert(1)</script>', "{{ 7|add:7 }}", "' onfocus='x", "<b>tebal</b>"])
@pytest.mark.parametrize("control", CONTROLS)
def test_text_from_outside_stays_text(control: str, payload: str) -> None:
    html = render(
        control.replace("STATE", "hint=p error=p") if "date" not in control else control.replace("STATE", "hint=p"),
        p=payload,
    )
    assert "<script" not in html
    assert "<b>tebal" not in html
    assert not [name for _tag, values in Markup(html).elements for name in values if name.startswith("on")]


def test_the_value_of_a_refused_form_comes_back() -> None:
    assert 'value="3604 0000"' in render('{% text_field "nik" "NIK" value="3604 0000" %}')
    assert ">\nBaris satu</textarea>" in render('{% area_field "a" "A" value="Baris satu" %}')


def test_a_leading_line_break_of_a_long_answer_survives() -> None:
    assert ">\n\nsatu" in render('{% area_field "a" "A" value=v %}', v="\nsatu")


def test_no_value_is_an_empty_box_not_the_word_none() -> None:
    assert "None" not in render('{% text_field "a" "A" value=v %}{% area_field "b" "B" value=v %}', v=None)


def test_zero_is_a_value() -> None:
    assert 'value="0"' in render('{% text_field "a" "A" value=0 %}')


def test_the_chosen_option_is_selected_and_only_that() -> None:
    markup = sound(render('{% radio_field "a" "A" options value="tidak" %}'))
    assert [box["value"] for box in markup.find("input") if "checked" in box] == ["tidak"]


def test_several_boxes_can_be_ticked() -> None:
    markup = sound(render('{% check_field "a" "A" options values=v %}', v=["ya", "tidak"]))
    assert [box["value"] for box in markup.find("input") if "checked" in box] == ["ya", "tidak"]


def test_a_select_starts_empty_unless_a_value_was_given() -> None:
    markup = sound(render('{% select_field "a" "A" options empty="Pilih desa" %}'))
    assert markup.find("option")[0]["value"] == ""
    assert not [option for option in markup.find("option") if "selected" in option]


def test_numbers_as_option_values_match_numbers_as_answers() -> None:
    markup = sound(render('{% select_field "a" "A" o value=2 %}', o=[(1, "Satu"), (2, "Dua")]))
    assert [option["value"] for option in markup.find("option") if "selected" in option] == ["2"]


def test_an_option_may_carry_questions_inside() -> None:
    options = [{"value": "ya", "label": "Ya", "inside": mark_safe('<p id="dalam">Lanjutan</p>')}, ("tidak", "Tidak")]
    html = render('{% radio_field "a" "A" o value="ya" %}', o=options)
    markup = sound(html)
    assert "dalam" in markup.ids
    assert html.count("cond-group") == 1


def test_a_date_has_three_named_boxes() -> None:
    markup = sound(render('{% date_field "lahir" "Lahir" day=9 month=11 year=2026 %}'))
    assert [(box["name"], box["value"]) for box in markup.find("input")] == [
        ("lahir-hari", "9"),
        ("lahir-bulan", "11"),
        ("lahir-tahun", "2026"),
    ]


def test_only_the_wrong_box_of_a_date_is_marked() -> None:
    markup = sound(render('{% date_field "lahir" "Lahir" error="Isi bulan." wrong="bulan" %}'))
    assert [box["name"] for box in markup.find("input", aria_invalid="true")] == ["lahir-bulan"]


def test_a_birthday_may_be_filled_in_by_the_browser() -> None:
    markup = sound(render('{% date_field "lahir" "Lahir" birthday=True %}'))
    assert [box["autocomplete"] for box in markup.find("input")] == ["bday-day", "bday-month", "bday-year"]


def test_a_file_can_be_photographed_or_picked_under_one_name() -> None:
    html = render('{% file_field "kk" "Kartu keluarga" %}')
    boxes = sound(html).find("input", type="file")
    assert [box["name"] for box in boxes] == ["kk", "kk"]
    assert boxes[0]["capture"] == "environment"
    assert "Ambil foto" in html
    assert "Pilih berkas" in html


def test_a_kept_file_shows_size_and_is_removed_without_script() -> None:
    files = [{"key": "abc", "name": "kk.jpg", "size": 400_000, "url": "/berkas/abc/"}]
    html = render('{% file_field "kk" "Kartu keluarga" files=f %}', f=files)
    button = sound(html).find("button")[0]
    assert (button["type"], button["name"], button["value"]) == ("submit", "hapus", "abc")
    assert "400 KB" in html
    assert "Pilih berkas" not in html, "one file is enough"


def test_a_field_for_several_files_keeps_asking() -> None:
    files = [{"key": "abc", "name": "kk.jpg"}]
    assert "Pilih berkas" in render('{% file_field "kk" "KK" files=f multiple=True %}', f=files)


def test_a_declaration_is_one_labelled_box() -> None:
    markup = sound(render('{% agree_field "benar" "Saya menyatakan ini benar." error="Centang dahulu." %}'))
    (box,) = markup.find("input")
    assert (box["type"], box["value"], box["aria-invalid"]) == ("checkbox", "ya", "true")
