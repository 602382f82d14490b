"""What lint asks about the world outside a document; the catalogue builds the real one."""

from typing import Protocol

from services.definition.document import Document


class World(Protocol):
    """Answer questions about agencies, people, hooks and templates. None means "not known here": not judged."""

    def agencies(self, document: Document) -> tuple[str, ...] | None:
        """Return the slugs of the agencies that give this service: one, or all the answer may lead to."""

    def has_agency(self, slug: str) -> bool | None:
        """Say whether an agency has this slug."""

    def areas(self, agency: str) -> tuple[str, ...]:
        """Return the region codes an agency's people may be divided by; empty when it is not divided."""

    def holders(self, document: Document, function: str, agency: str, area: str | None) -> frozenset[str] | None:
        """Return who holds a function of this service at an agency (for an area, where given)."""

    def has_calendar(self, agency: str) -> bool | None:
        """Say whether the agency has a working calendar."""

    def has_hook(self, name: str) -> bool | None:
        """Say whether a hook is registered under this name."""

    def has_list(self, name: str) -> bool | None:
        """Say whether a reference list or appointment schedule has this name."""

    def has_survey(self, name: str) -> bool | None:
        """Say whether a survey has this name."""

    def output_variables(self, document: Document, template: str) -> frozenset[str] | None:
        """Return the variables an output template uses."""

    def has_output_template(self, document: Document, template: str) -> bool | None:
        """Say whether an output template exists."""

    def notice_variables(self, document: Document, template: str) -> frozenset[str] | None:
        """Return the variables a notice template uses."""

    def has_notice_template(self, document: Document, template: str) -> bool | None:
        """Say whether a notice template exists."""


class OpenWorld:
    """Know nothing, so that only the document itself is judged: in an editor, or without a database."""

    def agencies(self, document: Document) -> tuple[str, ...] | None:
        """Return that it is not known."""
        return None

    def has_agency(self, slug: str) -> bool | None:
        """Return that it is not known."""
        return None

    def areas(self, agency: str) -> tuple[str, ...]:
        """Return no areas."""
        return ()

    def holders(self, document: Document, function: str, agency: str, area: str | None) -> frozenset[str] | None:
        """Return that it is not known."""
        return None

    def has_calendar(self, agency: str) -> bool | None:
        """Return that it is not known."""
        return None

    def has_hook(self, name: str) -> bool | None:
        """Return that it is not known."""
        return None

    def has_list(self, name: str) -> bool | None:
        """Return that it is not known."""
        return None

    def has_survey(self, name: str) -> bool | None:
        """Return that it is not known."""
        return None

    def output_variables(self, document: Document, template: str) -> frozenset[str] | None:
        """Return that it is not known."""
        return None

    def has_output_template(self, document: Document, template: str) -> bool | None:
        """Return that it is not known."""
        return None

    def notice_variables(self, document: Document, template: str) -> frozenset[str] | None:
        """Return that it is not known."""
        return None

    def has_notice_template(self, document: Document, template: str) -> bool | None:
        """Return that it is not known."""
        return None
