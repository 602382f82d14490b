"""The tests of the portal; their helpers keep their asserts even when Python strips them (PYTHONOPTIMIZE=1)."""

import pytest

pytest.register_assert_rewrite("tests")
