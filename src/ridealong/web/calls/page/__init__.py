"""The page of one call: the talk, what is said about it, and what people say to that."""
