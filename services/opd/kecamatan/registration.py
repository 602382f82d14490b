"""Register the services of the 29 kecamatan."""

from pathlib import Path

from services.catalogue.registry import registry
from services.opd.kecamatan import hooks

registry.register_documents(app="kecamatan", folder=Path(__file__).parent / "documents")
registry.register_hook("kecamatan.cek_hari_akad", hooks.check_akad)
