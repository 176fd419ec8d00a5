"""Ids that are written in two ways: Salesforce's reports leave the last three signs out."""

from functools import lru_cache

_SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"


@lru_cache(maxsize=65_536)
def same_id(said: str) -> str:
    """An id as it is compared between sheets: Salesforce's without the signs that check it."""
    if len(said) == 18 and said.isascii() and said.isalnum() and said.endswith(_check(said)):
        return said[:15]
    return said


def _check(said: str) -> str:
    """The three signs that say which of the first fifteen are capitals."""
    parts = (said[0:5], said[5:10], said[10:15])
    return "".join(_SIGNS[sum(sign.isupper() << at for at, sign in enumerate(p))] for p in parts)


def first_of(said: str) -> str:
    """The first of several ids in one cell."""
    return said.split(";", 1)[0].strip() if ";" in said else said
