"""Let anybody check an issued document: by its code, by its file, or by the signed statement in its QR code."""
