"""Settings and the addresses of pages."""
