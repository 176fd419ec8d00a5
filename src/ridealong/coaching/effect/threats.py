"""What else could explain a change: listed by key beside the figure, never left out."""

from enum import StrEnum


class Threat(StrEnum):
    """Another explanation."""

    WATCHED = "watched"
    """Whoever knows that they are looked at does better for a while."""
    SEASON = "season"
    """The weeks after were other weeks."""
    TERRITORY = "territory"
    """Customers or territory have changed."""
    PEERS = "peers"
    """Colleagues who were not coached have learnt from those who were."""
    CHOSEN_LOW = "chosen-low"
    """The calls before are those for which it was chosen."""
    TREND_BEFORE = "trend-before"
    """It was rising before."""
    MIX = "mix"
    """The kinds of calls differ before and after."""
    FEW = "few"
    """Too few calls to see anything but a large change."""


ALWAYS = (Threat.WATCHED, Threat.SEASON, Threat.TERRITORY)
