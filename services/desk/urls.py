"""Map the addresses of the desk."""

from django.urls import path

from services.desk.views import act, files, preview, queue, results, reveal, signing, silence, work

app_name = "desk"
urlpatterns = [
    path("panel/antrean/", queue.queue, name="queue"),
    path("panel/tanda-tangan/", signing.signing, name="signing"),
    path("panel/batas-diam/", silence.register, name="silence"),
    path("panel/antrean/<uuid:pk>/", work.work, name="work"),
    path("panel/antrean/<uuid:pk>/lihat-penuh/", reveal.reveal, name="reveal"),
    path("panel/antrean/<uuid:pk>/berkas/<uuid:attachment>/", files.original, name="original"),
    path("panel/antrean/<uuid:pk>/berkas/<uuid:attachment>/<int:number>/", files.page, name="page"),
    path("panel/antrean/<uuid:pk>/pratinjau/<slug:key>/", preview.preview, name="preview"),
    path("panel/antrean/<uuid:pk>/hasil/<uuid:output>/cabut/", results.revoke, name="revoke_output"),
    path("panel/antrean/<uuid:pk>/hasil/<uuid:output>/ganti/", results.replace, name="replace_output"),
    path("panel/antrean/<uuid:pk>/<slug:action>/", act.act, name="act"),
]
