"""How a letter is handed to a mail server."""
