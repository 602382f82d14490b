"""Register the services of DPMPTSP."""

from pathlib import Path

from services.catalogue.registry import registry

registry.register_documents(app="dpmptsp", folder=Path(__file__).parent / "documents")
