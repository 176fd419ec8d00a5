"""Work in the background that outlives a killed worker: leases, attempts, a sweep, dead letters."""
