"""Ids that are written in two ways: Salesforce's reports cut the last three signs off."""


def same_id(said: str) -> str:
    """An id as it is compared between sheets."""
    if len(said) == 18 and said.isalnum() and said[:3].isalnum() and not said.isdigit():
        return said[:15]
    return said


def first_of(said: str) -> str:
    """The first of several ids in one cell."""
    return said.split(";", 1)[0].strip() if ";" in said else said
