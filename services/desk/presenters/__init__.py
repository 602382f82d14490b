"""Turn cases into what officers read."""
