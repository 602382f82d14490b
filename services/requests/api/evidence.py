"""Take files in for the fields that ask for them, and hand them back to their owner."""

from __future__ import annotations

from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from foundation.api.problems import Problem
from services.catalogue import documents
from services.definition.document import walk
from services.definition.fields.file import FileField
from services.requests import engine, uploads
from services.requests.api import bodies, refusals, shapes
from services.requests.api.base import OwnView
from services.requests.models import Attachment, Phase, ServiceRequest
from services.requests.views.evidence import serve


class Files(OwnView):
    """List the files of a request, and take one in."""

    parser_classes = [MultiPartParser]
    limits = {"POST": "upload"}

    @extend_schema(operation_id="files", tags=["files"], responses=shapes.FilePage)
    def get(self, request: Request, pk: UUID) -> Response:
        """Return the files that were not replaced; a request holds at most twenty."""
        rows = Attachment.objects.filter(request=self.own(request, pk), replaced_by__isnull=True)
        return Response({"items": [bodies.file(each) for each in rows], "next": "", "previous": ""})

    @extend_schema(
        operation_id="upload",
        tags=["files"],
        request={"multipart/form-data": shapes.FileSent},
        responses={201: shapes.FileShape},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Keep one file made harmless; it counts once the answer to its field names its id."""
        own = self.own(request, pk)
        field = _open_field(own, str(request.POST.get("field", "")))
        sent = request.FILES.get("file")
        if not isinstance(sent, UploadedFile):
            said = _("Kirim berkas dalam bagian file.")
            raise Problem(422, said, errors=[{"path": "file", "code": "required", "detail": said}])
        try:
            stored = uploads.store(own, field, sent, self.actor(request).user)
        except uploads.UploadProblem as refused:
            raise refusals.of_upload(refused, field) from refused
        return Response(bodies.file(stored), 201)


class OneFile(OwnView):
    """Hand out one file, or throw it away."""

    @extend_schema(
        operation_id="file",
        tags=["files"],
        responses={(200, "image/jpeg"): OpenApiTypes.BINARY, (200, "application/pdf"): OpenApiTypes.BINARY},
    )
    def get(self, request: Request, pk: UUID, file: UUID) -> HttpResponseBase:
        """Return the stored bytes."""
        return serve(self._found(self.own(request, pk), file), inline=False)

    @extend_schema(operation_id="remove_file", tags=["files"], responses={204: None})
    def delete(self, request: Request, pk: UUID, file: UUID) -> Response:
        """Throw away a file of a draft; what was sent stays as evidence."""
        own = self.own(request, pk)
        found = self._found(own, file)
        if own.phase != Phase.DRAFT:
            raise Problem(409, _("Permohonan sudah terkirim, jadi berkasnya tetap sebagai bukti."))
        uploads.remove(own, found.field, [str(found.pk)])
        return Response(status=204)

    @staticmethod
    def _found(own: ServiceRequest, file: UUID) -> Attachment:
        found = Attachment.objects.filter(request=own, pk=file).first()
        if found is None:
            raise Http404
        return found


def _open_field(own: ServiceRequest, field_id: str) -> FileField:
    """Return the file field of an id, also one inside a group, while its answer may be written."""
    if own.phase not in {Phase.DRAFT, Phase.WAITING_APPLICANT}:
        raise Problem(409, _("Permohonan ini sudah terkirim, jadi tidak menerima berkas."))
    is_open = None if own.phase == Phase.DRAFT else engine.mendable(own)
    for _page, top in documents.load(own.version).fields():
        for field in walk((top,)):
            if field.id == field_id and isinstance(field, FileField) and (is_open is None or top.id in is_open):
                return field
    said = _("Tidak ada isian berkas itu, atau tidak dapat diubah sekarang.")
    raise Problem(422, said, errors=[{"path": "field", "code": "not_an_option", "detail": said}])
