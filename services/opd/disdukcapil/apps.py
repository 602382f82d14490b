"""Name the app of Disdukcapil."""

from django.apps import AppConfig


class DisdukcapilConfig(AppConfig):
    """Register the services of Disdukcapil."""

    name = "services.opd.disdukcapil"
    label = "opd_disdukcapil"
