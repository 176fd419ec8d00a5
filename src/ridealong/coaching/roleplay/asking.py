"""What a language model is asked for in a role-play: the persona, and the talk so far.

Nothing else is sent: no name of whoever practises, no call, no customer of theirs, no date.
"""

from collections.abc import Mapping, Sequence
from importlib.resources import files

from ridealong.coaching.roleplay.personas import Persona

TOKENS = 200
"""After which an answer is cut off; three sentences are a third of it."""
_LATEST = 40
_REMIND = "Stay the customer. Say only what they say next, in one to three spoken sentences."

type Turn = tuple[str, str]
"""Side, "us" or "them", and the words."""


def messages(
    persona: Persona, turns: Sequence[Turn], *, again: bool = False
) -> list[Mapping[str, str]]:
    """As chat completions take them.

    Args:
        persona: who is played.
        turns: what was said, in order; the last is ours.
        again: whether a first answer left the role.
    """
    said = [
        {"role": "user" if side == "us" else "assistant", "content": words}
        for side, words in turns[-_LATEST:]
    ]
    guide = {"role": "system", "content": _guide(persona)}
    return [guide, *said, *([{"role": "system", "content": _REMIND}] if again else [])]


def _guide(persona: Persona) -> str:
    text = (files(__package__) / "prompt.txt").read_text(encoding="utf-8")
    facts = "\n".join(f"- {f.says} (asked about: {f.opens})" for f in persona.facts)
    return text.format(who=persona.who, manner=persona.manner, surface=persona.surface, facts=facts)
