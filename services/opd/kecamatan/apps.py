"""Name the app of 29 kecamatan."""

from django.apps import AppConfig


class KecamatanConfig(AppConfig):
    """Register the services of 29 kecamatan."""

    name = "services.opd.kecamatan"
    label = "opd_kecamatan"
