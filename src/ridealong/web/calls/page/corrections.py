"""Somebody says whether a turn makes a move: written down, and the call looked at anew.

A word on a move is kept with its time. Whoever says something against a word that they have not
seen is told of it first, and asked again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from ridealong.analysis import Analysis as Said
from ridealong.conversation import Conversation, Role
from ridealong.language import moves
from ridealong.language.moves import moves_of
from ridealong.report.words import _
from ridealong.web.audit.record import record
from ridealong.web.calls.analysing import stored
from ridealong.web.calls.analysing.work import hold, look_again
from ridealong.web.calls.models import Analysis, Call, Correction
from ridealong.web.people import policy
from ridealong.web.people.actions.refused import refused
from ridealong.web.people.policy import Action
from ridealong.web.people.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Changed:
    """What was said about the call before and after."""

    before: Said
    after: Said


class SaidMeanwhile(Exception):
    """Somebody else has said something about the move since the page was opened."""

    def __init__(self, words: list[Correction]) -> None:
        super().__init__()
        self.words = words


def version(word: Correction | None) -> str:
    """Of what was said about a move, for a form to carry along; empty where nothing was."""
    return "" if word is None else f"{word.at.timestamp():.6f}"


def role_in(conversation: Conversation, turn: int) -> Role | None:
    """What whoever speaks a turn is in the talk; None where that is not known."""
    speaker = conversation.turns[turn].speaker
    return None if speaker is None else conversation.by_id[speaker].role


def correct(
    viewer: Viewer, call: Call, turn: int, said: Mapping[str, bool], seen: Mapping[str, str]
) -> Changed:
    """Say of some moves of one turn whether it makes them.

    Args:
        viewer: who says so.
        call: read together with its transcript.
        turn: index of the turn.
        said: whether the turn makes a move, by the move's id.
        seen: the version of what had been said about it when its form was made.

    Raises:
        PermissionDenied: it is not theirs to say, or not yet.
        SaidMeanwhile: somebody else was there first.
        ValidationError: the turn cannot make such a move.
    """
    _must(viewer, call)
    if not said:
        raise refused(_("No move was named."), _("Choose one."))
    _can_be(call.transcript.conversation(), turn, said)
    with transaction.atomic():
        work = _held(call)
        known = {c.move: c for c in call.corrections.filter(turn=turn, move__in=said)}
        _same_as_seen(known, said, seen)
        for move, holds in said.items():
            _write(viewer, call, turn, move, holds=holds)
        return _again(call, work)


def take_back(viewer: Viewer, call: Call, turn: int, seen: Mapping[str, str]) -> Changed:
    """Forget what was said about some moves of a turn; the tagger's word holds again.

    Args:
        viewer: who takes it back.
        call: read together with its transcript.
        turn: index of the turn.
        seen: by the move's id, the version of the word that is meant; another one stays.
    """
    _must(viewer, call)
    with transaction.atomic():
        work = _held(call)
        for word in call.corrections.filter(turn=turn, move__in=seen):
            if version(word) != seen[word.move]:
                raise SaidMeanwhile([word])
            word.delete()
            _note(viewer, "move.taken_back", call, word)
        return _again(call, work)


def _must(viewer: Viewer, call: Call) -> None:
    if not policy.may(viewer, Action.CORRECT, call):
        raise PermissionDenied
    if not policy.sees_analysis(viewer, call, getattr(call, "debrief", None)):
        raise PermissionDenied("own view first")


def _can_be(conversation: Conversation, turn: int, said: Iterable[str]) -> None:
    role = role_in(conversation, turn)
    if role is None:
        raise refused(
            _("Whose side this voice is on is not known."),
            _("Say that first; then its moves can be named."),
        )
    for move in said:
        if move not in moves_of(role):
            name = moves()[move].name if move in moves() else move
            raise refused(
                _("“{move}” is not something that this voice can do.").format(move=name),
                _("Take one of the moves in the list."),
            )


def _held(call: Call) -> Analysis:
    """The analysis, held until the end of the transaction; two people correct one by one."""
    hold(call.pk)
    work = Analysis.objects.select_for_update().get(pk=call.pk)
    if not work.packed:
        raise refused(_("The call is still being read."), _("Its moves can be named afterwards."))
    return work


def _same_as_seen(
    known: Mapping[str, Correction], said: Mapping[str, bool], seen: Mapping[str, str]
) -> None:
    against = [
        word
        for move, word in known.items()
        if word.holds is not said[move] and version(word) != seen.get(move, "")
    ]
    gone = [m for m in said if m not in known and seen.get(m)]
    if against or gone:
        raise SaidMeanwhile(against)


def _write(viewer: Viewer, call: Call, turn: int, move: str, *, holds: bool) -> None:
    word, _new = Correction.objects.update_or_create(
        call=call,
        turn=turn,
        move=move,
        defaults={"holds": holds, "by": viewer.person, "at": timezone.now()},
    )
    _note(viewer, "move.corrected", call, word)


def _note(viewer: Viewer, what: str, call: Call, word: Correction) -> None:
    record(
        viewer.person,
        what,
        call,
        about=call.owner,
        turn=word.turn,
        move=word.move,
        holds=word.holds,
    )


def _again(call: Call, work: Analysis) -> Changed:
    before = stored.unpack(work.packed, call.transcript.conversation())
    return Changed(before, look_again(call, work))
