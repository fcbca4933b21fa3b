"""Full text, by opaque reference."""
