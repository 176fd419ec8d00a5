"""Keys that are made from words, so that nobody has to think one up."""

import re
import unicodedata
from collections.abc import Collection

from ridealong.process.framework.reader import KEY

_WORDS = 6
_NO_KEY = re.compile(r"[^a-z0-9]+")


def key_from(words: str, taken: Collection[str], most: int = KEY) -> str:
    """A key that says what it stands for, and that nothing else has.

    >>> key_from("Whom does the problem touch, and how?", ())
    'whom-does-the-problem-touch-and'
    >>> key_from("Größe!", {"grosse"}), key_from("？？", ())
    ('grosse-2', 'a')

    Args:
        words: what it stands for.
        taken: the keys that are used already.
        most: characters of a key.
    """
    plain = unicodedata.normalize("NFKD", words.casefold()).encode("ascii", "ignore").decode()
    parts = [part for part in _NO_KEY.split(plain) if part][:_WORDS]
    start = "-".join(parts)[: most - 4].strip("-") or "a"
    if start not in taken:
        return start
    return next(key for n in range(2, 10_000) if (key := f"{start[: most - 5]}-{n}") not in taken)
