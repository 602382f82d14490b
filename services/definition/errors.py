"""What is raised when a service document is broken: always with the place and a sentence."""

from collections.abc import Iterable


class DocumentError(ValueError):
    """Say what is wrong with a document: `problems` holds (path, message) pairs, in file order."""

    def __init__(self, problems: Iterable[tuple[str, str]]) -> None:
        """Keep every problem, not only the first: an editor mends them in one go."""
        self.problems: tuple[tuple[str, str], ...] = tuple(problems)
        super().__init__("; ".join(f"{path}: {message}" for path, message in self.problems))


def shorten(value: object) -> str:
    """Return a value as it may be written in a document, at most some forty characters of it."""
    text = f"'{value}'" if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else repr(value)
    return text if len(text) <= 42 else f"{text[:40]}..."
