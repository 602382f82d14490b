"""Register the services of Dinkes."""

from pathlib import Path

from services.catalogue.registry import registry

registry.register_documents(app="dinkes", folder=Path(__file__).parent / "documents")
