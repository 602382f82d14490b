"""A service document in words for people: sections, conditions, deadlines and the workflow as a picture."""

from services.definition.describe.blocks import Block, Chart, Description, Items, Pairs, Section, Table
from services.definition.describe.conditions import Names, in_words
from services.definition.describe.graph import Edge, Graph, Node, graph_of
from services.definition.describe.page import describe

__all__ = [
    "Block",
    "Chart",
    "Description",
    "Edge",
    "Graph",
    "Items",
    "Names",
    "Node",
    "Pairs",
    "Section",
    "Table",
    "describe",
    "graph_of",
    "in_words",
]
