"""Accompany an issued document until it counts no more: reminded of, expired, revoked, replaced, renewed."""
