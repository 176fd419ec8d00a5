"""Lists of calls: which, in which order, what was said in them, and taking them along."""
