"""Map the applicant's own pages; `file` and `track` are contract names every floor may link to."""

from __future__ import annotations

from django.urls import path

from services.requests.views import (
    detail,
    evidence,
    fixing,
    mine,
    objecting,
    proof,
    sending,
    start,
    steps,
    tracking,
    withdrawing,
)

app_name = "requests"
urlpatterns = [
    path("permohonan/", mine.mine, name="list"),
    path("permohonan/<uuid:pk>/", detail.detail, name="detail"),
    path("permohonan/<uuid:pk>/isi/<slug:page>/", steps.step, name="page"),
    path("permohonan/<uuid:pk>/periksa/", sending.check, name="check"),
    path("permohonan/<uuid:pk>/terkirim/", sending.receipt, name="receipt"),
    path("permohonan/<uuid:pk>/bukti/", proof.proof, name="proof"),
    path("permohonan/<uuid:pk>/perbaiki/", fixing.fix, name="fix"),
    path("permohonan/<uuid:pk>/batalkan/", withdrawing.withdraw, name="withdraw"),
    path("permohonan/<uuid:pk>/keberatan/", objecting.object_to, name="object"),
    path("permohonan/<uuid:pk>/buka-kembali/<slug:action>/", objecting.reopen, name="reopen"),
    path("permohonan/<uuid:pk>/lupakan/", withdrawing.forget, name="forget"),
    path("kunci-bukti.json", proof.proof_keys, name="proof_keys"),
    path("permohonan/<uuid:pk>/berkas/<uuid:att>/", evidence.attachment, name="attachment"),
]
global_urlpatterns = [
    path("layanan/<slug:slug>/ajukan/", start.start, name="file"),
    path("lacak/", tracking.track, name="track"),
]
