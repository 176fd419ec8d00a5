"""How long calls are kept, how they are deleted for good, and what people take along of theirs."""
