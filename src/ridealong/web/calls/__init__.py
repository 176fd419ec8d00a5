"""Conversations in the desk: how they come in, who may read them, and what is said about them."""
