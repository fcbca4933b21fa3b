"""Parts from which the benchmark's mailbox is made."""
