"""The inventory of applications, and which OPD works through the portal."""
