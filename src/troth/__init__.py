"""Troth keeps an IT consultant's word to every client."""

__version__ = "0.2.0"
