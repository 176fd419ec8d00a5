"""Begin a role-play, say something in it, end it, share it, throw it away.

A turn and its answer are kept together or not at all: where the model gives no answer, the words
go back to whoever typed them. One process asks for a few answers at a time, so that a slow model
never keeps the desk from answering others.
"""

import logging
import time
from collections.abc import Sequence
from dataclasses import replace
from threading import BoundedSemaphore

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404

from ridealong.coaching import roleplay
from ridealong.coaching.roleplay import OutOfRole, Persona, personas
from ridealong.language.llm import speaking
from ridealong.language.llm.speaking import Silent, Why
from ridealong.report.words import _, ngettext
from ridealong.settings import settings
from ridealong.web.audit.record import record
from ridealong.web.calls.models import Call
from ridealong.web.calls.page.sent import words_in
from ridealong.web.coaching.models import RolePlay, RolePlayHeard
from ridealong.web.coaching.plans import drilling
from ridealong.web.jobs.kinds import kind_named
from ridealong.web.people import policy
from ridealong.web.people.actions.refused import refused
from ridealong.web.people.viewer import Viewer

LONGEST = 1000
"""Characters of a turn."""
MOST_TURNS = 40
"""Of ours; after them it is time to look at it."""
FEWEST_TURNS = 2
"""Of ours, before there is anything to look at."""
_AT_A_TIME = 2
_TRIES = 2
_LEAST_S = 0.1
_TOO_LARGE = 1 << 63
_free = BoundedSemaphore(_AT_A_TIME)
log = logging.getLogger(__name__)


def is_offered() -> bool:
    """Whether there is a language model to play the customer."""
    return speaking.is_configured(settings().llm)


def must_be_offered() -> None:
    """Where no language model is configured there is no such page.

    Raises:
        Http404: there is none.
    """
    if not is_offered():
        raise Http404


def begin(viewer: Viewer, persona: str, situation: str, moment: str = "") -> RolePlay:
    """Begin one; the customer speaks first, out of the file and not by the model.

    Args:
        viewer: who practises.
        persona: key of whom they meet.
        situation: a key of `roleplay.SITUATIONS`; left aside where a moment is chosen.
        moment: "call:turn" of one of their moments to practise on; its kind is taken, no word.

    Raises:
        ValidationError: there is no such customer, situation or moment.
    """
    must_be_offered()
    whom = personas().get(persona)
    call, where = _of_moment(viewer, moment) if moment else (None, situation)
    if whom is None or where not in roleplay.SITUATIONS:
        raise refused(_("There is no such talk."), _("Choose again."))
    first = whom.openings[where]
    with transaction.atomic():
        row = RolePlay.objects.create(
            person=viewer.person,
            persona=persona,
            situation=where,
            call=call,
            turns=[["them", first]],
            model=settings().llm.name[:120],
            at=viewer.now,
        )
        record(viewer.person, "role_play.begun", row, about=viewer.person)
    return row


def say(viewer: Viewer, row: RolePlay, text: str) -> None:
    """Say something; the answer of the customer is kept with it.

    Raises:
        PermissionDenied: it is somebody else's, or over.
        ValidationError: no words, too many, or no answer came; nothing is kept then.
    """
    must_be_offered()
    _must_be_open(viewer, row)
    words = words_in(text)
    if not words:
        raise refused(_("There are no words yet."), _("Say a sentence."))
    if len(words) > LONGEST:
        says = _("This is {n} characters long; {most} fit.").format(n=len(words), most=LONGEST)
        raise refused(says, _("Say less at a time, as you would in a talk."))
    if ours(row) >= MOST_TURNS:
        raise refused(_("This talk is long enough."), _("End it, and look at what came out."))
    turns = [*row.turns, ["us", words]]
    reply = _reply(persona_of(row), [(side, said) for side, said in turns])
    with transaction.atomic():
        held = RolePlay.objects.select_for_update().get(pk=row.pk)
        if len(held.turns) != len(row.turns) or held.state != RolePlay.State.TALKING:
            raise refused(
                _("The talk went on elsewhere meanwhile."), _("Look at it, then say it again.")
            )
        held.turns = [*turns, ["them", reply]]
        held.save(update_fields=["turns"])
    row.turns = held.turns


def end(viewer: Viewer, row: RolePlay) -> None:
    """End it, and have it heard as a call is heard.

    Raises:
        PermissionDenied: it is somebody else's.
        ValidationError: too little was said.
    """
    _must_be_own(viewer, row)
    if ours(row) < FEWEST_TURNS:
        n = FEWEST_TURNS - ours(row)
        says = ngettext("Say {n} thing more first.", "Say {n} things more first.", n)
        raise refused(_("There is nothing to look at yet."), says.format(n=n))
    with transaction.atomic():
        held = RolePlay.objects.select_for_update().get(pk=row.pk)
        if held.state == RolePlay.State.ENDED:
            return
        held.state, held.ended_at = RolePlay.State.ENDED, viewer.now
        held.save(update_fields=["state", "ended_at"])
        RolePlayHeard.objects.create(play=held)
        record(viewer.person, "role_play.ended", row, about=viewer.person)
        transaction.on_commit(lambda: _enqueue(held.pk))


def share(viewer: Viewer, row: RolePlay, *, shared: bool) -> None:
    """Let whoever leads the team read it, or nobody any more.

    Raises:
        PermissionDenied: it is somebody else's, or not over.
    """
    _must_be_own(viewer, row)
    if row.state != RolePlay.State.ENDED:
        raise PermissionDenied
    with transaction.atomic():
        RolePlay.objects.filter(pk=row.pk).update(shared_at=viewer.now if shared else None)
        what = "role_play.shared" if shared else "role_play.unshared"
        record(viewer.person, what, row, about=viewer.person)


def throw_away(viewer: Viewer, row: RolePlay) -> None:
    """Nothing of it stays.

    Raises:
        PermissionDenied: it is somebody else's.
    """
    _must_be_own(viewer, row)
    with transaction.atomic():
        record(viewer.person, "role_play.thrown_away", row, about=viewer.person)
        row.delete()


def play_of(viewer: Viewer, pk: int) -> RolePlay:
    """A role-play that the viewer may read.

    Raises:
        Http404: it is not there for them.
    """
    rows = RolePlay.objects.filter(policy.role_plays_seen(viewer))
    rows = rows.select_related("person", "heard")
    row = rows.filter(pk=pk).first() if pk < _TOO_LARGE else None
    if row is None:
        raise Http404
    return row


def persona_of(row: RolePlay) -> Persona:
    """Who is played.

    Raises:
        Http404: this version knows them no more.
    """
    found = personas().get(row.persona)
    if found is None:
        raise Http404
    return found


def ours(row: RolePlay) -> int:
    """How often whoever practises has spoken."""
    return sum(side == "us" for side, _said in row.turns)


def _reply(persona: Persona, turns: Sequence[tuple[str, str]]) -> str:
    if not _free.acquire(blocking=False):
        raise refused(
            _("Others practise just now, and the model answers a few at a time."),
            _("Your words are still here; say them again in a moment."),
        )
    try:
        return _in_role(persona, turns)
    except Silent as silent:
        log.warning("a role-play got no answer: %s", silent.why)
        raise refused(_SAYS[silent.why], _("Your words are still here; say them again.")) from None
    except OutOfRole:
        raise refused(
            _("The answer was not a customer’s, twice, and was thrown away."),
            _("Your words are still here; say it otherwise, or end the talk."),
        ) from None
    finally:
        _free.release()


def _in_role(persona: Persona, turns: Sequence[tuple[str, str]]) -> str:
    """An answer of the customer; one that leaves the role is asked for once more.

    Raises:
        Silent: there is no answer.
        OutOfRole: both left it.
    """
    model = settings().llm
    until = time.monotonic() + model.timeout_s
    for attempt in range(_TRIES):
        asked = roleplay.messages(persona, turns, again=attempt > 0)
        within = replace(model, timeout_s=max(until - time.monotonic(), _LEAST_S))
        try:
            return roleplay.spoken(speaking.ask(within, asked, roleplay.TOKENS), persona)
        except OutOfRole:
            log.warning("an answer in a role-play left the role")
    raise OutOfRole


_SAYS = {
    Why.UNREACHABLE: _("The language model cannot be reached."),
    Why.SLOW: _("The language model did not answer in time."),
    Why.REFUSES: _("The language model refused to answer."),
    Why.JUNK: _("The language model answered with something that is no answer."),
}


def _of_moment(viewer: Viewer, moment: str) -> tuple[Call | None, str]:
    today = drilling.today(viewer)
    for known in today.moments:
        if f"{known.drill.call}:{known.drill.turn}" == moment:
            return today.calls[known.drill.call], roleplay.situation_of(known.drill.task)
    return None, ""


def _must_be_own(viewer: Viewer, row: RolePlay) -> None:
    if row.person_id != viewer.id:
        raise PermissionDenied


def _must_be_open(viewer: Viewer, row: RolePlay) -> None:
    _must_be_own(viewer, row)
    if row.state != RolePlay.State.TALKING:
        raise PermissionDenied


def _enqueue(pk: int) -> None:
    kind = kind_named("role-play")
    if kind is not None:
        kind.enqueue(pk)
