"""Processes killed at random points, and a judge who looks for what was lost or doubled."""
