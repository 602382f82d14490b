"""Turn figures into what pages show."""
