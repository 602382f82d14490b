"""Public information: how to ask for it, how to object, and the public list of what there is (UU 14/2008)."""
