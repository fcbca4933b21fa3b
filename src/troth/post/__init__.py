"""The outbox: every letter that leaves is a row first."""
