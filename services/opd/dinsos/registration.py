"""Register the services of Dinsos."""

from pathlib import Path

from services.catalogue.registry import registry

registry.register_documents(app="dinsos", folder=Path(__file__).parent / "documents")
