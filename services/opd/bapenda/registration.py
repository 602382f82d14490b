"""Register the services of Bapenda."""

from pathlib import Path

from services.catalogue.registry import registry

registry.register_documents(app="bapenda", folder=Path(__file__).parent / "documents")
