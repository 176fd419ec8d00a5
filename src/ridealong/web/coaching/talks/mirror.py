"""What the transcript of a talk shows of its coach: for the coach alone, until they share it.

Shares of what was asked and told, never a mark: each with its count and interval, against no norm
but one's own earlier talks.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ridealong.conversation import Role
from ridealong.report.figures import Figure, figure
from ridealong.report.talk import Talk as Told
from ridealong.report.words import _
from ridealong.web.audit.record import record
from ridealong.web.calls.analysing import stored
from ridealong.web.calls.models import Call
from ridealong.web.calls.models.call import Kind
from ridealong.web.coaching.models import Talk
from ridealong.web.coaching.talks.asked import Seen
from ridealong.web.people import policy
from ridealong.web.people.actions.refused import refused
from ridealong.web.people.policy import TalkAction
from ridealong.web.people.viewer import Viewer

MEASURES = (
    "ask_tell_share",
    "results_question_share",
    "questions_before_results",
    "mindset_share",
    "own_steps_share",
    "mmot_steps",
)
_PRACTICE = "practice"
_QUOTES = 3


@dataclass(frozen=True, slots=True)
class Practised:
    """Something that was tried out in the talk."""

    who: str
    words: str
    at: str
    href: str


@dataclass(frozen=True, slots=True)
class Mirror:
    """What the transcript shows."""

    call: Call
    figures: Sequence[Figure]
    practised: Sequence[Practised]
    asked_for_results: Sequence[Practised]
    waits: bool
    """It is still being read."""
    no_roles: bool
    """Who is coach and who is coached is not known."""


def mirror_of(of: Seen) -> Mirror | None:
    """The mirror of a talk; None where there is no transcript, or it is not theirs to see."""
    if of.talk.call_id is None or TalkAction.MIRROR not in of.may:
        return None
    call = Call.objects.select_related("analysis", "transcript").get(pk=of.talk.call_id)
    work = getattr(call, "analysis", None)
    if call.held_back or work is None or not work.packed:
        return Mirror(call, (), (), (), waits=not call.held_back, no_roles=False)
    told = Told(stored.unpack(work.packed, call.transcript.conversation()))
    measures = {m.id: m for m in told.analysis.measures if m.scope == "call"}
    found = [measures[name] for name in MEASURES if name in measures]
    with_value = [m for m in found if m.value is not None]
    return Mirror(
        call=call,
        figures=[figure(m, told.analysis, told.cast) for m in with_value],
        practised=_turns(told, call, told.heard.turns_with(_PRACTICE)),
        asked_for_results=_turns(told, call, _results(told)),
        waits=False,
        no_roles=not told.heard.by(Role.COACH),
    )


def link(viewer: Viewer, of: Seen, call: Call | None) -> None:
    """Say that a recorded conversation was this talk.

    Raises:
        PermissionDenied: the talk is not theirs to hold.
        ValidationError: it is no coaching talk of these two, or belongs to another talk.
    """
    of.must(TalkAction.RUN)
    if (
        call is None
        or call.kind != Kind.COACHING
        or viewer.id not in {call.coach_id, call.owner_id}
    ):
        raise refused(_("This is no coaching talk of yours."), _("Choose one of the list."))
    if Talk.objects.filter(call=call).exclude(pk=of.talk.pk).exists():
        raise refused(_("It belongs to another talk already."), _("Choose another one."))
    with transaction.atomic():
        of.talk.call = call
        of.talk.save(update_fields=["call"])
        record(viewer.person, "talk.recorded", of.talk, call=call.pk)


def unlink(viewer: Viewer, of: Seen) -> None:
    """Say that it was not this talk.

    Raises:
        PermissionDenied: the talk is not theirs to hold.
    """
    of.must(TalkAction.RUN)
    if of.talk.call_id is None:
        raise PermissionDenied
    with transaction.atomic():
        of.talk.call, of.talk.mirror_shared_at = None, None
        of.talk.save(update_fields=["call", "mirror_shared_at"])
        record(viewer.person, "talk.recording_taken_away", of.talk)


def recordings(viewer: Viewer, of: Seen) -> Sequence[Call]:
    """Coaching talks of the two that belong to no planned talk yet, the newest first."""
    if TalkAction.RUN not in of.may or of.talk.call_id is not None:
        return ()
    people = [p.pk for p in of.people]
    rows = Call.objects.filter(
        policy.readable(viewer), kind=Kind.COACHING, owner__in=people, talk__isnull=True
    )
    return list(rows.select_related("owner").order_by("-started_at", "-pk")[:_QUOTES])


def _results(told: Told) -> Sequence[int]:
    return told.heard.turns_with("results_question")


def _turns(told: Told, call: Call, turns: Sequence[int]) -> Sequence[Practised]:
    return [
        Practised(
            told.cast.voice(told.conversation.turns[turn].speaker).short,
            told.heard.text(turn),
            told.at(turn),
            f"{call.get_absolute_url()}#t{turn}",
        )
        for turn in turns[:_QUOTES]
    ]
