"""Who owes what to whom: what reading the mail suggests, and what became of it."""
