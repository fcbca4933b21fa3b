"""Today: one line per client, in one order."""
