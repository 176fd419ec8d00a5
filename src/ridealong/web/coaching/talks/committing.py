"""What two agree on at the end of a talk, and what became of what they agreed on before."""

from django.core.exceptions import PermissionDenied

from ridealong.web.coaching.models import Commitment
from ridealong.web.coaching.plans import agreeing, reviewing
from ridealong.web.coaching.plans.agreeing import NotYet, Said
from ridealong.web.coaching.talks.asked import Seen
from ridealong.web.people.policy import TalkAction
from ridealong.web.people.viewer import Viewer


def agree(viewer: Viewer, of: Seen, said: Said) -> Commitment | NotYet:
    """Keep what somebody takes on in a talk.

    Raises:
        PermissionDenied: the viewer is not in the talk, or the person is not.
        ValidationError: too many words, or the person has left.
    """
    of.must(TalkAction.WRITE)
    if said.person not in of.people:
        raise PermissionDenied
    return agreeing.agree(viewer, said, of.talk)


def review(viewer: Viewer, of: Seen, row: Commitment, state: str, words: str) -> Commitment:
    """Say in a talk what became of something that was agreed before.

    Raises:
        PermissionDenied: the viewer is not in the talk, or it is nobody's of the talk.
        ValidationError: it is closed already, or was dropped without a word.
    """
    of.must(TalkAction.WRITE)
    if row.person not in of.people:
        raise PermissionDenied
    return reviewing.review(viewer, row, state, words, of.talk)
