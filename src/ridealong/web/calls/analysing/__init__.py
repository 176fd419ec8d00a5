"""From a transcript to what is said about it: in the background, once, again when needed."""
