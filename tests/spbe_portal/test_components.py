"""Every component renders sound markup in each of its states."""

import datetime as dt
from typing import Any

import pytest
from django.template import Context, Template

from foundation.templatetags.components import PHASES, TONES, UnknownTone
from tests.spbe_portal.markup import sound

NOW = dt.datetime(2026, 11, 22, 3, 32, tzinfo=dt.UTC)


def render(source: str, **values: Any) -> str:
    return Template(source).render(Context(values))


def test_the_error_summary_links_to_each_control() -> None:
    fields = '{% text_field "nik" "NIK" error="x" %}{% date_field "lahir" "Lahir" error="x" %}'
    html = render("{% error_summary e %}" + fields, e=[("nik", "Isi NIK."), ("lahir", "Isi tanggal.")])
    markup = sound(html)
    assert markup.find("div", role="alert")[0]["tabindex"] == "-1"
    assert "Ada 2 isian yang perlu dibetulkan" in html


def test_an_error_of_the_whole_form_stands_without_a_link() -> None:
    html = render("{% error_summary e title=t %}", e=[("", "Layanan ditutup.")], t="Belum terkirim")
    assert "<a" not in html
    assert "Belum terkirim" in html


def test_no_error_no_summary() -> None:
    assert render("{% error_summary e %}", e=[]).strip() == ""


@pytest.mark.parametrize("tone", TONES)
def test_a_badge_says_its_state_in_words(tone: str) -> None:
    html = render("{% badge 'Perlu perbaikan' tone %}", tone=tone)
    sound(html)
    assert "Perlu perbaikan" in html
    assert ("<svg" in html) == (tone != "plain")


def test_an_unknown_tone_is_refused() -> None:
    with pytest.raises(UnknownTone):
        render("{% badge 'x' 'merah' %}")


@pytest.mark.parametrize("phase", PHASES)
def test_every_fixed_phase_has_a_badge_with_an_icon(phase: str) -> None:
    html = render("{% phase_badge 'Keadaan' phase %}", phase=phase)
    sound(html)
    assert "<svg" in html


@pytest.mark.parametrize("tone", TONES)
def test_a_notice_wraps_what_it_is_given(tone: str) -> None:
    html = render("{% call tone title='Perhatian' %}<p>Isi <a href='/x/'>tautan</a></p>{% endcall %}", tone=tone)
    sound(html)
    assert "<a href='/x/'>tautan</a>" in html


def test_a_notice_escapes_its_title() -> None:
    assert "<script" not in render("{% call 'guide' title=t %}{% endcall %}", t="<script>")


def test_a_confirmation_shows_its_number() -> None:
    html = render("{% done_panel 'Terkirim' 'SRG-DKC-2026-000123-7' %}<p>Lalu?</p>{% enddone_panel %}")
    assert sound(html).headings == [1]
    assert "SRG-DKC-2026-000123-7" in html


def test_a_confirmation_may_have_no_number() -> None:
    assert "Nomor" not in render("{% done_panel 'Selesai' %}{% enddone_panel %}")


def test_an_empty_state_offers_its_action() -> None:
    html = render("{% empty 'Belum ada permohonan' %}<a class='btn' href='/layanan/'>Cari layanan</a>{% endempty %}")
    sound(html)
    assert "kosong" in html
    assert "<img" not in render("{% empty 'x' drawing=False %}{% endempty %}")


def test_going_back_names_where() -> None:
    html = render("{% back '/permohonan/' 'Permohonan saya' %}")
    assert sound(html).find("a")[0]["href"] == "/permohonan/"


def test_progress_is_said_in_words() -> None:
    html = render("{% progress 2 5 'Akta kelahiran' %}")
    sound(html)
    assert "Akta kelahiran · Langkah 2 dari 5" in html
    assert html.count('class="on"') == 2


def test_a_summary_list_takes_pairs_and_mappings() -> None:
    rows = [("Nama", "Ani"), {"label": "NIK", "value": "3604 ••", "num": True}, ("Catatan", ""), ("Dua", "a\nb")]
    html = render("{% summary_list 'anak' 'Anak' rows '/ubah/' %}", rows=rows)
    markup = sound(html)
    assert markup.find("dd", **{"class": "num"})
    assert "tidak diisi" in html
    assert "a<br>b" in html
    assert "Ubah" in html


def test_a_summary_list_without_a_way_to_change_has_no_link() -> None:
    assert "<a" not in render("{% summary_list 'x' 'X' rows %}", rows=[("a", "b")])


def test_facts_show_term_value_and_remark() -> None:
    html = render("{% facts rows %}", rows=[("cash", "Biaya", "Gratis", "Rp0"), ("clock", "Waktu", "1 hari kerja", "")])
    markup = sound(html)
    assert len(markup.find("dd")) == 3


def test_a_timeline_tells_what_was_and_what_will_be() -> None:
    items = [
        {"title": "Menunggu perbaikan", "at": NOW, "who": "Bapenda", "kind": "wait", "remark": "Foto ulang."},
        {"title": "Terkirim", "at": NOW},
        {"title": "Ditetapkan", "kind": "todo"},
    ]
    html = render("{% timeline items %}", items=items)
    markup = sound(html)
    assert len(markup.find("time")) == 2
    assert "Minggu, 22 November 2026, 10.32 WIB" in html
    assert "(belum)" in html


def test_the_track_fills_one_box_a_used_day() -> None:
    used = [dt.date(2026, 11, 18), dt.date(2026, 11, 19)]
    html = render("{% days used 7 %}", used=used)
    markup = sound(html)
    assert len(markup.find("li", **{"class": "used"})) == 2
    assert len(markup.find("li")) == 7
    assert markup.find("ol")[0]["aria-label"] == "2 dari 7 hari kerja terpakai"
    assert "5 hari tersisa" in html


def test_a_paused_track_says_that_time_stands_still() -> None:
    words = "Waktu berhenti sejak Jumat, 20 November 2026 karena menunggu perbaikan Anda."
    html = render("{% days used 7 words %}", used=[], words=words)
    sound(html)
    assert "Dihentikan sementara" in html
    assert words in html
    assert "tidak berkurang selama waktu berhenti" in html


def test_a_late_track_says_by_how_much() -> None:
    used = [dt.date(2026, 11, day) for day in (16, 17, 18)]
    html = render("{% days used 1 %}", used=used)
    assert "lewat 2 hari kerja" in html
    assert len(sound(html).find("li")) == 1


def test_a_table_heads_its_columns_and_rows() -> None:
    html = render("{% table 'Layanan' heads rows right='2' %}", heads=["Nama", "Jumlah"], rows=[["Akta", 12]])
    markup = sound(html)
    assert len(markup.find("th", scope="col")) == 2
    assert len(markup.find("th", scope="row")) == 1
    assert markup.find("td", **{"class": "r"})
    assert markup.find("div", role="region")[0]["tabindex"] == "0", "a scrolling part must be reachable by keyboard"


@pytest.mark.parametrize(("before", "after", "links"), [("", "", 0), ("/a", "", 1), ("", "/b", 1), ("/a", "/b", 2)])
def test_the_pager_shows_only_ways_that_exist(before: str, after: str, links: int) -> None:
    assert len(sound(render("{% pager a b %}", a=before, b=after)).find("a")) == links


def test_saved_says_when() -> None:
    assert "Tersimpan 10.32 WIB" in render("{% saved at %}", at=NOW)
    assert render("{% saved at %}", at=None).strip() == ""


def test_quick_exit_is_a_plain_link_that_tells_nobody_where_from() -> None:
    (link,) = sound(render("{% quick_exit %}")).find("a")
    assert link["href"].startswith("https://")
    assert "noreferrer" in link["rel"]
