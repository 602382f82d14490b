"""Say in SQL who sees a row of a request: the agency scope once more, held by PostgreSQL itself.

The wall is the agency (and, for what is confidential, the service a function holder is named for); which function and
which area within the agency stays with `policies`. The database finds out by itself for which agencies an account acts
today, so a fault in Python cannot widen it. `foundation.rls` says for whom it is asked.
"""

from __future__ import annotations

from typing import Final

# Each function is made after those its body asks.
_BODIES: Final = {
    ("portal_kind()", "text"): "SELECT current_setting('portal.kind', true)",
    ("portal_user()", "uuid"): "SELECT nullif(current_setting('portal.user_id', true), '')::uuid",
    ("portal_today()", "date"): "SELECT nullif(current_setting('portal.today', true), '')::date",
    # Whom this account acts for today: itself and absent colleagues (agencies.policies.substitutions).
    ("portal_offices()", "TABLE (staff_id bigint, unit_id bigint, agency_id varchar)"): """
        SELECT me.id, me.unit_id, me.agency_id FROM agencies_staff me
        WHERE me.user_id = portal_user() AND me.is_active
        UNION
        SELECT away.id, away.unit_id, away.agency_id FROM agencies_staff me
        JOIN agencies_absence a ON a.substitute_id = me.id JOIN agencies_staff away ON away.id = a.staff_id
        WHERE me.user_id = portal_user() AND me.is_active AND portal_today() BETWEEN a.first_day AND a.last_day
        AND (away.is_active OR a.acts_as = 'plt')""",
    ("portal_agencies()", "text[]"): """
        SELECT coalesce(array_agg(DISTINCT agency_id::text), '{}') FROM portal_offices()""",
    # "agency:service" for each service a held function names; whoever a Plt. replaces holds nothing meanwhile.
    ("portal_named()", "text[]"): """
        SELECT coalesce(array_agg(DISTINCT h.agency_id || ':' || h.service_id), '{}')
        FROM portal_offices() o JOIN catalogue_functionholder h ON h.agency_id = o.agency_id
        AND (h.staff_id = o.staff_id OR h.unit_id = o.unit_id)
        WHERE h.service_id IS NOT NULL AND NOT EXISTS (
          SELECT 1 FROM agencies_staff me JOIN agencies_absence a ON a.staff_id = me.id
          JOIN agencies_staff s ON s.id = a.substitute_id
          WHERE me.user_id = portal_user() AND s.is_active AND a.acts_as = 'plt'
          AND portal_today() BETWEEN a.first_day AND a.last_day)""",
    # The agencies whose records this account keeps; NULL: all of them.
    ("portal_kept()", "text[]"): """
        SELECT CASE WHEN bool_or(is_platform_admin) THEN NULL
        ELSE coalesce(array_agg(agency_id::text) FILTER (WHERE is_agency_admin), '{}') END
        FROM agencies_staff WHERE user_id = portal_user() AND is_active""",
    # Whether this account looks at what all agencies do.
    ("portal_audits()", "boolean"): """
        SELECT EXISTS (SELECT 1 FROM agencies_staff WHERE user_id = portal_user() AND is_active AND is_auditor)""",
    ("portal_party()", "uuid"): "SELECT party_id FROM citizens_user WHERE id = portal_user()",
    # The mandates under which this account acts for others today.
    ("portal_mandates()", "uuid[]"): """
        SELECT coalesce(array_agg(m.id), '{}') FROM citizens_user u JOIN citizens_mandate m ON m.agent_id = u.party_id
        WHERE u.id = portal_user() AND m.revoked_at IS NULL AND m.valid_from <= portal_today()
        AND (m.valid_to IS NULL OR m.valid_to >= portal_today())""",
    # Reads the grants for the system, because their own policy asks for the request, whose policy asks for the grants.
    ("portal_granted()", "uuid[]"): """
        SELECT coalesce(array_agg(request_id), '{}') FROM requests_requestgrant
        WHERE ends_at IS NULL AND agency_id = ANY ((SELECT portal_agencies())::text[])""",
    # Read for the system too: who is named there sees neither the request nor that they are named.
    ("portal_kept_from()", "uuid[]"): """
        SELECT coalesce(array_agg(request_id), '{}') FROM requests_requestexclusion WHERE user_id = portal_user()""",
}
_AS_SYSTEM: Final = "SET portal.kind = 'system' "
_SETS: Final = {"portal_granted()": _AS_SYSTEM, "portal_kept_from()": _AS_SYSTEM}


def _function(name: str, kind: str, body: str) -> str:
    """Return the SQL of one function: the plan of a list is kept for the session, everything else is inlined."""
    head = f"CREATE OR REPLACE FUNCTION {name} RETURNS {kind} STABLE {_SETS.get(name, '')}"
    if kind.endswith("[]") or kind == "boolean":
        return f"{head}LANGUAGE plpgsql AS $$ BEGIN RETURN ({body}); END $$"
    return f"{head}LANGUAGE sql AS $$ {body} $$"


FUNCTIONS: Final = tuple(_function(name, kind, body) for (name, kind), body in _BODIES.items())
FUNCTIONS_DROP: Final = tuple(f"DROP FUNCTION IF EXISTS {name}" for name, _kind in reversed(_BODIES))

# Each list is found once for a statement (the inner SELECT), and only by the kind of scope that asks for it.
REQUEST: Final = """portal_kind() = 'system'
OR (portal_kind() = 'staff' AND phase <> 'draft' AND (
  (agency_id = ANY ((SELECT portal_agencies())::text[])
   AND (NOT confidential OR (agency_id || ':' || service_id = ANY ((SELECT portal_named())::text[])
     AND NOT id = ANY ((SELECT portal_kept_from())::uuid[]))))
  OR (NOT confidential AND id = ANY ((SELECT portal_granted())::uuid[]))))
OR (portal_kind() = 'records' AND phase <> 'draft' AND NOT confidential
  AND coalesce(agency_id = ANY ((SELECT portal_kept())::text[]), true))
OR (portal_kind() = 'audit' AND phase <> 'draft' AND NOT confidential AND (SELECT portal_audits()))
OR (portal_kind() = 'citizen' AND ((filed_by_id = portal_user() AND mandate_id IS NULL)
  OR applicant_id = (SELECT portal_party()) OR mandate_id = ANY ((SELECT portal_mandates())::uuid[])))
OR (portal_kind() IN ('citizen', 'visitor') AND applicant_id IS NULL AND filed_by_id IS NULL AND session_hash <> ''
  AND session_hash = current_setting('portal.session', true))
OR (portal_kind() = 'number' AND number = current_setting('portal.number', true))"""


def beside(parent: str, key: str) -> str:
    """Return the condition of a table whose rows are seen by whoever sees the row they hang on."""
    above = f"FROM {parent} above WHERE above.id = {key}"
    return f"portal_kind() = 'system' OR EXISTS (SELECT 1 {above})"


_OF_REQUEST: Final = beside("requests_servicerequest", "request_id")
_OF_EVENT: Final = beside("requests_requestevent", "event_id")
_OF_CLOCK: Final = beside("requests_slaclock", "clock_id")

POLICIES: Final = {
    "requests_servicerequest": REQUEST,
    "requests_requestevent": _OF_REQUEST,
    "requests_eventpayload": _OF_EVENT,
    "requests_requesttask": _OF_REQUEST,
    "requests_requestgrant": _OF_REQUEST,
    # By its own agency, so that the index serves; it follows the request to another agency.
    "requests_requestterm": "portal_kind() = 'system' OR (portal_kind() = 'staff' "
    "AND agency_id = ANY ((SELECT portal_agencies())::text[]))",
    "requests_attachment": _OF_REQUEST,
    "requests_message": _OF_REQUEST,
    "requests_correctionitem": _OF_REQUEST,
    "requests_slaclock": _OF_REQUEST,
    "requests_slapause": _OF_CLOCK,
    "requests_slaescalation": _OF_CLOCK,
    "requests_silenceentry": _OF_REQUEST,
    "requests_watch": _OF_REQUEST,
    "requests_sealleaf": _OF_EVENT,
    "requests_requestexclusion": _OF_REQUEST,
}
