"""Work that must happen: leases, retries, schedules."""
