"""Show the public figures."""
