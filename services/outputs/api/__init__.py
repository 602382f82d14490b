"""Answer programs about issued documents."""
