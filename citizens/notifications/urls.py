"""Map the addresses of the inbox."""

from django.urls import path

from citizens.notifications import views

app_name = "notifications"
global_urlpatterns = [path("kotak-masuk/", views.inbox, name="inbox")]
urlpatterns = [
    path("kotak-masuk/dibaca/", views.read_all, name="read_all"),
    path("kotak-masuk/<uuid:notice>/", views.open_notice, name="open"),
]
