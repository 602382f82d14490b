"""Show the agencies to everybody: what each does, where and when, and who heads it."""
