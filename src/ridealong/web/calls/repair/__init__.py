"""What people put right about a call: who speaks, whose it is, what it is, who may read it."""
