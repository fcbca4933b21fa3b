"""Plain values in, plain values out: no framework, no clock, no network."""
