"""Who is a person, and which two names are the same one."""

import re
import unicodedata
from dataclasses import replace

from ridealong.conversation.model import Speaker

_PSEUDO = re.compile(
    r"""
    ^audio\ shared\ by\b | ^unknown(\ speaker)?(\ \d+)?$ | ^unidentified\b | ^zoom\ user$
    | (’|')s\ presentation$ | ^<?unk>?$ | ^uu$ | ^guest\ user$ | ^system$ | ^speaker\ uu$
    | \b(notetaker|note\ taker|otter(\.ai|pilot)?|fireflies(\.ai)?|fathom|read\.?ai|grain|tl;?dv
      |avoma|gong|chorus|meetgeek|fellow|sembly|airgram|krisp|otter)\b .* \b(notetaker|note\ taker
      |assistant|bot|recorder|meeting\ notes)\b
    | ^(fireflies\.ai|otter\.ai|otterpilot|read\.ai|tl;dv|fathom|meetgeek)\b
    | \bnote\s?taker\b | \brecording\ bot\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_DELIMITER = re.compile(r"\s+(?:\||-|–|—|/|@|at)\s+.*$")
_NOT_LETTERS = re.compile(r"[^\w]+")


def is_pseudo(name: str | None) -> bool:
    """Whether the name stands for no person: a shared screen, a notetaker, nobody known.

    >>> is_pseudo("Audio shared by Mel"), is_pseudo("Fireflies.ai Notetaker Bo"), is_pseudo("Bo")
    (True, True, False)
    """
    return name is not None and _PSEUDO.search(name[:200]) is not None


def name_key(name: str) -> str:
    """What two spellings of one name have in common: letters only, folded, no company.

    >>> name_key("Marius Van Der Wijden (M)") == name_key("marius van der wijden")
    True
    """
    name = name[:200]
    bare = _DELIMITER.sub("", _BRACKETS.sub(" ", name))
    folded = unicodedata.normalize("NFKD", bare.strip() or name).casefold()
    letters = "".join(c for c in folded if not unicodedata.combining(c))
    return _NOT_LETTERS.sub(" ", letters).strip()


def link_same_people(speakers: tuple[Speaker, ...]) -> tuple[Speaker, ...]:
    """Point each speaker who is an earlier one under another name to that one (`same_as`).

    The same e-mail address is the same person. The same full name (two parts or more) is, unless
    the addresses differ; a first name alone is not enough. Pseudo speakers stay apart.
    """
    seen: dict[str, Speaker] = {}
    linked = []
    for speaker in speakers:
        first = next((seen[k] for k in _keys(speaker) if k in seen), None)
        if first and not (first.email and speaker.email and first.email != speaker.email):
            linked.append(replace(speaker, same_as=speaker.same_as or first.id))
            continue
        for key in _keys(speaker):
            seen.setdefault(key, speaker)
        linked.append(speaker)
    return tuple(linked)


def _keys(speaker: Speaker) -> list[str]:
    if speaker.pseudo or speaker.same_as:
        return []
    keys = [f"mail:{speaker.email}"] if speaker.email else []
    key = name_key(speaker.name) if speaker.name else ""
    return [*keys, f"name:{key}"] if " " in key else keys
