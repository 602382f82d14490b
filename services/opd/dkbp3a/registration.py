"""Register the services of DKBP3A."""

from pathlib import Path

from services.catalogue.registry import registry

registry.register_documents(app="dkbp3a", folder=Path(__file__).parent / "documents")
