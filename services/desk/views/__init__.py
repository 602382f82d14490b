"""Show the desk."""
