"""Say in SQL who sees who comes to an activity: the person, and who keeps the records of the agency that holds it.

It asks the settings of `foundation.rls` by themselves: the functions of the requests' walls are made on a floor above.
"""

from __future__ import annotations

from typing import Final

_KIND: Final = "current_setting('portal.kind', true)"
_USER: Final = "nullif(current_setting('portal.user_id', true), '')::uuid"

# Found by keys alone, and no text comes from a person.
_KEEPS: Final = f"""EXISTS (SELECT 1 FROM agencies_occurrence o
  JOIN agencies_activity a ON a.id = o.activity_id JOIN agencies_staff s ON s.agency_id = a.agency_id
  WHERE o.id = occurrence_id AND s.user_id = {_USER} AND s.is_active
  AND (s.is_agency_admin OR s.is_platform_admin))"""  # noqa: S608

POLICIES: Final = {
    "agencies_participant": f"{_KIND} = 'system' OR ({_KIND} = 'citizen' AND user_id = {_USER}) "
    f"OR ({_KIND} = 'records' AND {_KEEPS})",
}
