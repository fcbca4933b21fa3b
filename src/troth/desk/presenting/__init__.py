"""Rows made into the plain values that templates read."""
