"""Register the services of Disnakertrans."""

from pathlib import Path

from services.catalogue.registry import registry

registry.register_documents(app="disnakertrans", folder=Path(__file__).parent / "documents")
