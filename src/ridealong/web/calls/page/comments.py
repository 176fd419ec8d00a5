"""Words on a moment of a call: written, changed and taken away by their author."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ridealong.report.words import _
from ridealong.web.audit.record import record
from ridealong.web.calls.models import Call, Comment
from ridealong.web.calls.page.sent import words_in
from ridealong.web.people import policy
from ridealong.web.people.actions.refused import refused
from ridealong.web.people.policy import Action
from ridealong.web.people.viewer import Viewer

LONGEST = 2000
"""Characters."""


def write(viewer: Viewer, call: Call, turn: int, text: str, audience: str) -> Comment:
    """Put words beside a turn.

    Raises:
        PermissionDenied: the call is not theirs to comment.
        ValidationError: there are no words, or too many; or it is not said for whom.
    """
    if not policy.may(viewer, Action.COMMENT, call):
        raise PermissionDenied
    words = _checked(text, audience)
    with transaction.atomic():
        made = Comment.objects.create(
            call=call, turn=turn, author=viewer.person, audience=audience, text=words
        )
        record(
            viewer.person, "comment.written", call, about=call.owner, turn=turn, audience=audience
        )
    return made


def change(viewer: Viewer, comment: Comment, text: str, audience: str) -> Comment:
    """Other words, or for others.

    Raises:
        PermissionDenied: somebody else wrote it.
        ValidationError: there are no words, or too many; or it is not said for whom.
    """
    _must_be_own(viewer, comment)
    comment.text, comment.audience = _checked(text, audience), audience
    with transaction.atomic():
        comment.save(update_fields=["text", "audience"])
        record(viewer.person, "comment.changed", comment.call, turn=comment.turn, audience=audience)
    return comment


def delete(viewer: Viewer, comment: Comment) -> None:
    """Take one's own words away.

    Raises:
        PermissionDenied: somebody else wrote it.
    """
    _must_be_own(viewer, comment)
    with transaction.atomic():
        record(viewer.person, "comment.deleted", comment.call, turn=comment.turn)
        comment.delete()


def _must_be_own(viewer: Viewer, comment: Comment) -> None:
    if comment.author_id != viewer.id:
        raise PermissionDenied


def _checked(text: str, audience: str) -> str:
    words = words_in(text)
    if not words:
        raise refused(_("There are no words yet."), _("Write what you want to keep."))
    if len(words) > LONGEST:
        told = _("This is {n} characters long; {most} fit.")
        raise refused(told.format(n=len(words), most=LONGEST), _("Shorten it, or make it two."))
    if audience not in Comment.For:
        raise refused(_("It is not said who may read this."), _("Choose one of the three."))
    return words
