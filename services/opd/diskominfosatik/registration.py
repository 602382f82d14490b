"""Register the services of Diskominfosatik."""

from pathlib import Path

from services.catalogue.registry import registry

registry.register_documents(app="diskominfosatik", folder=Path(__file__).parent / "documents")
