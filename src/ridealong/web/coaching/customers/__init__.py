"""How customers see it: two questions after a talk, and the step on which they stand to us."""
