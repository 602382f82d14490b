"""Name the app of the index room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IndexConfig(AppConfig):
    """Hold the schemes of indices and what the kabupaten says of itself in each year."""

    name = "services.opd.diskominfosatik.index"
    label = "index_room"
    verbose_name = _("Ruang indeks")
