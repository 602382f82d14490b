"""Text, Markdown and HTML say the same and break on nothing a document may hold."""

import re
from xml.etree import ElementTree as xml

import pytest
from hypothesis import given

from services.definition.describe import Description, Items, Pairs, Section, Table, describe, graph_of
from services.definition.describe.writers import WRITERS, article, markdown, text
from services.definition.describe.writers.mermaid import mermaid
from services.definition.describe.writers.text import WIDTH
from services.definition.describe.writers.tree import tree
from services.definition.document import Document
from tests.services.definition.describe.documents import all_documents, changed, full
from tests.services.definition.strategies.counts import few
from tests.services.definition.strategies.documents import documents

NASTY = '<script>alert("x")</script> & a|b *c* [d](e) #1 `f` _g_ \\h'
every_document = pytest.mark.parametrize("document", all_documents(), ids=lambda each: each.slug)


def nasty() -> Document:
    """Return a service whose words are full of signs."""
    return changed({"title": NASTY, "workflow.states.periksa.label": NASTY, "form.pages.0.title": NASTY})


@every_document
def test_html_is_well_formed_and_has_neither_style_nor_script_nor_handlers(document: Document) -> None:
    page = article(describe(document))
    xml.fromstring(page.replace("&nbsp;", " "))
    assert re.findall(r"<(?:script|style)|\sstyle=|\son\w+=", page) == []


@every_document
def test_every_heading_of_html_follows_its_parent_and_every_table_has_a_caption_and_scopes(document: Document) -> None:
    root = xml.fromstring(article(describe(document)))
    assert len(root.findall("h1")) == 1
    assert all(section.find("h2") is not None for section in root.findall("section"))
    for table in root.iter("table"):
        assert table.findtext("caption")
        assert {cell.get("scope") for cell in table.iter("th")} == {"col", "row"}


@every_document
def test_markdown_has_the_sections_whole_tables_and_one_diagram(document: Document) -> None:
    page = markdown(describe(document))
    headings = [line.removeprefix("## ") for line in page.splitlines() if line.startswith("## ")]
    assert headings == [section.title for section in describe(document).sections]
    assert page.count("```mermaid\n") == bool(document.workflow.states)
    for rows in re.findall(r"(?:^\|.*\|\n)+", page, re.MULTILINE):
        assert len({len(re.findall(r"(?<!\\)\|", row)) for row in rows.splitlines()}) == 1


@every_document
def test_text_keeps_to_its_width_and_says_every_section(document: Document) -> None:
    page = text(describe(document))
    long = [line for line in page.splitlines() if len(line) > WIDTH and " " in line.strip()]
    # A single long word, such as an address, may stick out; the tree's lines are not folded.
    assert [line for line in long if "─" not in line and len(max(line.split(), key=len)) < WIDTH - 20] == []
    assert all(section.title in page for section in describe(document).sections)


def test_html_shows_signs_and_runs_none() -> None:
    page = article(describe(nasty()))
    assert "<script" not in page
    assert NASTY in "".join(xml.fromstring(page).itertext())


def test_markdown_escapes_every_sign_of_its_own() -> None:
    page = markdown(describe(nasty()))
    outside = re.sub(r"```mermaid\n.*?```", "", page, flags=re.DOTALL)
    bare = re.sub(r"\\[\\`*_\[\]<>|#]", "", outside)
    assert re.findall(r"[<>`\[\]\\]", bare) == []
    assert re.findall(r"\*+", bare.replace("**", "")) == []
    assert page.count(r"\<script\>") >= 3


@few
@given(documents())
def test_any_document_can_be_written_in_every_format(document: Document) -> None:
    for write in WRITERS.values():
        assert write(describe(document, "en")).endswith("\n")


def test_a_state_called_end_and_quotes_in_labels_do_not_break_the_diagram() -> None:
    drawn = mermaid(graph_of(changed({"workflow.states.selesai.label": 'Akhir "baik" | <b>'})))
    assert 's_selesai(["Akhir #quot;baik#quot; #124; #lt;b#gt;<br/>selesai dengan hasil"])' in drawn
    assert all(line.startswith("  s_") for line in drawn.splitlines()[1:])


def test_the_diagram_names_every_move_with_its_number_and_who_makes_it() -> None:
    drawn = mermaid(graph_of(full()))
    graph = graph_of(full())
    assert drawn.count("-->") == len(graph.edges)
    assert 's_draf -->|"1. Kirim permohonan (pemohon)"| s_verifikasi' in drawn


def test_an_action_that_comes_back_to_its_own_state_stands_in_the_state() -> None:
    graph = graph_of(full())
    checked = next(node for node in graph.nodes if node.key == "verifikasi")
    assert checked.stays == ("Nyatakan lengkap", "Tanya ahli", "Teruskan ke instansi lain", "Perpanjang waktu")
    assert all(edge.source != edge.target for edge in graph.edges)
    assert "<br/>↻ Teruskan ke instansi lain<br/>" in mermaid(graph)


def test_the_tree_marks_the_first_state_the_ends_and_what_stays() -> None:
    lines = tree(graph_of(full()))
    assert lines[0] == "▶ Draf [draf]"
    assert "● Diperiksa [diproses, 1 hari kerja]" in lines
    assert "   ├─ ↻ Nyatakan lengkap" in lines
    assert "■ Ditarik [ditarik pemohon]" in lines


def test_numbered_items_count_from_one_in_every_format() -> None:
    page = Description("id", "J", "", (Section("s", "S", (Items(("satu", "dua"), ordered=True),)),))
    assert "1. satu\n2. dua" in markdown(page)
    assert "1. satu\n2. dua" in text(page)
    assert "<ol><li>satu</li><li>dua</li></ol>" in article(page)


def test_pairs_and_tables_look_alike_in_every_format() -> None:
    blocks = (Pairs((("Kode", "A-1"),)), Table("Daftar", ("Nama", "Isi"), (("x", ""), ("y", "z"))))
    page = Description("id", "J", "", (Section("s", "S", blocks),))
    assert "- **Kode**: A-1" in markdown(page)
    assert "| y | z |" in markdown(page)
    assert "Kode: A-1" in text(page)
    assert "* y\n    Isi: z" in text(page)
    assert "    Isi: \n" not in text(page)
    assert "<dt>Kode</dt><dd>A-1</dd>" in article(page)
