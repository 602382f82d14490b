"""Register the services of Kesbangpol."""

from pathlib import Path

from services.catalogue.registry import registry

registry.register_documents(app="kesbangpol", folder=Path(__file__).parent / "documents")
