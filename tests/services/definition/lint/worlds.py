"""A world lint can ask, made of plain sets."""

from dataclasses import dataclass, field

from services.definition.document import Document


@dataclass
class SmallWorld:
    """Know what it is told; people are {(function, agency, area): names}, area "" for the whole agency."""

    own: tuple[str, ...] = ("disdukcapil",)
    known_agencies: frozenset[str] = frozenset({"disdukcapil", "dpmptsp", "dlh", "dpupr"})
    divided: dict[str, tuple[str, ...]] = field(default_factory=dict)
    people: dict[tuple[str, str, str], frozenset[str]] = field(default_factory=dict)
    everybody: frozenset[str] = frozenset({"ani", "budi"})
    calendars: frozenset[str] = frozenset({"disdukcapil", "dpmptsp"})
    hooks: frozenset[str] = frozenset()
    lists: frozenset[str] = frozenset()
    surveys: frozenset[str] = frozenset({"skm"})
    outputs: dict[str, frozenset[str]] = field(default_factory=dict)
    notices: dict[str, frozenset[str]] = field(default_factory=dict)

    def agencies(self, document: Document) -> tuple[str, ...] | None:
        """Return the agencies that give the service."""
        return self.own

    def has_agency(self, slug: str) -> bool | None:
        """Say whether the agency is known."""
        return slug in self.known_agencies

    def areas(self, agency: str) -> tuple[str, ...]:
        """Return the areas of an agency."""
        return self.divided.get(agency, ())

    def holders(self, document: Document, function: str, agency: str, area: str | None) -> frozenset[str] | None:
        """Return who is named, or everybody."""
        return self.people.get((function, agency, area or ""), self.everybody)

    def has_calendar(self, agency: str) -> bool | None:
        """Say whether there is a calendar."""
        return agency in self.calendars

    def has_hook(self, name: str) -> bool | None:
        """Say whether a hook is registered."""
        return name in self.hooks

    def has_list(self, name: str) -> bool | None:
        """Say whether there is such a list."""
        return name in self.lists

    def has_survey(self, name: str) -> bool | None:
        """Say whether there is such a survey."""
        return name in self.surveys

    def output_variables(self, document: Document, template: str) -> frozenset[str] | None:
        """Return what an output template uses."""
        return self.outputs.get(template)

    def has_output_template(self, document: Document, template: str) -> bool | None:
        """Say whether there is such an output template."""
        return template in self.outputs

    def notice_variables(self, document: Document, template: str) -> frozenset[str] | None:
        """Return what a notice template uses."""
        return self.notices.get(template)

    def has_notice_template(self, document: Document, template: str) -> bool | None:
        """Say whether there is such a notice template."""
        return template in self.notices
