"""What vendors call a language, as the tag that everybody else understands (BCP 47)."""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

_TWO_LETTERS = {
    "alb": "sq", "ara": "ar", "arm": "hy", "baq": "eu", "bul": "bg", "cat": "ca", "chi": "zh",
    "cmn": "zh", "cze": "cs", "dan": "da", "deu": "de", "dut": "nl", "ell": "el", "eng": "en",
    "est": "et", "fin": "fi", "fra": "fr", "fre": "fr", "ger": "de", "gre": "el", "heb": "he",
    "hin": "hi", "hrv": "hr", "hun": "hu", "ice": "is", "ind": "id", "ita": "it", "jpn": "ja",
    "kor": "ko", "lav": "lv", "lit": "lt", "mac": "mk", "may": "ms", "nld": "nl", "nor": "no",
    "per": "fa", "pol": "pl", "por": "pt", "ron": "ro", "rum": "ro", "rus": "ru", "slo": "sk",
    "slv": "sl", "spa": "es", "srp": "sr", "swe": "sv", "tha": "th", "tur": "tr", "ukr": "uk",
    "vie": "vi", "zho": "zh",
}  # fmt: skip
"""ISO 639-2 to 639-1, both the bibliographic and the native codes."""
_NAMES = {
    "chinese": "zh", "danish": "da", "dutch": "nl", "english": "en", "finnish": "fi",
    "french": "fr", "german": "de", "hindi": "hi", "italian": "it", "japanese": "ja",
    "korean": "ko", "norwegian": "no", "polish": "pl", "portuguese": "pt", "russian": "ru",
    "spanish": "es", "swedish": "sv", "turkish": "tr", "ukrainian": "uk",
}  # fmt: skip
_NONE = {"und", "zxx", "mul", "auto", "unknown", "none"}


@lru_cache(maxsize=256)
def bcp47(stated: str | None) -> str | None:
    """The tag of a language that a source calls "en_us", "eng" or "English"; None for no language.

    >>> bcp47("en_us"), bcp47("eng"), bcp47("zh-hans-cn"), bcp47("und"), bcp47("what?")
    ('en-US', 'en', 'zh-Hans-CN', None, None)
    """
    if not stated:
        return None
    parts = stated.strip().replace("_", "-").split("-")
    first = parts[0].lower()
    first = _NAMES.get(first) or _TWO_LETTERS.get(first, first)
    if first in _NONE or not (2 <= len(first) <= 3 and first.isascii() and first.isalpha()):
        return None
    if not all(1 <= len(p) <= 8 and p.isascii() and p.isalnum() for p in parts[1:]):
        return first
    return "-".join([first, *(_cased(part) for part in parts[1:])])


def most_common(tags: Iterable[str | None]) -> str | None:
    """The tag that most turns have; None where none has one."""
    counts = Counter(tag for tag in tags if tag)
    return counts.most_common(1)[0][0] if counts else None


def _cased(part: str) -> str:
    if len(part) == 4 and part.isalpha():
        return part.title()
    return part.upper() if len(part) == 2 else part.lower()
