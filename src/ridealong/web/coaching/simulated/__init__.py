"""Talks with a simulated customer: offered only where a language model is configured."""
