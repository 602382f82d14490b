"""The drawn workflow can be read: nothing overlaps, every line begins and ends at a box, words say the same."""

from itertools import combinations, pairwise
from xml.etree import ElementTree as xml

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.definition.describe import Edge, Graph, Node, graph_of
from services.definition.describe.writers import svg
from services.definition.describe.writers.layout import WIDTH, Layout, layout
from services.definition.describe.writers.ranks import ranks
from services.definition.describe.writers.tracks import ROOM, tracks
from services.definition.document import Document
from tests.services.definition.describe.documents import all_documents, full
from tests.services.definition.strategies.counts import few

# A service that only links has no workflow and so no picture.
WITH_WORKFLOW = [each for each in all_documents() if each.workflow.states]
drawn = pytest.mark.parametrize("document", WITH_WORKFLOW, ids=lambda each: each.slug)
SPACE = "{http://www.w3.org/2000/svg}"


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Draw a workflow of up to nine states with any moves between them, loops and islands included."""
    count = draw(st.integers(1, 9))
    keys = [f"s{number}" for number in range(count)]
    nodes = tuple(
        Node(key, draw(st.text("ab ", max_size=60)) + key, "diproses", key == "s0", False, draw(st.booleans()), "", ())
        for key in keys
    )
    moves = draw(st.lists(st.tuples(st.sampled_from(keys), st.sampled_from(keys)), max_size=16))
    return Graph(nodes, tuple(Edge(n, a, b, "x", "y") for n, (a, b) in enumerate(moves, 1)))


def check(drawing: Layout) -> None:
    """Hold a drawing to everything a reader needs."""
    for one, other in combinations(drawing.boxes, 2):
        apart = one.x + WIDTH <= other.x or other.x + WIDTH <= one.x
        assert apart or one.y + one.height <= other.y or other.y + other.height <= one.y
    tops = {(box.x, box.y) for box in drawing.boxes}
    for route in drawing.routes:
        (x, y), (to_x, to_y) = route.points[0], route.points[-1]
        assert any(b.x < x < b.x + WIDTH and y == b.y + b.height for b in drawing.boxes)
        assert any(left < to_x < left + WIDTH and to_y == top for left, top in tops)
        for (ax, ay), (bx, by) in pairwise(route.points):
            assert ax == bx or ay == by
            assert not any(_through(drawing, box, (ax, ay, bx, by)) for box in range(len(drawing.boxes)))
            assert min(ax, bx) >= 0
            assert max(ax, bx) <= drawing.width
            assert min(ay, by) >= 0
            assert max(ay, by) <= drawing.height


def _through(drawing: Layout, number: int, line: tuple[float, float, float, float]) -> bool:
    box, (ax, ay, bx, by) = drawing.boxes[number], line
    across = min(ax, bx) < box.x + WIDTH and max(ax, bx) > box.x
    return across and min(ay, by) < box.y + box.height and max(ay, by) > box.y


@drawn
def test_no_box_lies_on_another_and_no_line_runs_through_a_box(document: Document) -> None:
    check(layout(graph_of(document)))


@few
@given(graphs())
def test_any_workflow_can_be_drawn(graph: Graph) -> None:
    check(layout(graph))


@drawn
def test_two_lines_share_no_stretch(document: Document) -> None:
    stretches = [
        (number, (a, b))
        for number, route in enumerate(layout(graph_of(document)).routes)
        for a, b in pairwise(route.points)
    ]
    for (one, first), (other, second) in combinations(stretches, 2):
        if one != other:
            for axis in (0, 1):
                same = len({point[axis] for line in (first, second) for point in line}) == 1
                low, high = (sorted(point[1 - axis] for point in line) for line in (first, second))
                assert not (same and max(low[0], high[0]) < min(low[1], high[1])), (first, second)


@drawn
def test_every_move_has_its_number_at_a_line(document: Document) -> None:
    graph = graph_of(document)
    found = [int(each) for route in layout(graph).routes for each in route.numbers.split(", ")]
    assert sorted(found) == sorted(edge.number for edge in graph.edges if edge.source != edge.target)


@drawn
def test_the_picture_is_xml_with_a_name_and_the_same_in_words(document: Document) -> None:
    root = xml.fromstring(svg(graph_of(document), "Alur <kerja>"))
    assert (root.get("role"), root.get("aria-label")) == ("img", "Alur <kerja>")
    assert root.findtext(f"{SPACE}title") == "Alur <kerja>"
    words = root.findtext(f"{SPACE}desc") or ""
    assert all(node.label in words for node in graph_of(document).nodes)
    assert not any(name in each.attrib for each in root.iter() for name in ("style", "onclick"))


@drawn
def test_the_picture_takes_its_colour_from_the_text_around_it(document: Document) -> None:
    root = xml.fromstring(svg(graph_of(document), "Alur"))
    colours = {each.get(name) for each in root.iter() for name in ("fill", "stroke")} - {None}
    assert colours == {"currentColor", "none"}


def test_equal_documents_give_equal_pictures() -> None:
    assert svg(graph_of(full()), "a") == svg(graph_of(full()), "a")


def test_no_workflow_no_picture() -> None:
    assert svg(Graph((), ()), "kosong") == ""


def test_a_line_from_a_state_to_itself_is_not_drawn() -> None:
    node = Node("a", "A", "", True, False, False, "", ())
    alone, turning = Graph((node,), ()), Graph((node,), (Edge(1, "a", "a", "Catat", "petugas"),))
    assert layout(turning) == layout(alone)


def test_ends_carry_a_second_frame_and_wrapped_labels_stay_bold() -> None:
    label = "Nama tahap yang sangat panjang sekali"
    root = xml.fromstring(svg(Graph((Node("a", label, "ditutup", True, True, True, "1 jam", ("Catat",)),), ()), "x"))
    assert len(root.findall(f".//{SPACE}rect")) == 2
    words = [(each.text, each.get("font-weight")) for each in root.iter(f"{SPACE}text")]
    assert words == [
        ("Nama tahap yang sangat", "700"),
        ("panjang sekali", "700"),
        ("ditutup, 1 jam", None),
        ("↻ Catat", None),
    ]


def test_states_stand_below_what_leads_to_them_and_loops_do_not_count() -> None:
    nodes = tuple(Node(key, key, "", key == "a", False, False, "", ()) for key in "abcdz")
    moves = [("a", "b"), ("b", "c"), ("a", "c"), ("c", "a"), ("c", "d"), ("d", "d"), ("z", "a")]
    graph = Graph(nodes, tuple(Edge(n, *move, "", "") for n, move in enumerate(moves)))
    assert ranks(graph) == {"a": 0, "b": 1, "c": 2, "d": 3, "z": 4}


@few
@given(st.dictionaries(st.integers(), st.tuples(st.floats(0, 99), st.floats(0, 99)), max_size=12))
def test_stretches_on_one_track_never_touch(stretches: dict[int, tuple[float, float]]) -> None:
    found = tracks(stretches)
    for one, other in combinations(stretches, 2):
        if found[one] == found[other]:
            (a, b), (c, d) = sorted(stretches[one]), sorted(stretches[other])
            assert b + ROOM <= c or d + ROOM <= a


def test_the_first_free_track_is_used_again() -> None:
    assert tracks({"a": (0, 10), "b": (5, 20), "c": (20, 30)}) == {"a": 0, "b": 1, "c": 0}
