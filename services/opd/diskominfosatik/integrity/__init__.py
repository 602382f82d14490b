"""The integrity of public pages: what stands there and is not ours."""
