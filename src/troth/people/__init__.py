"""Practice, members, clients, contacts, and who may see what."""
