"""How many random examples a property gets: some in every run, ten thousand with EXAMPLES=10000 (make soak)."""

import os

from hypothesis import HealthCheck, settings

CHECKS = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]


def times(count: int) -> settings:
    """Return settings of so many examples, or of EXAMPLES where that is set."""
    wanted = int(os.environ.get("EXAMPLES", str(count)))
    return settings(max_examples=wanted, deadline=None, suppress_health_check=CHECKS)


few = times(20)
# TRUST A8 asks for 500 random services in every run.
many = times(500)
# Two programs that must say the same differ in corners: more examples in every run.
twins = times(500)
