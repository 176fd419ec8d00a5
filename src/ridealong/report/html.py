"""One conversation as one HTML file: points, figures, people and transcript under its road."""

from pathlib import PurePath

from ridealong import __version__
from ridealong.analysis.model import Analysis
from ridealong.conversation import Conversation, Timing
from ridealong.report.cast import Cast
from ridealong.report.pages import render_page
from ridealong.report.source import SourceInfo
from ridealong.report.stories import Story
from ridealong.report.talk import Talk, named
from ridealong.report.words import _, count, date_words, kind_words, length, ngettext, trust


def render(analysis: Analysis, source: SourceInfo) -> str:
    """A page that stands alone: no request, no script needed, light and dark, screen and paper."""
    talk = Talk(analysis)
    return render_page(
        "call.html",
        script="road.js",
        language="en",
        title=title(talk.conversation, source),
        facts=facts(talk.conversation),
        places=_places(talk.story),
        file=source.name,
        origin=origin(source),
        **named(talk),
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


def _places(story: Story) -> list[tuple[str, str]]:
    first = [(f"#{part.id}", _("The talk")) for part in story.before[:1]]
    return [
        *first,
        ("#points", _("Points")),
        ("#figures", _("Figures")),
        ("#transcript", _("Transcript")),
    ]
