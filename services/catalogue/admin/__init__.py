"""Let Diskominfosatik, and each OPD for itself, keep services and their versions, and appoint who acts."""

from services.catalogue.admin import holders, services, versions

__all__ = ["holders", "services", "versions"]
