"""What each rule means and how to mend what it finds: for the command line, for editors and for the handbook."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from services.definition.lint.finding import Code, Finding


class Advice(NamedTuple):
    """Say what a rule protects, and what to do about a finding."""

    meaning: str
    mend: str


ADVICE: Final[Mapping[Code, Advice]] = {
    Code.UNKNOWN_STATE: Advice(
        "A name points to a state that is not there.", "Add the state under workflow.states, or correct the name."
    ),
    Code.UNREACHABLE_STATE: Advice(
        "No request can ever come to this state.", "Let an action lead to it (to: ...), or remove the state."
    ),
    Code.DEAD_END: Advice(
        "A request would stay here for ever.",
        "Add an action that leads on towards a final phase; an action of the clock (by: [system]) needs `after`.",
    ),
    Code.NO_SUBMIT: Advice(
        "Every request begins as a draft that the applicant sends.",
        "Give workflow.initial the phase draft and an action of type submit by [applicant].",
    ),
    Code.NO_RESUBMIT: Advice(
        "The applicant is asked for something and can do nothing.",
        "Add an action by [applicant] of type resubmit that leads back to the state which checks.",
    ),
    Code.DUPLICATE_ACTION: Advice(
        "Two actions of one state have the same key.", "Rename one of them; keys are for ever once published."
    ),
    Code.UNKNOWN_ACTION: Advice(
        "A name points to an action that is not there, or to itself.",
        "Write the key of another action of this workflow.",
    ),
    Code.UNKNOWN_FUNCTION: Advice(
        "A name points to a function that is not there.",
        "Add it under functions, or use one that every service has: applicant, system, kepala, atasan.",
    ),
    Code.BAD_FORK: Advice(
        "A fork opens tasks that nobody can finish, or a task waits for a fork that is not there.",
        "In the state the fork leads to, add an action of type task by each function among its tasks; "
        "join at most as many as there are.",
    ),
    Code.RESERVED_ACTION: Advice(
        "The key belongs to a step that every request has without a document.", "Choose another key."
    ),
    Code.ENDED_STATE: Advice(
        "A request that has ended takes no ordinary step.",
        "Allow only types reopen (to an open state) and comment in a final phase; reopen only there.",
    ),
    Code.BAD_OBJECTION: Advice(
        "An objection needs a decision, and only a service of kind objection may act on another request.",
        "Write objection only in final states, and effects of kind parent only where kind is objection.",
    ),
    Code.CLOCK_NEVER_STARTS: Advice(
        "The clock waits for something that never happens.",
        "Add an action of type mark_complete, or let the clock run from submitted or from the key of an action.",
    ),
    Code.UNHELD_FUNCTION: Advice(
        "Requests would reach nobody.", "Give the function to a person or a unit in the panel, in every area."
    ),
    Code.FOUR_EYES_IMPOSSIBLE: Advice(
        "The rule of four eyes cannot be kept with the people there are.",
        "Give one of the two functions to a second person in the panel.",
    ),
    Code.DUPLICATE_FIELD: Advice("Two fields have the same id.", "Rename one; field ids are for ever once published."),
    Code.RESERVED_FIELD: Advice("The id hides a fact in every condition.", "Choose another id."),
    Code.DUPLICATE_PAGE: Advice("Two pages have the same id, or one hides a fact.", "Choose another page id."),
    Code.UNKNOWN_FIELD: Advice(
        "A name points to a field, or to a part of one, that is not there.",
        "Correct the name; the parts of each type stand in docs/service-document.md.",
    ),
    Code.LATER_FIELD: Advice(
        "A condition looks at an answer that is not given yet.",
        "Move the question before the condition, or hang the condition on an earlier answer.",
    ),
    Code.UNKNOWN_FACT: Advice(
        "There is no such fact, or it is not known at this moment.",
        "Use a fact of the list in docs/service-document.md; request.* exists only in the workflow.",
    ),
    Code.SENSITIVE_WITHOUT_WHY: Advice(
        "The citizen is asked for sensitive data without a reason (UU 27/2022).",
        "Add `why`: one sentence that a citizen accepts, or remove the question.",
    ),
    Code.ACCESS_WITHOUT_WHY: Advice(
        "Strong proof of identity is asked without a reason.", "Add access.why, or ask for a lower level."
    ),
    Code.UNKNOWN_LIST: Advice("Nobody keeps this list.", "Write the list under lists, or correct its name."),
    Code.AGENCY_ANSWER: Advice(
        "The agency could not be told from the answers.",
        "Let agency.from name the kecamatan of a region field that is required and always shown.",
    ),
    Code.UNKNOWN_AGENCY: Advice("No active agency has this slug.", "Use a slug of agencies/data/opd.csv."),
    Code.NO_CALENDAR: Advice(
        "Working days cannot be counted there.", "Add a working calendar for the agency, or for all, in the panel."
    ),
    Code.MISSING_HOOK: Advice(
        "The document names Python that nobody registered.",
        "Call registry.register_hook in the registration.py of the OPD, or correct the name.",
    ),
    Code.UNKNOWN_SURVEY: Advice("There is no survey of this name.", "Use the key of a survey, or leave survey out."),
    Code.UNKNOWN_OUTPUT: Advice(
        "A decision brings about an output that is not described.", "Add it under outputs, or correct the key."
    ),
    Code.OUTPUT_WITHOUT_TEMPLATE: Advice(
        "The portal cannot make a document without a template.",
        "Add `template`, or write origin: uploaded where another system makes it.",
    ),
    Code.MISSING_TEMPLATE: Advice("There is no template of this name.", "Correct the name, or add the template."),
    Code.UNKNOWN_VARIABLE: Advice(
        "A number or template uses a variable that does not exist here.",
        "Use a variable of the list in docs/service-document.md; a confidential notice never names the service.",
    ),
    Code.SIGNER_CANNOT_SIGN: Advice(
        "The signer of an output is a function that does not sign.", "Write signs: true at that function."
    ),
    Code.EMPTY_COMPONENT: Advice(
        "A public component of the service standard is empty (UU 25/2009 art. 21; PermenPANRB 15/2014).",
        "Fill it; procedure comes from the citizen_text of each state in process.",
    ),
    Code.ADMINDUK_FEE: Advice(
        "Civil registration documents are free by law (UU 24/2013 art. 79A).", "Write fee: {amount: 0}."
    ),
    Code.NO_RETENTION: Advice(
        "Personal data would be kept for ever.", "Write under retention how long each ending is kept, and drafts too."
    ),
    Code.LINK_WITHOUT_URL: Advice(
        "People are sent to an address nobody wrote.", "Add handoff.url, beginning with https."
    ),
    Code.NO_EXTERNAL_NUMBER: Advice(
        "A national system issues the result, and nobody records the number it bears there.",
        "Give the action that hands the result over a form field with the id external_number.",
    ),
    Code.CLOCK_DECIDES: Advice(
        "The clock may remind, close and reopen; it approves nothing and rejects nobody who is not asked.",
        "Let people take the action, or lead it to a state of phase closed; rejecting after silence needs "
        "a state of phase waiting_applicant.",
    ),
    Code.BAD_EXTENSION: Advice(
        "More time can only be added to a clock that runs, in its own unit.",
        "Give the service an sla, and write extend in the unit of that sla.",
    ),
}


def sentence(finding: Finding) -> str:
    """Return what is wrong and what to do, as one line."""
    return f"{finding.message[:1].upper()}{finding.message[1:]}. {ADVICE[finding.code].mend}"
