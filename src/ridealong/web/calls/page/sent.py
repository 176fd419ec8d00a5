"""Numbers and words as they come in with a request."""

from ridealong.conversation.text import clean

_LONGEST = 12
"""Digits: longer numbers name nothing here."""


def number_in(text: str | None) -> int | None:
    """A whole number that is not negative; None for anything else.

    >>> number_in("61"), number_in("-1"), number_in(""), number_in("9" * 5000)
    (61, None, None, None)
    """
    return int(text) if text and text.isdecimal() and len(text) <= _LONGEST else None


def words_in(text: str) -> str:
    r"""What somebody wrote, its lines kept, without what cannot be printed.

    >>> words_in(" Three\x00 seconds. \r\n\r\nThen ask. ")
    'Three seconds.\n\nThen ask.'
    """
    return "\n".join(clean(line) for line in text.splitlines()).strip()
