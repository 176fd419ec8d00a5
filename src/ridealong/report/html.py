"""One conversation as one HTML file: points, figures, people and transcript under its road."""

from collections.abc import Sequence
from functools import partial
from pathlib import PurePath
from typing import Any

from ridealong import __version__
from ridealong.analysis.heard import Heard
from ridealong.analysis.model import Analysis
from ridealong.conversation import Conversation, Timing
from ridealong.language import Tagging
from ridealong.report.acts import acts, heard_in
from ridealong.report.cast import Cast
from ridealong.report.course import course
from ridealong.report.excerpt import cut
from ridealong.report.figures import (
    about_listening,
    figure,
    hatched,
    key_line,
    on_top_and_rest,
    several,
    withheld,
)
from ridealong.report.pages import render_page
from ridealong.report.pictures import lanes, road, signs, stages
from ridealong.report.points import (
    Point,
    in_pieces,
    marked_turns,
    none_told,
    points,
    points_title,
    shown,
)
from ridealong.report.script import Margin, Passed, legs
from ridealong.report.source import SourceInfo
from ridealong.report.stories import Story, tell
from ridealong.report.titles import by_area
from ridealong.report.words import (
    _,
    about_time,
    clock,
    count,
    date_words,
    kind_words,
    length,
    ngettext,
    stage_words,
    trust,
)

_PEOPLE_SHOWN = 10
_IN_A_TABLE = 90
"""Characters of a turn in a row of a table."""


def render(analysis: Analysis, source: SourceInfo) -> str:
    """A page that stands alone: no request, no script needed, light and dark, screen and paper."""
    conversation = analysis.conversation
    cast = Cast(conversation, analysis.placed)
    heard = heard_in(analysis)
    story = tell(analysis, cast, heard)
    told = points(analysis, cast, heard)
    open_points = told[: shown(analysis)]
    way = road.Road(
        cast,
        analysis.placed,
        _marks(open_points),
        _above(analysis, story),
        clocked=conversation.timing is not Timing.NONE,
    )
    marks = signs.signs(heard, {t: way.place(t) for t in way.by_turn})
    transcript, loose = legs(conversation, cast, _margin(open_points, heard, story, marks))
    people = cast.people()
    return render_page(
        "call.html",
        script="road.js",
        language="en",
        title=title(conversation, source),
        facts=facts(conversation),
        places=_places(story),
        road=way,
        road_picture=lanes.draw(way),
        stages=stages.draw(way.bands, way.flags),
        ticks=lanes.draw_ticks(way),
        signs=marks,
        signs_above=signs.draw(
            marks, upper=True, behind=stages.poles(way.flags, -4, signs.HEIGHT + 4)
        ),
        signs_below=signs.draw(marks, upper=False),
        signs_table=signs.as_table(marks, _rows(marks, cast)),
        icon=signs.icon,
        about_time=about_time(conversation),
        story=story,
        points=open_points,
        points_title=points_title(open_points),
        further=told[len(open_points) :],
        no_point=none_told(cast, heard),
        **_figures(analysis, cast, way),
        people=[p for p in people if not p.pseudo],
        people_shown=_PEOPLE_SHOWN,
        others=[p.name for p in people if p.pseudo],
        silent=cast.silent(),
        warnings=list(dict.fromkeys((*conversation.warnings, *analysis.warnings))),
        legs=transcript,
        loose=loose,
        turns=len(conversation.turns),
        who_said=who_said(analysis.tagging),
        file=source.name,
        at=partial(at, conversation),
        in_pieces=in_pieces,
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


def at(conversation: Conversation, turn: int) -> str:
    """Where a turn lies, short: "12:47", else "turn 61"."""
    start_s = conversation.turns[turn].start_s
    return _("turn {n}").format(n=turn) if start_s is None else clock(start_s)


def who_said(tagging: Tagging) -> str:
    """Which tagger named the moves, and how far to trust it; empty where none did."""
    if not tagging.tagger:
        return ""
    return _(
        "What each turn does was named by the tagger “{tagger}”. Each move is a suggestion with a "
        "probability; whoever was there knows better."
    ).format(tagger=tagging.tagger)


def _figures(analysis: Analysis, cast: Cast, way: road.Road) -> dict[str, Any]:
    """All that the page says in numbers."""
    top, rest = on_top_and_rest(analysis, cast)
    figures = [figure(m, analysis, cast) for m in top]
    return {
        "figures": figures,
        "about_listening": about_listening(analysis),
        "more_figures": [
            (area, [figure(m, analysis, cast) for m in measures])
            for area, measures in by_area(rest)
        ],
        "more_count": len(rest),
        "key_line": key_line(figures),
        "course": course(analysis, cast, way),
        "withheld": withheld(analysis, cast),
        "several": several,
        "hatched": hatched(),
    }


def _above(analysis: Analysis, story: Story) -> road.Above:
    found = tuple(
        (stage_words(s.name), s.start_turn, s.end_turn) for s in analysis.labels.stages or ()
    )
    return road.Above(found, tuple((g.number, g.name, g.turn) for g in story.gates))


def _margin(told: Sequence[Point], heard: Heard, story: Story, marks: signs.Signs) -> Margin:
    passed: dict[int, list[Passed]] = {}
    for gate in story.gates:
        passed.setdefault(gate.turn, []).append(Passed(gate.number, gate.says))
    return Margin(
        marked={turn: (p.number, quote.carried) for turn, (p, quote) in marked_turns(told).items()},
        acts=acts(heard),
        signs=marks.of_moves,
        passed=passed,
    )


def _rows(marks: signs.Signs, cast: Cast) -> dict[int, tuple[str, str, str]]:
    """Time, speaker and words of every turn with a mark."""
    turns = cast.conversation.turns
    return {
        t: (
            at(cast.conversation, t),
            cast.voice(turns[t].speaker).short,
            cut(turns[t].text, _IN_A_TABLE),
        )
        for t in {t for own in marks.turns.values() for t in own}
    }


def _marks(told: Sequence[Point]) -> list[road.Mark]:
    return [road.Mark(str(p.number), f"#p{p.number}", p.turns) for p in told]


def _places(story: Story) -> list[tuple[str, str]]:
    first = [(f"#{part.id}", _("The talk")) for part in story.before[:1]]
    return [
        *first,
        ("#points", _("Points")),
        ("#figures", _("Figures")),
        ("#transcript", _("Transcript")),
    ]
