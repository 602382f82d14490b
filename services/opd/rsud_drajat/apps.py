"""Name the app of RSUD dr. Drajat Prawiranegara."""

from django.apps import AppConfig


class RsudDrajatConfig(AppConfig):
    """Register the services of RSUD dr. Drajat Prawiranegara."""

    name = "services.opd.rsud_drajat"
    label = "opd_rsud_drajat"
