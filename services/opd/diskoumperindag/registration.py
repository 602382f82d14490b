"""Register the services of Diskoumperindag."""

from pathlib import Path

from services.catalogue.registry import registry

registry.register_documents(app="diskoumperindag", folder=Path(__file__).parent / "documents")
