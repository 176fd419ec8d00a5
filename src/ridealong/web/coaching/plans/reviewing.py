"""What became of something that was taken on: it holds, not yet, or it is dropped with a word.

The person may say so, whoever leads them today, and who coached the talk where it was agreed. A new
manager closes what an old one agreed; of somebody who has left it is closed as well.
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ridealong.report.words import _
from ridealong.web.audit.record import record
from ridealong.web.coaching.models import Commitment, Talk
from ridealong.web.coaching.plans.agreeing import checked
from ridealong.web.people import policy
from ridealong.web.people.actions.refused import refused
from ridealong.web.people.viewer import Viewer

CLOSING = (Commitment.State.HOLDS, Commitment.State.NOT_YET, Commitment.State.DROPPED)


def review(
    viewer: Viewer, row: Commitment, state: str, words: str, talk: Talk | None = None
) -> Commitment:
    """Say what became of it, and close it.

    Args:
        viewer: whoever says it.
        row: an open one.
        state: one of `CLOSING`.
        words: why; may be empty, but not where it is dropped.
        talk: in which it was looked at; None outside of a talk.

    Raises:
        PermissionDenied: it is not theirs to close.
        ValidationError: no such answer, no word, too many, or it is closed already.
    """
    if state not in {s.value for s in CLOSING}:
        raise refused(_("This is no answer."), _("Choose one of the three."))
    said = checked(words)
    if state == Commitment.State.DROPPED and not said:
        raise refused(_("It is dropped with a word."), _("Write why, in a sentence."))
    with transaction.atomic():
        seen = Commitment.objects.filter(policy.commitments_seen(viewer), pk=row.pk)
        if not seen.exists():
            raise PermissionDenied
        held = Commitment.objects.select_for_update().get(pk=row.pk)
        if held.state != Commitment.State.OPEN:
            raise refused(_("This is closed already."), _("Load the page again to see it."))
        held.state, held.closing_words = Commitment.State(state), said
        held.closed_at, held.reviewed_in = viewer.now, talk
        held.save(update_fields=["state", "closing_words", "closed_at", "reviewed_in"])
        record(viewer.person, "commitment.reviewed", held, about=held.person_id, changed=state)
    return held
