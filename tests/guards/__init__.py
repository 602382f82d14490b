"""Watch every test for faults that would otherwise stay silent; tests/guards proves that each guard can fail."""
