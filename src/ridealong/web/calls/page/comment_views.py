"""Comments on the turns of a call."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from ridealong.web.calls.models import Call, Comment
from ridealong.web.calls.page import comments
from ridealong.web.calls.page.opened import WITH, Opened, opened
from ridealong.web.calls.page.views import context, done, render_part
from ridealong.web.people.access import Signed, for_call
from ridealong.web.people.policy import Action


@require_http_methods(["GET", "HEAD", "POST"])
@for_call(Action.COMMENT, *WITH)
def comment_turn(request: Signed, call: Call, turn: int) -> HttpResponse:
    """Write words beside a turn."""
    if turn >= call.turns:
        raise Http404
    if request.method != "POST":
        return _form(request, call, turn)
    words = _written(request)
    try:
        comments.write(request.viewer, call, turn, *words)
    except ValidationError as error:
        return _form(request, call, turn, words, fault=" ".join(error.messages))
    return _answer(request, call, turn)


@require_http_methods(["GET", "HEAD", "POST"])
@for_call(Action.SEE, *WITH)
def comment(request: Signed, call: Call, comment: int) -> HttpResponse:
    """Change one's own words."""
    row = _own(request, call, comment)
    if request.method != "POST":
        return _form(request, call, row.turn, (row.text, row.audience), changes=row)
    words = _written(request)
    try:
        comments.change(request.viewer, row, *words)
    except ValidationError as error:
        said = " ".join(error.messages)
        return _form(request, call, row.turn, words, fault=said, changes=row)
    return _answer(request, call, row.turn)


@require_POST
@for_call(Action.SEE, *WITH)
def delete_comment(request: Signed, call: Call, comment: int) -> HttpResponse:
    """Take one's own words away."""
    row = _own(request, call, comment)
    comments.delete(request.viewer, row)
    return _answer(request, call, row.turn)


def _own(request: Signed, call: Call, comment: int) -> Comment:
    """What others wrote is as if it were not there."""
    return get_object_or_404(call.comments, pk=comment, author=request.viewer.id)


def _written(request: Signed) -> tuple[str, str]:
    return request.POST.get("text", ""), request.POST.get("audience", "")


def _form(
    request: Signed,
    call: Call,
    turn: int,
    words: tuple[str, str] = ("", Comment.For.ME),
    *,
    fault: str = "",
    changes: Comment | None = None,
) -> HttpResponse:
    more = {
        "turn": turn,
        "text": words[0],
        "audience": words[1],
        "fault": fault,
        "changes": changes,
        "audiences": Comment.For,
    }
    return render_part(request, "calls/comment.html", context(opened(request.viewer, call)) | more)


def _answer(request: Signed, call: Call, turn: int) -> HttpResponse:
    """The block that holds the turn; without a script the page itself."""
    if "HX-Request" not in request.headers:
        return redirect(f"{call.get_absolute_url()}#t{turn}")
    shown = opened(request.viewer, call)
    blocks = [block_of(shown, turn)]
    return done(request, "calls/commented.html", context(shown) | {"blocks": blocks})


def block_of(shown: Opened, turn: int) -> object:
    """The block of the transcript in which a turn stands."""
    first = max(first for first in shown.blocks if first <= turn)
    return shown.blocks[first]
