"""Troth keeps an IT consultant's word to every client."""
