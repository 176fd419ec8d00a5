"""One conversation as one HTML file: points, figures, people and transcript under its road."""

from pathlib import PurePath

from ridealong import __version__
from ridealong.analysis.model import Analysis
from ridealong.conversation import Conversation, Timing
from ridealong.report.cast import Cast
from ridealong.report.course import course
from ridealong.report.figures import figure, hatched, key_line, on_top_and_rest, several, withheld
from ridealong.report.pages import render_page
from ridealong.report.pictures import road
from ridealong.report.points import SHOWN, Point, marked_turns, none_told, points
from ridealong.report.script import legs
from ridealong.report.source import SourceInfo
from ridealong.report.words import (
    _,
    about_time,
    count,
    date_words,
    kind_words,
    length,
    ngettext,
    trust,
)

_PEOPLE_SHOWN = 10


def render(analysis: Analysis, source: SourceInfo) -> str:
    """A page that stands alone: no request, no script needed, light and dark, screen and paper."""
    conversation = analysis.conversation
    cast = Cast(conversation, analysis.placed)
    told = points(analysis, cast)
    way = road.Road(
        cast, analysis.placed, _marks(told), clocked=conversation.timing is not Timing.NONE
    )
    transcript, loose = legs(
        conversation, cast, {turn: p.number for turn, p in marked_turns(told).items()}
    )
    top, rest = on_top_and_rest(analysis, cast)
    figures = [figure(m, analysis, cast) for m in top]
    people = cast.people()
    return render_page(
        "call.html",
        script="road.js",
        language="en",
        title=title(conversation, source),
        facts=facts(conversation),
        places=_places(),
        road=way,
        road_picture=road.draw(way),
        ticks=road.draw_ticks(way),
        about_time=about_time(conversation),
        points=told,
        no_point=none_told(cast),
        points_shown=SHOWN,
        figures=figures,
        more_figures=[figure(m, analysis, cast) for m in rest],
        key_line=key_line(figures),
        course=course(analysis, cast, way),
        withheld=withheld(analysis, cast),
        several=several,
        hatched=hatched(),
        people=[p for p in people if not p.pseudo],
        people_shown=_PEOPLE_SHOWN,
        others=[p.name for p in people if p.pseudo],
        silent=cast.silent(),
        warnings=list(dict.fromkeys((*conversation.warnings, *analysis.warnings))),
        legs=transcript,
        loose=loose,
        turns=len(conversation.turns),
        origin=origin(source),
    )


def title(conversation: Conversation, source: SourceInfo) -> str:
    """The source's own title, else the names of the people, else the name of the file."""
    return conversation.title or Cast(conversation).title() or PurePath(source.name).stem


def facts(conversation: Conversation) -> list[str]:
    """What the line below the title says: kind, date, length, how far to trust the times."""
    known = [kind_words(conversation.kind)]
    if conversation.started_at:
        known.append(date_words(conversation.started_at))
    if conversation.duration_s and conversation.timing is not Timing.NONE:
        known.append(length(conversation.duration_s))
    else:
        n = len(conversation.turns)
        known.append(ngettext("{n} turn", "{n} turns", n).format(n=count(n)))
    return [*known, trust(conversation)]


def origin(source: SourceInfo) -> list[str]:
    """What the foot of the page says: from which bytes, read as what, by which version."""
    return [
        source.name,
        _("read as {format}").format(format=source.format),
        _("SHA-256 begins {digest}").format(digest=source.sha256[:12]),
        f"Ridealong {__version__}",
        _("Turns are counted from 0, as in the JSON"),
    ]


def _marks(told: list[Point]) -> list[road.Mark]:
    return [road.Mark(str(p.number), f"#p{p.number}", p.turns) for p in told[:SHOWN]]


def _places() -> list[tuple[str, str]]:
    return [
        ("#points", _("Points")),
        ("#figures", _("Figures")),
        ("#people", _("People")),
        ("#transcript", _("Transcript")),
    ]
