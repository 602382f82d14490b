"""What lint says: where, which rule, and a sentence for the person who writes the document."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal


class Code(StrEnum):
    """Name the rules of lint."""

    UNKNOWN_STATE = "unknown_state"
    UNREACHABLE_STATE = "unreachable_state"
    DEAD_END = "dead_end"
    NO_SUBMIT = "no_submit"
    NO_RESUBMIT = "no_resubmit"
    DUPLICATE_ACTION = "duplicate_action"
    UNKNOWN_ACTION = "unknown_action"
    UNKNOWN_FUNCTION = "unknown_function"
    BAD_FORK = "bad_fork"
    RESERVED_ACTION = "reserved_action"
    ENDED_STATE = "ended_state"
    BAD_OBJECTION = "bad_objection"
    NO_EXTERNAL_NUMBER = "no_external_number"
    CLOCK_NEVER_STARTS = "clock_never_starts"
    CLOCK_DECIDES = "clock_decides"
    BAD_EXTENSION = "bad_extension"
    UNHELD_FUNCTION = "unheld_function"
    FOUR_EYES_IMPOSSIBLE = "four_eyes_impossible"
    DUPLICATE_FIELD = "duplicate_field"
    RESERVED_FIELD = "reserved_field"
    DUPLICATE_PAGE = "duplicate_page"
    UNKNOWN_FIELD = "unknown_field"
    LATER_FIELD = "later_field"
    UNKNOWN_FACT = "unknown_fact"
    SENSITIVE_WITHOUT_WHY = "sensitive_without_why"
    ACCESS_WITHOUT_WHY = "access_without_why"
    UNKNOWN_LIST = "unknown_list"
    AGENCY_ANSWER = "agency_answer"
    UNKNOWN_AGENCY = "unknown_agency"
    NO_CALENDAR = "no_calendar"
    MISSING_HOOK = "missing_hook"
    UNKNOWN_SURVEY = "unknown_survey"
    UNKNOWN_OUTPUT = "unknown_output"
    OUTPUT_WITHOUT_TEMPLATE = "output_without_template"
    MISSING_TEMPLATE = "missing_template"
    UNKNOWN_VARIABLE = "unknown_variable"
    SIGNER_CANNOT_SIGN = "signer_cannot_sign"
    EMPTY_COMPONENT = "empty_component"
    ADMINDUK_FEE = "adminduk_fee"
    NO_RETENTION = "no_retention"
    LINK_WITHOUT_URL = "link_without_url"


# People come and go; a service whose functions nobody holds yet is published and named, not refused.
PEOPLE: Final = frozenset({Code.UNHELD_FUNCTION, Code.FOUR_EYES_IMPOSSIBLE})


@dataclass(frozen=True)
class Finding:
    """Hold one finding; errors refuse publishing, warnings do not."""

    path: str
    code: Code
    message: str
    severity: Literal["error", "warning"] = "error"


Findings = Iterator[Finding]
