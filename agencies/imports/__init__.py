"""Take in tables of the agencies: days off for everybody, staff of an OPD."""
