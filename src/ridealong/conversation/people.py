"""Who is a person, and which two names are the same one."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from ridealong.conversation.model import Speaker

_PSEUDO = re.compile(
    r"""
    ^audio\ shared\ by\b | (’|')s\ (presentation|screen)$ | ^zoom\ user$ | ^guest\ user$
    | ^[<\[(]?(unknown|unidentified|unk|uu)(\ (speaker|voice|user|participant|caller|person))?
      (\ \#?\d+)?[>\])]?$
    | ^(speaker[\ _-])uu$ | ^unidentified\b
    | ^(system|ivr|voicemail|automated\ (message|attendant|system|voice))$
    | \bnote[\s-]?taker\b                         # whoever makes it
    | \b(transcription|recording|meeting|call|notes?)\ (bot|assistant|recorder)\b
    | \bai\ (companion|assistant|scribe)\b
    | \b(fireflies|otter|read|fathom|avoma|sembly|meetgeek|chorus|recall|spinach|noty|fellow|krisp
        |supernormal|circleback|notta|gong|grain|laxis|claap|rewatch|tldv|tactiq|jamie|modjo)
      \.(ai|io|app|co|me|video|tv|com)\b
    | \b(fireflies|otter|read|fathom|avoma|sembly|meetgeek|chorus|recall|spinach|fellow|krisp
        |supernormal|circleback|notta|gong|grain|tl;?dv|airgram|zoom|clari|jiminny|salesloft)
      \ ([\w.]+\ )?(bot|assistant|recorder|recording|meeting\ notes|copilot|companion|pilot)\b
    | \b(fireflies|otter|read|fathom|sembly|spinach|krisp|avoma)\ (?-i:AI)\b
    | \b(otter\ ?pilot|tl;dv|meetgeek|airgram)\b | ^(fireflies|avoma|tldv|sembly|circleback)$
    | ^chorus\ by\ zoominfo\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_DELIMITER = re.compile(r"\s+(?:[|–—/@-]|at)\s+(.*)$")
_LAST_FIRST = re.compile(r"^([^,]+),\s*([^,]+)$")
_TITLES = frozenset({
    "dr", "mr", "mrs", "ms", "miss", "mx", "prof", "professor", "sir", "madam", "rev", "herr",
    "frau", "mme", "mlle", "monsieur", "dipl", "ing",
})  # fmt: skip
_DEGREES = frozenset({
    "phd", "mba", "md", "cpa", "esq", "pmp", "msc", "bsc", "pe", "jd", "dds", "rn",
})  # fmt: skip
_NOT_LETTERS = re.compile(r"[^\w]+")
_WITHOUT_SPACES = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2}")
"""Names in these scripts are full without a space."""
_LONGEST = 200


def is_pseudo(name: str | None) -> bool:
    """Whether the name stands for no person: a shared screen, a notetaker, nobody known.

    >>> is_pseudo("Audio shared by Mel"), is_pseudo("Fireflies.ai Notetaker Bo"), is_pseudo("Bo")
    (True, True, False)
    """
    return name is not None and _PSEUDO.search(name[:_LONGEST]) is not None


def name_key(name: str) -> str:
    """What two spellings of one name have in common: letters, folded; no title, no company.

    >>> name_key("Marius Van Der Wijden (M)"), name_key("Lee, Dr. Ann"), name_key("Ann Lee | Acme")
    ('marius van der wijden', 'ann lee', 'ann lee')
    """
    name = name[:_LONGEST]
    bare = _DELIMITER.sub("", _BRACKETS.sub(" ", name)).strip(" ,") or name
    if (parts := _LAST_FIRST.match(bare)) and not _is_degree(parts[2]):
        bare = f"{parts[2]} {parts[1]}"
    words = _folded(bare).split()
    while len(words) > 1 and words[0] in _TITLES:
        del words[0]
    while len(words) > 1 and words[-1] in _DEGREES:
        del words[-1]
    return " ".join(words)


def affiliation(name: str) -> str:
    """What the name says beside the name, folded: "acme" of "Ann Lee (Acme)"; "" for nothing."""
    name = name[:_LONGEST]
    beside = [group for match in _BRACKETS.finditer(name) for group in match.groups() if group]
    if after := _DELIMITER.search(_BRACKETS.sub(" ", name)):
        beside.append(after[1])
    return _folded(" ".join(beside))


def _is_degree(text: str) -> bool:
    return _folded(text).replace(" ", "") in _DEGREES


def _folded(text: str) -> str:
    if not text.isascii():
        spread = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in spread if not unicodedata.combining(c))
    return _NOT_LETTERS.sub(" ", text.casefold()).strip()


def link_same_people(speakers: tuple[Speaker, ...]) -> tuple[Speaker, ...]:
    """Point each speaker who is an earlier one under another name to that one (`same_as`).

    The same e-mail address is the same person. The same full name (two parts or more) is, unless
    addresses or what stands beside the names ("(Acme)") differ, or two people of that name are
    known; a first name alone is not enough. Pseudo speakers stay apart.
    """
    known = [(s, _keys(s)) for s in speakers]
    shared = _shared_names(known)
    seen: dict[str, Speaker] = {}
    linked = []
    for speaker, keys in known:
        certain = [key for key in keys if key not in shared]
        first = next((seen[key] for key in certain if key in seen), None)
        if first and _may_be_one(first, speaker):
            linked.append(replace(speaker, same_as=first.id))
        else:
            linked.append(speaker)
            first = speaker
        for key in keys:
            seen.setdefault(key, first)
    return tuple(linked)


def _keys(speaker: Speaker) -> list[str]:
    if speaker.pseudo or speaker.same_as:
        return []
    keys = [f"mail:{speaker.email}"] if speaker.email else []
    key = name_key(speaker.name) if speaker.name else ""
    full = " " in key or _WITHOUT_SPACES.search(key)
    return [*keys, f"name:{key}"] if full else keys


def _shared_names(known: Iterable[tuple[Speaker, list[str]]]) -> set[str]:
    """Names that belong to people with different addresses."""
    addresses: dict[str, set[str]] = {}
    for speaker, keys in known:
        if speaker.email:
            for key in keys:
                addresses.setdefault(key, set()).add(speaker.email)
    return {key for key, different in addresses.items() if len(different) > 1}


def _may_be_one(first: Speaker, second: Speaker) -> bool:
    if first.email and second.email:
        return first.email == second.email
    beside = {affiliation(s.name) for s in (first, second) if s.name} - {""}
    return len(beside) < 2
