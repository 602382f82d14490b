"""Configure a service without code: screens over one draft document, step by step."""
