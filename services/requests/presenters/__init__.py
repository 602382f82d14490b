"""Turn requests into what people read."""
