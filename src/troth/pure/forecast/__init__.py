"""When it can be done, and how sure that is."""
