"""Where style sheets, fonts and scripts lie once they are collected."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Storage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Name files by their content, in scripts that import one another too: no page meets an old half of a script."""

    support_js_module_import_aggregation = True
