"""Say in a plain sentence what is wrong where a text is no YAML: the parser's own words help only who knows parsers."""

from typing import Final

import yaml

from services.definition.errors import DocumentError

# A fragment of libyaml's or PyYAML's words, and what its writer can do about it; the first that fits is said.
_SENTENCES: Final = (
    ("',' or ']'", "a list opened with [ is not closed with ], or a comma is missing in it"),
    ("',' or '}'", "keywords opened with { are not closed with }, or a comma is missing between them"),
    ("end of stream", "a text opened with a quotation mark is not closed with one"),
    ("mapping values", 'a second ": " stands here, or the line is indented too far; put a text with ": " in quotes'),
    ("expected ':'", 'this line or the one before it is no keyword: a keyword is followed by ": "'),
    ("cannot start", "a text that begins with a sign such as @, % or ` stands in quotes"),
    ("escape character", "a backslash in double quotes changes the letter behind it; use single quotes"),
    ("node content", "something is missing or stands alone here: a value before , ] or }"),
    ("'-' indicator", "a keyword stands among the entries of a list; check the indentation"),
    ("expected key", "this line is indented otherwise than the lines it belongs to"),
    ("block end", "this line is indented otherwise than the lines it belongs to"),
)
_OTHERWISE: Final = "this cannot be read; put texts with signs such as & * ! | > % @ in quotes"


def explain(error: yaml.MarkedYAMLError, text: str) -> DocumentError:
    """Return what the parser refused as a DocumentError with the line it happened on."""
    opened, mark = error.context_mark, error.problem_mark or error.context_mark
    words = str(error.problem)
    # Where a quotation mark is open, everything behind it was swallowed: its own line is the one to look at.
    number = (opened if opened and "end of stream" in words else mark).line if mark else 0
    line = (text.splitlines() or [""])[number : number + 1]
    if "cannot start" in words and line and "\t" in line[0][: len(line[0]) - len(line[0].lstrip())]:
        sentence = "the line is indented with a tab; use spaces"
    else:
        sentence = next((said for fragment, said in _SENTENCES if fragment in words), _OTHERWISE)
    if opened and opened.line != number and sentence.endswith(("in it", "between them")):
        sentence += f" (opened on line {opened.line + 1})"
    return DocumentError([(f"line {number + 1}", sentence)])
