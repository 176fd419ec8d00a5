"""Frameworks as data: what they are, and how they are read and written as YAML."""
