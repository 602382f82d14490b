"""Register the services of Diskominfosatik."""

from pathlib import Path

from services.catalogue.registry import registry
from services.opd.diskominfosatik.complaints.hooks import check_text
from services.opd.diskominfosatik.signal import hooks

registry.register_documents(app="diskominfosatik", folder=Path(__file__).parent / "documents")
registry.register_hook("diskominfosatik.cek_titik", hooks.check_place)
registry.register_hook("diskominfosatik.cek_aduan", check_text)
