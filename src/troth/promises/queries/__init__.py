"""What may be read of findings, promises, asks and needs."""
