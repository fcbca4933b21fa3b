"""When it can be done, and how sure that is: what was learned, gathered from what is there."""
