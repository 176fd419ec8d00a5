"""Ridealong: sales coaching built on real conversations."""

__version__ = "0.1.0"
