"""Register the services of the 29 kecamatan."""

from pathlib import Path

from services.catalogue.registry import registry

registry.register_documents(app="kecamatan", folder=Path(__file__).parent / "documents")
