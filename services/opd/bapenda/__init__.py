"""Hold what Bapenda adds; removing this folder and its line in OPD_APPS removes it."""
