"""Register the services of Disdukcapil."""

from pathlib import Path

from services.catalogue.registry import registry

registry.register_documents(app="disdukcapil", folder=Path(__file__).parent / "documents")
