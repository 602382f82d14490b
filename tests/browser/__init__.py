"""Live the portal in a real browser, against the real processes that `make run` starts."""
