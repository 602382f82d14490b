"""Register the services of Dishub."""

from pathlib import Path

from services.catalogue.registry import registry

registry.register_documents(app="dishub", folder=Path(__file__).parent / "documents")
