"""What the handbook's tables are made of: every keyword, field type, operator, fact, hook and rule, from the code."""
