"""Name the app of issued documents."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutputsConfig(AppConfig):
    """Hold what a decision gives the citizen."""

    name = "services.outputs"
    label = "outputs"
    verbose_name = _("Dokumen hasil")

    def ready(self) -> None:
        """Let a decision issue a document, its life go on after that, and the request page link to it."""
        from citizens.notifications.topics import topics
        from foundation import rls
        from services.catalogue.registry import registry
        from services.outputs import checks  # noqa: F401 (registers itself)
        from services.outputs.effect import OutputEffect, revoke
        from services.outputs.life import erasing, rights, steps
        from services.outputs.presenters import links, papers, receipts
        from services.outputs.rendering import templates
        from services.outputs.topics import register
        from services.outputs.walls import ACCESSES, NUMBERS, POLICIES, SIGNATURES
        from services.requests.effects import (
            effects,
            register_erasure,
            register_overturn,
            register_papers,
            register_receipts,
            register_result_links,
        )
        from services.requests.engine import further

        for walls in (POLICIES, NUMBERS, SIGNATURES, ACCESSES):
            rls.walls.register(walls)
        register(topics)
        further.register(rights.REVOKE, steps.revoke)
        further.register(rights.REPLACE, steps.replace)
        further.register(rights.EXPIRE, steps.expire)
        if "output" not in effects:
            effects.register("output", OutputEffect())
        register_overturn(revoke)
        register_erasure(erasing.forget)
        register_result_links(links)
        register_papers(papers)
        register_receipts(receipts)
        for key in sorted(templates.names()):
            registry.register_template(key, templates.shipped(key).asked.variables)
        registry.template_source = templates.published
