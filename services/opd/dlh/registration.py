"""Register the services of DLH."""

from pathlib import Path

from services.catalogue.registry import registry

registry.register_documents(app="dlh", folder=Path(__file__).parent / "documents")
