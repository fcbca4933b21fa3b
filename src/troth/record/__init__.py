"""The append-only record: one chain per client and one for the practice."""
