"""Register the services of Dindikbud."""

from pathlib import Path

from services.catalogue.registry import registry

registry.register_documents(app="dindikbud", folder=Path(__file__).parent / "documents")
