"""Register the services of RSUD dr. Drajat Prawiranegara."""

from pathlib import Path

from services.catalogue.registry import registry

registry.register_documents(app="rsud_drajat", folder=Path(__file__).parent / "documents")
