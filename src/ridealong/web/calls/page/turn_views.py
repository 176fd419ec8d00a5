"""One turn of a call: what it does, and what somebody says to that."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from ridealong.language import moves
from ridealong.language.moves import Move, moves_of
from ridealong.report.acts import Act
from ridealong.report.words import _
from ridealong.web.calls.models import Call, Correction
from ridealong.web.calls.page import corrections
from ridealong.web.calls.page.corrections import Changed, SaidMeanwhile, version
from ridealong.web.calls.page.opened import WITH, Opened, opened, opened_with
from ridealong.web.calls.page.views import context, done, locked, render_part
from ridealong.web.people.access import Signed, for_call
from ridealong.web.people.policy import Action


@dataclass(frozen=True, slots=True)
class Told:
    """One move of a turn, with who says so."""

    move: Move
    act: Act | None
    """As the tagger or a person hears it; None where somebody says that it is not there."""
    word: Correction | None
    """What a person has said about it."""

    @property
    def seen(self) -> str:
        """Which version of that the form knows."""
        return version(self.word)


@require_safe
@for_call(Action.SEE, *WITH, locked=locked)
def turn(request: Signed, call: Call, turn: int) -> HttpResponse:
    """What a turn does; `?move=` names the one that was pressed."""
    return _turn(request, _opened(request, call, turn), turn, request.GET.get("move", ""))


@require_POST
@for_call(Action.CORRECT, *WITH)
def correct(request: Signed, call: Call, turn: int) -> HttpResponse:
    """Say that a turn makes a move, or does not, or makes another one instead."""
    shown, (said, seen) = _opened(request, call, turn), _asked(request)
    try:
        changed = corrections.correct(request.viewer, call, turn, said, seen)
    except SaidMeanwhile as meanwhile:
        return _turn(request, shown, turn, next(iter(said), ""), against=meanwhile)
    except ValidationError as error:
        return _turn(request, shown, turn, next(iter(said), ""), fault=" ".join(error.messages))
    return _answer(request, call, turn, changed, said)


@require_POST
@for_call(Action.CORRECT, *WITH)
def take_back(request: Signed, call: Call, turn: int) -> HttpResponse:
    """Forget what was said about some moves of a turn."""
    shown, seen = _opened(request, call, turn), _pairs(request)
    try:
        changed = corrections.take_back(request.viewer, call, turn, seen)
    except SaidMeanwhile as meanwhile:
        return _turn(request, shown, turn, next(iter(seen), ""), against=meanwhile)
    except ValidationError as error:
        return _turn(request, shown, turn, next(iter(seen), ""), fault=" ".join(error.messages))
    return _answer(request, call, turn, changed, {})


def _opened(request: Signed, call: Call, turn: int) -> Opened:
    if turn >= call.turns:
        raise Http404
    return opened(request.viewer, call)


def _asked(request: Signed) -> tuple[dict[str, bool], dict[str, str]]:
    """What is said of which move, and which version of each was seen."""
    move, instead = request.POST.get("move", ""), request.POST.get("instead", "")
    said = {move: request.POST.get("holds") == "1"} if move else {}
    if instead:
        said[instead] = True
    return said, _pairs(request)


def _pairs(request: Signed) -> dict[str, str]:
    """The fields `seen`, each a move with its version: "open_question 1764.5"; others are none."""
    split = (text.partition(" ") for text in request.POST.getlist("seen"))
    return {move: seen for move, _space, seen in split if move in moves()}


def _turn(
    request: Signed,
    shown: Opened,
    turn: int,
    pressed: str,
    *,
    fault: str = "",
    against: SaidMeanwhile | None = None,
) -> HttpResponse:
    """The turn with its moves, the pressed one first."""
    here = told(shown, turn)
    here.sort(key=lambda t: t.move.id != pressed)
    more: dict[str, Any] = {
        "turn": turn,
        "moves_here": here,
        "pressed": pressed,
        "others": _others(shown, turn, here),
        "fault": fault,
        "against": against.words if against else None,
        "moves_named": {id_: move.name for id_, move in moves().items()},
    }
    return render_part(request, "calls/turn.html", context(shown) | more)


def told(shown: Opened, turn: int) -> list[Told]:
    """What a turn does, and what somebody says that it does not."""
    words = {move: c for (t, move), c in shown.corrections.items() if t == turn}
    acts = {a.move: a for a in shown.talk.acts.get(turn, ())} if shown.open else {}
    return [
        Told(moves()[id_], acts.get(id_), words.get(id_))
        for id_ in moves()
        if id_ in acts or id_ in words
    ]


def _others(shown: Opened, turn: int, here: list[Told]) -> list[Move]:
    """What whoever speaks could do here beside that."""
    role = corrections.role_in(shown.talk.conversation, turn)
    taken = {t.move.id for t in here}
    return [moves()[m] for m in moves_of(role) if m not in taken] if role else []


def _answer(
    request: Signed, call: Call, turn: int, changed: Changed, said: dict[str, bool]
) -> HttpResponse:
    """Whatever has changed on the page; without a script the page itself."""
    after = opened_with(request.viewer, call, changed.after)
    says = _says(after, turn, said)
    if "HX-Request" not in request.headers:
        messages.success(request, says)
        return redirect(f"{call.get_absolute_url()}#t{turn}")
    before = opened_with(request.viewer, call, changed.before).blocks
    blocks = [b for first, b in after.blocks.items() if b != before.get(first)]
    undo = [
        f"{move} {version(c)}"
        for (t, move), c in after.corrections.items()
        if t == turn and move in said
    ]
    more = {"blocks": blocks, "says": says, "turn": turn, "undo": undo}
    return done(request, "calls/corrected.html", context(after) | more)


def _says(shown: Opened, turn: int, said: dict[str, bool]) -> str:
    """What was just said, in one sentence."""
    where = shown.talk.at(turn)
    if not said:
        return _("{where}: taken back; what Ridealong heard holds again.").format(where=where)
    names = {True: _("{move}"), False: _("not “{move}”")}
    each = [names[holds].format(move=moves()[m].name) for m, holds in said.items() if m in moves()]
    return _("{where}: {moves}, as you say.").format(where=where, moves=", ".join(each))
