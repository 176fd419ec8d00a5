"""Whose side is ours, as a person stated it: names, addresses, domains, companies, ids.

A full name, an address, a domain, a phone number, an id or the company behind a name fits
whoever has it. A part of a name (first or last) fits only where one person has it. Colleagues
share the domain of an address that is ours, but for the domains of free mail.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ridealong.conversation.model import Speaker
from ridealong.conversation.people import affiliation, name_key

FREE_MAIL = frozenset({
    "163.com", "aol.com", "btinternet.com", "comcast.net", "duck.com", "fastmail.com", "free.fr",
    "gmail.com", "gmx.com", "gmx.de", "gmx.net", "googlemail.com", "hey.com", "hotmail.co.uk",
    "hotmail.com", "hotmail.de", "hotmail.fr", "icloud.com", "libero.it", "live.com", "mac.com",
    "mail.com", "mail.ru", "me.com", "msn.com", "naver.com", "orange.fr", "outlook.com",
    "outlook.de", "pm.me", "proton.me", "protonmail.com", "qq.com", "rediffmail.com", "sky.com",
    "t-online.de", "verizon.net", "web.de", "wanadoo.fr", "yahoo.co.in", "yahoo.co.uk",
    "yahoo.com", "yahoo.de", "yahoo.fr", "yandex.com", "yandex.ru", "ymail.com", "zoho.com",
})  # fmt: skip
"""Domains that tell nothing of who one works for."""
_DOMAIN = re.compile(r"^@?([\w-]+\.)+[a-z]{2,}$", re.IGNORECASE)
_NOT_DIGITS = re.compile(r"\D+")
_FEWEST_DIGITS = 5


def domain_of(email: str) -> str:
    """What stands behind the last "@"."""
    return email.rpartition("@")[2].lower().rstrip(".")


@dataclass(frozen=True, slots=True)
class Us:
    """Which speakers of one conversation `--us` names. Make it with `Us.of`."""

    domains: frozenset[str] = frozenset()
    """The domains of our company, as far as known."""
    warnings: tuple[str, ...] = ()
    _why: dict[str, str] = field(default_factory=dict)
    _named: frozenset[str] = frozenset()

    @classmethod
    def of(cls, stated: Sequence[str], speakers: Iterable[Speaker]) -> "Us":
        """Look for everything that was stated among the speakers."""
        persons = [s for s in speakers if not s.pseudo]
        why: dict[str, str] = {}
        domains: set[str] = set()
        warnings: list[str] = []
        words = [word for w in stated if (word := w.strip())]
        for word in words:
            for speaker, reason in _fitting(word, persons, warnings):
                why.setdefault(speaker.id, reason)
            domains |= _company(word, warnings)
        named = frozenset(why)
        domains |= {d for s in persons if s.id in why and s.email for d in _company(s.email, [])}
        for speaker in persons:
            if speaker.email and _within(domain_of(speaker.email), domains):
                why.setdefault(speaker.id, f"e-mail domain ({domain_of(speaker.email)})")
        if words and not why:
            warnings.append(f"Nobody in this conversation matches --us {', '.join(words)}.")
        return cls(frozenset(domains), tuple(warnings), why, named)

    @property
    def found(self) -> bool:
        """Somebody in the conversation is one of us."""
        return bool(self._why)

    def why(self, speaker: Speaker) -> str | None:
        """Why this speaker is one of us; None where nothing says so."""
        return self._why.get(speaker.id)

    def names(self, speaker: Speaker) -> bool:
        """Whether the speaker was named in person, not by a domain."""
        return speaker.id in self._named


def _fitting(word: str, persons: list[Speaker], warnings: list[str]) -> list[tuple[Speaker, str]]:
    """Those whom `word` names in person, each with the reason."""
    if fits := [s for s in persons if _exactly(word, s)]:
        return [(s, f"--us ({s.name or s.provider_id or s.id})") for s in fits]
    if "@" in word or not (key := name_key(word)):
        return []
    if company := [s for s in persons if s.name and affiliation(s.name) == key]:
        return [(s, f"--us ({word}, behind the name)") for s in company]
    parts = [s for s in persons if s.name and key in name_key(s.name).split()]
    if len({s.same_as or s.id for s in parts}) > 1:
        several = ", ".join(str(s.name) for s in parts)
        warnings.append(f"--us {word} fits several people ({several}); give the full name.")
        return []
    return [(s, f"--us ({s.name})") for s in parts]


def _exactly(word: str, speaker: Speaker) -> bool:
    if "@" in word[1:]:
        return speaker.email == word.lower()
    if word in {speaker.id, speaker.provider_id}:
        return True
    if speaker.name and (key := name_key(word)) and key == name_key(speaker.name):
        return True
    digits = _NOT_DIGITS.sub("", word)
    return (
        len(digits) >= _FEWEST_DIGITS
        and speaker.phone is not None
        and digits == _NOT_DIGITS.sub("", speaker.phone)
    )


def _company(word: str, warnings: list[str]) -> set[str]:
    """The company's domain in an address or a domain; none of free mail."""
    domain = domain_of(word)
    if not _DOMAIN.match(domain) or " " in word:
        return set()
    if domain in FREE_MAIL:
        if "@" not in word[1:]:
            warnings.append(f"--us {word}: everybody may have an address there; give the address.")
        return set()
    return {domain}


def _within(domain: str, domains: set[str]) -> bool:
    return any(domain == d or domain.endswith(f".{d}") for d in domains)
