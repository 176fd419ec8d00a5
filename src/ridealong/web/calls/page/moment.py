"""A moment as its reader sees it: these turns with their speakers, nothing else of the call."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from ridealong.report.cast import Cast
from ridealong.report.excerpt import cut
from ridealong.report.talk import at
from ridealong.web.calls.models import SharedMoment
from ridealong.web.people import policy
from ridealong.web.people.policy import Action
from ridealong.web.people.viewer import Viewer

PAGE = 30
_BEGINNING = 140
"""Characters of a moment in a list."""


@dataclass(frozen=True, slots=True)
class Line:
    """One turn."""

    turn: int
    at: str
    who: str
    tone: str
    words: str


@dataclass(frozen=True, slots=True)
class Moment:
    """Some turns, with who shows them and why."""

    row: SharedMoment
    lines: tuple[Line, ...]
    mine: bool
    """Whether the viewer shows it."""
    reads_call: bool
    """Whether the viewer may read the whole call anyway."""

    @property
    def beginning(self) -> str:
        """Its first words."""
        return cut(self.lines[0].words, _BEGINNING) if self.lines else ""


def moment_for(viewer: Viewer, pk: int) -> Moment:
    """A moment, if it is shown to the viewer, or by them.

    Raises:
        Http404: it is not there for them.
    """
    row = _rows().filter(pk=pk).first()
    if row is None or not policy.sees_moment(viewer, row, row.call):
        raise Http404
    return _of(viewer, row)


def shown_to(viewer: Viewer, before: int | None, most: int = PAGE) -> list[Moment]:
    """What was shown to the viewer, the newest first."""
    rows = _rows().filter(to=viewer.id, call__held_back=False).order_by("-id")
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return [_of(viewer, row) for row in rows[:most]]


def shown_by(viewer: Viewer) -> list[Moment]:
    """What the viewer has shown, the newest first."""
    rows = _rows().filter(by=viewer.id).order_by("-id")[:PAGE]
    return [_of(viewer, row) for row in rows if policy.sees_moment(viewer, row, row.call)]


def _rows() -> QuerySet[SharedMoment]:
    return SharedMoment.objects.select_related("call__transcript", "by", "to")


def _of(viewer: Viewer, row: SharedMoment) -> Moment:
    conversation = row.call.transcript.conversation()
    cast = Cast(conversation)
    lines = []
    for turn in range(row.first_turn, min(row.last_turn + 1, len(conversation.turns))):
        voice = cast.voice(conversation.turns[turn].speaker)
        words = conversation.turns[turn].text
        lines.append(Line(turn, at(conversation, turn), voice.short, voice.tone, words))
    reads = policy.may(viewer, Action.SEE, row.call)
    return Moment(row, tuple(lines), row.by_id == viewer.id, reads)
