"""Map the addresses of issued documents, and of the pages on which anybody checks one."""

from django.urls import path

from services.outputs import views
from services.outputs.rendering import views as designing
from services.outputs.verifying import views as verifying

app_name = "outputs"
urlpatterns = [
    path("permohonan/<uuid:pk>/hasil/<uuid:output>/", views.download, name="download"),
    path("permohonan/<uuid:pk>/hasil/<uuid:output>/lembar/", views.sheet, name="sheet"),
    path("permohonan/<uuid:pk>/tanda-terima.pdf", views.receipt, name="receipt"),
    path("permohonan/<uuid:pk>/tanda-terima/qr/", views.receipt_sheet, name="receipt_sheet"),
    path("permohonan/<uuid:pk>/surat/<int:seq>/", views.letter, name="letter"),
    path("permohonan/<uuid:pk>/hasil/<uuid:output>/perpanjang/", views.renew, name="renew"),
    path("panel/templat/", designing.index, name="templates"),
    path("panel/templat/<slug:key>/", designing.page, name="template"),
    path("verifikasi/", verifying.start, name="verify_start"),
    path("verifikasi/kunci.json", verifying.keys, name="verify_keys"),
    path("verifikasi/dicabut.json", verifying.revoked, name="verify_revoked"),
    path("verifikasi/<slug:code>/", verifying.verify, name="verify"),
]
