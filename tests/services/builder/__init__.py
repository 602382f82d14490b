"""The builder: screens over one draft document."""
