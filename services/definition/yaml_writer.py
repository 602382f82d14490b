"""Write data as the YAML that `yaml_reader` reads back unchanged: for an OPD's file made from an edited service."""

import re
from typing import Any, Final

import yaml

from services.definition.yaml_reader import plain_text

# Line ends of other systems: only escaped do they come back as they were.
_OTHER_BREAKS: Final = re.compile("[\r\x85\u2028\u2029]")


def write(data: dict[str, Any]) -> str:
    """Return JSON data as YAML 1.2 in its own order; texts that would be read as something else stand in quotes."""
    return str(yaml.dump(data, Dumper=_Writer, allow_unicode=True, sort_keys=False, width=120))


class _Writer(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        """Write everything where it belongs: the reader takes no aliases."""
        return True


def _text(writer: _Writer, text: str) -> yaml.Node:
    return writer.represent_scalar("tag:yaml.org,2002:str", text, style=_style(text))


def _style(text: str) -> str | None:
    # PyYAML knows what YAML 1.1 would misread, such as `no`; the reader's own rules are those of 1.2, such as 1e3.
    if not plain_text(text) or text == "<<" or _OTHER_BREAKS.search(text):
        return '"'
    return "|" if "\n" in text else None


_Writer.add_representer(str, _text)
