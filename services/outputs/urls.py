"""Map the address of issued documents."""

from django.urls import path

from services.outputs import views

app_name = "outputs"
urlpatterns = [path("permohonan/<uuid:pk>/hasil/<uuid:output>/", views.download, name="download")]
