"""Hold an assert in a helper, to prove that such asserts are never stripped."""


def insist(truth: bool) -> None:
    """Raise AssertionError for what is not true, however Python was started."""
    assert truth
