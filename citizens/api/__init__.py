"""Serve places to everybody, and know people by the token of their session."""
