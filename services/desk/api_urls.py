"""Map the desk for an officer's programs."""

from __future__ import annotations

from django.urls import path

from services.desk.api import cases, queue

app_name = "desk_api"
urlpatterns = [
    path("desk/requests/", queue.Queue.as_view(), name="queue"),
    path("desk/parts/", queue.Parts.as_view(), name="parts"),
    path("desk/bulk/", cases.Bulk.as_view(), name="bulk"),
    path("desk/requests/<uuid:pk>/", cases.Case.as_view(), name="case"),
    path("desk/requests/<uuid:pk>/files/<uuid:file>/", cases.CaseFile.as_view(), name="file"),
    path("desk/requests/<uuid:pk>/actions/<slug:action>/", cases.Act.as_view(), name="act"),
    path("desk/requests/<uuid:pk>/actions/<slug:action>/document/", cases.Attach.as_view(), name="attach"),
]
