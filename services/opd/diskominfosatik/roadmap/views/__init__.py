"""Show the roadmap: the panel's room, the obligations, and the public page."""
