"""Answer what only the database knows while answers are cleaned: names of places, files of this request."""

from __future__ import annotations

from functools import cached_property
from uuid import UUID

from citizens.models import Region
from services.catalogue import documents
from services.definition.fields.context import Lookups
from services.requests.models import Attachment, ServiceRequest
from services.requests.models.attachment import Scan


class RequestLookups(Lookups):
    """Look things up for one request; each question is asked of the database at most once."""

    def __init__(self, request: ServiceRequest | None = None) -> None:
        """Bind to a request; without one no file exists."""
        self._request = request
        self._names: dict[str, str | None] = {}

    def region_name(self, code: str) -> str | None:
        """Return the name of a kecamatan or desa of this kabupaten that is still in force."""
        if code not in self._names:
            self._names[code] = (
                Region.objects.filter(pk=code, valid_to__isnull=True).values_list("name", flat=True).first()
            )
        return self._names[code]

    def nik_region_known(self, code: str) -> bool:
        """Say whether six digits are a kecamatan of ours; codes of elsewhere are not judged."""
        if not code.startswith("3604"):
            return True
        return self.region_name(f"{code[:2]}.{code[2:4]}.{code[4:6]}") is not None

    def file_exists(self, attachment_id: str) -> bool:
        """Say whether an attachment belongs to this request and was not replaced."""
        return attachment_id in self._files

    def reference_label(self, list_name: str, value: str) -> str | None:
        """Return the label of a value in a list of the document itself; lists kept elsewhere take any value."""
        entries = documents.load(self._request.version).lists.get(list_name) if self._request else None
        if entries is None:
            return value
        return next((str(entry.label) for entry in entries if entry.value == value), None)

    @cached_property
    def _files(self) -> set[str]:
        if self._request is None:
            return set()
        ids: list[UUID] = list(
            Attachment.objects.filter(request=self._request, replaced_by__isnull=True)
            .exclude(scan=Scan.INFECTED)
            .values_list("pk", flat=True)
        )
        return {str(pk) for pk in ids}
