"""The screens of the builder."""

from services.builder.views.bundles import bring, export
from services.builder.views.index import index
from services.builder.views.new import new
from services.builder.views.steps import begin, step

__all__ = ["begin", "bring", "export", "index", "new", "step"]
