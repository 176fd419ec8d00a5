"""Whether there is enough of a conversation to measure anything."""

from ridealong.analysis.clock import Clock
from ridealong.conversation import Timing

SHORTEST_S = 180.0
FEWEST_WORDS = 300
FEWEST_WORDS_EACH = 50


def too_little(clock: Clock) -> str | None:
    """Why nothing is measured; None where there is enough.

    At least 3 minutes, 300 words, and 50 words of each party. Where the sides are unknown, two
    people must have said 50 words. Where the source has no words at all, its times decide alone.
    """
    if not any(p.person for p in clock.placed):
        return "nobody speaks" if not clock.placed else "who speaks is not known"
    parties = len({p.party for p in clock.placed if p.party})
    if parties < 2 and not clock.parties.unknown:
        return "only one side speaks"
    if parties < 2:
        return "only one person speaks" if len(clock.parties.people) < 2 else clock.parties.unknown
    return _too_short(clock) or (None if clock.wordless else _too_few_words(clock))


def _too_short(clock: Clock) -> str | None:
    stated = clock.conversation.duration_s if not clock.gaps_known else None
    lasts = max(clock.length_s, stated or 0.0)
    if lasts >= SHORTEST_S:
        return None
    about = "about " if clock.conversation.timing in {Timing.NONE, Timing.MINUTE} else ""
    return f"shorter than 3 minutes ({about}{minutes(lasts)})"


def _too_few_words(clock: Clock) -> str | None:
    words = sum(p.words for p in clock.placed)
    if words < FEWEST_WORDS:
        return f"fewer than {FEWEST_WORDS} words ({words})"
    said: dict[str, int] = {}
    for p in clock.placed:
        if p.party:
            said[p.party] = said.get(p.party, 0) + p.words
    if clock.parties.unknown:
        enough = sorted(said.values())[-2] >= FEWEST_WORDS_EACH
        return None if enough else f"fewer than two people say {FEWEST_WORDS_EACH} words"
    for party in clock.parties.both:
        if (n := said.get(party, 0)) < FEWEST_WORDS_EACH:
            return f"fewer than {FEWEST_WORDS_EACH} words of {party} ({n})"
    return None


def minutes(seconds: float) -> str:
    """Whole minutes and seconds: "1:05" for 65 s, "1:01:05" an hour later."""
    whole = int(seconds)
    hours, rest = divmod(whole, 3600)
    if hours:
        return f"{hours}:{rest // 60:02}:{rest % 60:02}"
    return f"{rest // 60}:{rest % 60:02}"
