"""Throw generated requests at every operation the schema describes; collected only where schemathesis is."""
