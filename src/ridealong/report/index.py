"""The list of many reports: in order of date, then of name, never of result."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol
from urllib.parse import quote

from ridealong import __version__
from ridealong.analysis.model import Analysis
from ridealong.conversation import Timing
from ridealong.errors import ReadError
from ridealong.report.cast import Cast
from ridealong.report.html import title as title_of
from ridealong.report.pages import render_page
from ridealong.report.source import SourceInfo
from ridealong.report.words import _, count, date_words, kind_words, length, ngettext

_VERBS = frozenset({"is", "has", "was", "cannot", "holds", "does", "names", "begins", "ends"})
"""Causes that begin with one of these lack a subject."""


class NotRead(Protocol):
    """Whatever holds the reason why a file was not read."""

    @property
    def error(self) -> ReadError | None: ...


@dataclass(frozen=True, slots=True)
class Listed:
    """One talk in the list."""

    title: str
    href: str
    facts: tuple[str, ...]
    length: str
    says: str
    started_at: datetime | None

    @classmethod
    def of(cls, analysis: Analysis, source: SourceInfo, href: str) -> "Listed":
        """What the list says of one talk.

        Args:
            analysis: its first finding is the one sentence.
            source: gives the title where the talk has none.
            href: where its own report lies, relative to the list.
        """
        conversation = analysis.conversation
        n = len(conversation.turns)
        timed = conversation.duration_s is not None and conversation.timing is not Timing.NONE
        date = [date_words(conversation.started_at)] if conversation.started_at else []
        who = _who(Cast(conversation))
        return cls(
            title=title_of(conversation, source),
            href=quote(href),
            facts=tuple(f for f in (kind_words(conversation.kind), *date, who) if f),
            length=length(conversation.duration_s or 0.0)
            if timed
            else ngettext("{n} turn", "{n} turns", n).format(n=count(n)),
            says=analysis.findings[0].says if analysis.findings else _("No point."),
            started_at=conversation.started_at,
        )


@dataclass(frozen=True, slots=True)
class Failure:
    """One file that was not read, with cause and remedy."""

    name: str
    why: str
    remedy: str


def failure(error: ReadError) -> Failure:
    """A file that was not read, as the list says it."""
    place = f" ({error.place})" if error.place else ""
    begins = error.cause.partition(" ")[0] in _VERBS
    cause = _("It {cause}").format(cause=error.cause) if begins else error.cause
    name = SourceInfo(error.path, "", "").name or _("A file")
    return Failure(name, f"{cause[:1].upper()}{cause[1:]}{place}.", f"{error.remedy}.")


def render(listed: Sequence[Listed], failures: Sequence[ReadError | NotRead] = ()) -> str:
    """The list as a page that stands alone; `failures` are errors, or what holds one."""
    by_date = any(e.started_at for e in listed)
    n = len(listed)
    return render_page(
        "index.html",
        language="en",
        title=_("Report"),
        facts=[ngettext("{n} talk", "{n} talks", n).format(n=count(n))],
        entries=sorted(listed, key=_when_then_name),
        failures=[failure(e) for f in failures if (e := _error(f))],
        order=_("in order of date, then of name") if by_date else _("in order of name"),
        origin=[f"Ridealong {__version__}"],
    )


def _error(failed: ReadError | NotRead) -> ReadError | None:
    return failed if isinstance(failed, ReadError) else failed.error


def _who(cast: Cast) -> str:
    names = [v.short for v in cast.persons]
    who = ", ".join(names[:4])
    return who if len(names) <= 4 else _more(who, len(names) - 4)


def _when_then_name(listed: Listed) -> tuple[bool, float, str]:
    started = listed.started_at
    if started is None:
        return (True, 0.0, listed.title.casefold())
    moment = started if started.tzinfo else started.replace(tzinfo=UTC)
    return (False, moment.timestamp(), listed.title.casefold())


def _more(who: str, n: int) -> str:
    return ngettext("{who} and {n} other", "{who} and {n} others", n).format(who=who, n=n)
