"""Hold the tests; the folders mirror the code's."""
