"""How the reports put things: times, dates, counts, kinds, and how far times can be trusted.

Every sentence of a report passes through `_`, so that a catalogue of gettext can translate it.
"""

import math
from datetime import datetime
from gettext import NullTranslations

from ridealong.conversation import Conversation, Kind, Role, Side, Timing

__all__ = [
    "_",
    "about_time",
    "clock",
    "count",
    "date_words",
    "gate_words",
    "kind_words",
    "length",
    "ngettext",
    "role_words",
    "seconds",
    "side_words",
    "stage_words",
    "trust",
    "who_spoke",
]

_TRANSLATIONS = NullTranslations()
"""The one place where a catalogue would be put in; asked once, not for every word."""
_ = _TRANSLATIONS.gettext
ngettext = _TRANSLATIONS.ngettext


def clock(seconds_s: float) -> str:
    """A place on the clock.

    >>> clock(767.4), clock(3723)
    ('12:47', '1:02:03')
    """
    minutes, second = divmod(int(seconds_s), 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour}:{minute:02d}:{second:02d}" if hour else f"{minute}:{second:02d}"


def seconds(value_s: float) -> str:
    """A stretch of time in the unit that a person would say it in.

    >>> seconds(0.84), seconds(42.2), seconds(102)
    ('0.8 s', '42 s', '1 min 42 s')
    """
    if abs(value_s) < 9.95:
        return _("{n} s").format(n=f"{value_s:.1f}")
    whole = round(value_s)
    if whole < 60:
        return _("{n} s").format(n=whole)
    if whole < 600 and whole % 60:
        return _("{m} min {s} s").format(m=whole // 60, s=whole % 60)
    return length(whole)


def length(value_s: float) -> str:
    """How long a conversation or a long stretch is, to the minute.

    >>> length(2280), length(5460), length(31)
    ('38 min', '1 h 31 min', '31 s')
    """
    if value_s < 60:
        return _("{n} s").format(n=max(1, round(value_s)))
    minutes = math.floor(value_s / 60 + 0.5)
    if minutes < 90:
        return _("{n} min").format(n=minutes)
    return _("{h} h {m} min").format(h=minutes // 60, m=minutes % 60)


def count(n: float) -> str:
    """A whole number with its thousands apart.

    >>> count(5120)
    '5,120'
    """
    return f"{n:,.0f}"


_DAYS = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
_MONTHS = tuple(
    map(
        _,
        ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    )
)


def date_words(moment: datetime) -> str:
    """A day and hour in words, with the zone where the source states one.

    >>> date_words(datetime(2026, 11, 17, 10, 4))
    'Tue 17 Nov 2026, 10:04'
    """
    day = f"{_DAYS[moment.weekday()]} {moment.day} {_MONTHS[moment.month - 1]} {moment.year}"
    if not (moment.hour or moment.minute or moment.second):
        return day
    zone = f" {moment.tzname()}" if moment.tzinfo else ""
    return f"{day}, {moment:%H:%M}{zone}"


_KINDS = {
    Kind.SALES: _("Sales call"),
    Kind.SERVICE: _("Service call"),
    Kind.COACHING: _("Coaching talk"),
    Kind.PARTNER: _("Partner talk"),
    Kind.DEBRIEF: _("Debrief"),
}
_ROLES = {
    Role.SELLER: _("seller"),
    Role.AGENT: _("service agent"),
    Role.CUSTOMER: _("customer"),
    Role.COACH: _("coach"),
    Role.REP: _("rep"),
    Role.PARTNER: _("partner"),
}
_SIDES = {Side.US: _("our side"), Side.THEM: _("their side"), None: _("side not known")}
_TRUST = {
    Timing.WORD: _("times to the word"),
    Timing.CUE: _("each turn has its start and end"),
    Timing.START: _("only starts are known, ends are estimated"),
    Timing.MINUTE: _("a time every few minutes, the rest is estimated"),
    Timing.NONE: _("no times, so places are estimated from the words"),
}


def kind_words(kind: Kind | None) -> str:
    return _KINDS[kind] if kind else _("Conversation")


def role_words(role: Role | None) -> str:
    return _ROLES[role] if role else ""


def side_words(side: Side | None) -> str:
    return _SIDES[side]


_STAGES = {
    "opening": _("Opening"),
    "interview": _("Interview"),
    "solution": _("Solution"),
    "close": _("Close"),
}


def stage_words(stage: str) -> str:
    """What a stage of a call is called."""
    return _STAGES[stage]


_GATES = {
    "admits_need": _("admits a need"),
    "open_to_solutions": _("is open"),
    "agrees_to_discuss": _("will look"),
    "can_decide": _("can decide"),
}


def gate_words(gate: str) -> str:
    """What the customer does who passes a gate."""
    return _GATES[gate]


def trust(conversation: Conversation) -> str:
    """How far the times can be trusted, in half a sentence."""
    told = _TRUST[conversation.timing]
    if conversation.separate_channels:
        return _("{told}; a channel for each speaker").format(told=told)
    return told


def who_spoke(conversation: Conversation) -> str:
    """How sure it is who spoke, in half a sentence."""
    spoke = {conversation.person(t.speaker) for t in conversation.turns} - {None}
    people = [s for s in conversation.speakers if s.id in spoke and not s.pseudo]
    unknown = sum(1 for s in people if s.side is None)
    if unknown:
        told = ngettext(
            "the side of {n} voice is not known", "the side of {n} voices is not known", unknown
        )
        return told.format(n=unknown)
    if conversation.separate_channels:
        return _("a channel for each, so who spoke is certain")
    return _("who spoke as the source names them")


def about_time(conversation: Conversation) -> str | None:
    """What must be said beside any picture over time; None where every time is stated."""
    if conversation.timing is Timing.NONE:
        return _("The transcript has no times. Places are estimated from the words, in order.")
    if conversation.timing is Timing.MINUTE:
        return _(
            "The transcript has a time every few minutes. Between them, places are estimated "
            "from the words."
        )
    if conversation.timing is Timing.START:
        return _("The transcript says when a turn starts. Where it ends is estimated.")
    return None
