"""Find what a keyword means, by the name of the model it stands in."""

from services.definition.describe.reference.of_document import DOCUMENT
from services.definition.describe.reference.of_fields import COMMON, OWN
from services.definition.describe.reference.of_workflow import WORKFLOW


def meaning(model: str, keyword: str) -> str:
    """Return one sentence about a keyword ("Action", "to"), "" where nothing is written."""
    for table in (DOCUMENT, WORKFLOW, OWN):
        if keyword in table.get(model, {}):
            return table[model][keyword]
    if model in ("Sla", "PublishedDuration"):
        return DOCUMENT["Duration"].get(keyword, "")
    return COMMON.get(keyword, "") if model.endswith("Field") else ""
