"""Hold what a service is, in pure Python: no Django, no clock, no setting, no translation; imports nothing of ours."""
