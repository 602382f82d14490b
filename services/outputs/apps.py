"""Name the app of issued documents."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutputsConfig(AppConfig):
    """Hold what a decision gives the citizen."""

    name = "services.outputs"
    label = "outputs"
    verbose_name = _("Dokumen hasil")

    def ready(self) -> None:
        """Let a decision issue a document, and the request page link to it."""
        from foundation import rls
        from services.catalogue.registry import registry
        from services.outputs import checks  # noqa: F401 (registers itself)
        from services.outputs.effect import OutputEffect, revoke
        from services.outputs.presenters import links, papers
        from services.outputs.rendering import templates
        from services.outputs.walls import NUMBERS, POLICIES, SIGNATURES
        from services.requests.effects import effects, register_overturn, register_papers, register_result_links

        rls.walls.register(POLICIES)
        rls.walls.register(NUMBERS)
        rls.walls.register(SIGNATURES)
        if "output" not in effects:
            effects.register("output", OutputEffect())
        register_overturn(revoke)
        register_result_links(links)
        register_papers(papers)
        for key in sorted(templates.names()):
            registry.register_template(key, templates.shipped(key).asked.variables)
        registry.template_source = templates.published
