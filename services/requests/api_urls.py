"""Map a person's own requests for programs."""

from __future__ import annotations

from django.urls import path

from services.requests.api import drafts, endings, evidence, standing_in, talks

app_name = "requests_api"
urlpatterns = [
    path("mandates/", standing_in.Mandates.as_view(), name="mandates"),
    path("requests/", drafts.Requests.as_view(), name="requests"),
    path("requests/<uuid:pk>/", drafts.OneRequest.as_view(), name="request"),
    path("requests/<uuid:pk>/form/", drafts.Form.as_view(), name="form"),
    path("requests/<uuid:pk>/answers/", drafts.AllAnswers.as_view(), name="answers"),
    path("requests/<uuid:pk>/answers/<slug:page>/", drafts.PageAnswers.as_view(), name="page"),
    path("requests/<uuid:pk>/files/", evidence.Files.as_view(), name="files"),
    path("requests/<uuid:pk>/files/<uuid:file>/", evidence.OneFile.as_view(), name="file"),
    path("requests/<uuid:pk>/submit/", drafts.Submit.as_view(), name="submit"),
    path("requests/<uuid:pk>/resubmit/", drafts.Resubmit.as_view(), name="resubmit"),
    path("requests/<uuid:pk>/withdraw/", drafts.Withdraw.as_view(), name="withdraw"),
    path("requests/<uuid:pk>/objection/", endings.Objection.as_view(), name="objection"),
    path("requests/<uuid:pk>/actions/<slug:action>/", endings.Act.as_view(), name="act"),
    path("requests/<uuid:pk>/events/", talks.Events.as_view(), name="events"),
    path("requests/<uuid:pk>/messages/", talks.Messages.as_view(), name="messages"),
]
