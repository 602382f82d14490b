"""How many random examples a property gets: few in every run, ten thousand with EXAMPLES=10000."""

import os

from hypothesis import HealthCheck, settings

EXAMPLES = int(os.environ.get("EXAMPLES", "20"))
TWINS = 500

few = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
# Two programs that must say the same differ in corners: more examples in every run.
twins = settings(few, max_examples=max(EXAMPLES, TWINS))
