"""Text as people typed or machines heard it, made safe to store, count and print."""

import re

_DROPPED = dict.fromkeys([0x00, 0x200B, 0x200E, 0x200F, 0xFEFF])
_BREAKS = re.compile(r"[\s\x01-\x1f\x7f-\x9f]+")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_NO_WORD = re.compile(r"(?<!\S)[^\w\s]+(?!\S)")


def clean(text: str) -> str:
    r"""Fold white space and take out what cannot be printed: NULs, lone surrogates, controls.

    >>> clean(" so,\r\n that's\x00 it ")
    "so, that's it"
    """
    if text.isprintable():  # then no white space but blanks, nothing to drop
        return " ".join(text.split()) if "  " in text else text.strip()
    printable = _SURROGATES.sub("\ufffd", text.translate(_DROPPED))
    return _BREAKS.sub(" ", printable).strip()


def count_words(text: str) -> int:
    """How many words: white-space separated pieces that hold a letter or a digit."""
    return len(text.split()) - len(_NO_WORD.findall(text))
