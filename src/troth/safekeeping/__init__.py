"""Backup, restore and leaving."""
