"""Where style sheets, fonts and scripts lie once they are collected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Storage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Name files by their content, in scripts that import one another too: no page meets an old half of a script."""

    support_js_module_import_aggregation = True

    def compress_files(self, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Compress what pages name, by its content, once; maps of sources are for a debugger that reads them plain."""
        named = set(self.hashed_files.values())
        yield from super().compress_files([path for path in paths if path in named and not path.endswith(".map")])
