"""How many random examples a property gets: few in every run, ten thousand with EXAMPLES=10000."""

import os

from hypothesis import HealthCheck, settings

few = settings(
    max_examples=int(os.environ.get("EXAMPLES", "20")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
