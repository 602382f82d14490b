"""Answer lint's questions about the world: from the registry alone, or from the database as it is now."""

from __future__ import annotations

from functools import cached_property

from agencies.models import Agency, AgencyKind, Staff, Unit, WorkCalendar
from services.catalogue.models import FunctionHolder
from services.catalogue.registry import Registry
from services.definition.document import Document
from services.definition.world import OpenWorld


class RegistryWorld(OpenWorld):
    """Know hooks, notices, templates and lists; judge no agency and no person. Needs no database."""

    def __init__(self, registry: Registry) -> None:
        """Ask this registry."""
        self.registry = registry

    def has_hook(self, name: str) -> bool | None:
        """Say whether a hook is registered under this name."""
        return name in self.registry.hooks

    def has_list(self, name: str) -> bool | None:
        """Say whether a list has this name; not judged while nobody registers lists."""
        return name in self.registry.lists if self.registry.lists else None

    def has_survey(self, name: str) -> bool | None:
        """Say whether a survey has this name; not judged while nobody registers surveys."""
        return name in self.registry.surveys if self.registry.surveys else None

    def has_notice_template(self, document: Document, template: str) -> bool | None:
        """Say whether a notice template exists; not judged while nobody registers any."""
        return template in self.registry.notices if self.registry.notices else None

    def notice_variables(self, document: Document, template: str) -> frozenset[str] | None:
        """Return the variables a notice template uses."""
        found = self.registry.silent_notices if document.access.confidential else self.registry.notices
        return found.get(template)

    def has_output_template(self, document: Document, template: str) -> bool | None:
        """Say whether an output template exists; not judged while nobody registers any."""
        return template in self.registry.templates if self.registry.templates else None

    def output_variables(self, document: Document, template: str) -> frozenset[str] | None:
        """Return the variables an output template uses."""
        return self.registry.templates.get(template)


class DatabaseWorld(RegistryWorld):
    """Know the agencies and people too: five queries for all documents, a sixth where one names a template."""

    def has_output_template(self, document: Document, template: str) -> bool | None:
        """Say whether an output template exists, shipped or published in the panel."""
        return True if template in self._templates else super().has_output_template(document, template)

    def output_variables(self, document: Document, template: str) -> frozenset[str] | None:
        """Return the variables an output template uses; the one published in the panel counts."""
        return self._templates.get(template) or super().output_variables(document, template)

    def agencies(self, document: Document) -> tuple[str, ...] | None:
        """Return the one agency, or every kecamatan where an answer decides, and those that routes lead to.

        An objection goes to whichever office decided, so nothing is judged there.
        """
        if document.needs_parent:
            return None
        own = (document.agency,) if isinstance(document.agency, str) else self._districts
        return tuple(dict.fromkeys((*own, *(route.agency for route in document.routing if route.agency))))

    def has_agency(self, slug: str) -> bool | None:
        """Say whether an active agency has this slug."""
        return slug in self._agencies

    def areas(self, agency: str) -> tuple[str, ...]:
        """Return the desa that are units of the agency."""
        return self._areas.get(agency, ())

    def has_calendar(self, agency: str) -> bool | None:
        """Say whether the agency has a calendar: its own, or everybody's."""
        return None in self._calendars or agency in self._calendars

    def holders(self, document: Document, function: str, agency: str, area: str | None) -> frozenset[str] | None:
        """Return the active staff who hold a function, in person or through their unit."""
        found: set[str] = set()
        for row in self._holders.get((agency, function), ()):
            fits = row.service_id in (None, document.slug) and (area is None or _covers(row.region_id, area))
            # What can be confidential opens only to those it was given to by name.
            if fits and not (document.access.may_be_confidential and row.service_id is None):
                found |= self._people(row)
        return frozenset(found)

    def _people(self, row: FunctionHolder) -> set[str]:
        if row.staff_id is not None:
            return {str(row.staff_id)} & self._active
        return self._units.get(row.unit_id or 0, set())

    @cached_property
    def _templates(self) -> dict[str, frozenset[str]]:
        return dict(self.registry.template_source())

    @cached_property
    def _agencies(self) -> dict[str, str]:
        return dict(Agency.objects.filter(is_active=True).values_list("slug", "kind"))

    @cached_property
    def _districts(self) -> tuple[str, ...]:
        return tuple(sorted(slug for slug, kind in self._agencies.items() if kind == AgencyKind.DISTRICT))

    @cached_property
    def _areas(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for agency, region in Unit.objects.filter(region__isnull=False).values_list("agency_id", "region_id"):
            found.setdefault(agency, []).append(str(region))
        return {agency: tuple(sorted(regions)) for agency, regions in found.items()}

    @cached_property
    def _calendars(self) -> set[str | None]:
        return set(WorkCalendar.objects.values_list("agency_id", flat=True))

    @cached_property
    def _holders(self) -> dict[tuple[str, str], list[FunctionHolder]]:
        found: dict[tuple[str, str], list[FunctionHolder]] = {}
        for row in FunctionHolder.objects.all():
            found.setdefault((row.agency_id, row.function), []).append(row)
        return found

    @cached_property
    def _staff(self) -> list[tuple[int, int | None]]:
        return list(Staff.objects.filter(is_active=True).values_list("pk", "unit_id"))

    @cached_property
    def _active(self) -> set[str]:
        return {str(pk) for pk, _unit in self._staff}

    @cached_property
    def _units(self) -> dict[int, set[str]]:
        found: dict[int, set[str]] = {}
        for pk, unit in self._staff:
            if unit is not None:
                found.setdefault(unit, set()).add(str(pk))
        return found


def _covers(held: str | None, area: str) -> bool:
    return held is None or area == held or area.startswith(f"{held}.")
