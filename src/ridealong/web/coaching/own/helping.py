"""What somebody does for colleagues already, beside the questions on leading: for themselves alone.

Counts of what is written down here, in sentences; no sum, and nothing to compare them with.
"""

from collections.abc import Sequence
from datetime import timedelta

from django.db.models import Q

from ridealong.report.words import _
from ridealong.web.calls.models import Comment, SharedMoment
from ridealong.web.coaching.models import Debrief, Talk
from ridealong.web.people.models import Grant
from ridealong.web.people.viewer import Viewer

LEADING = "promotion"
"""The questions beside which it stands."""
_BACK = timedelta(weeks=26)


def helping(viewer: Viewer) -> Sequence[str]:
    """A sentence each; of what there is nothing of, none."""
    me, since = viewer.id, viewer.now - _BACK
    recent = Q(at__gte=since, at__lte=viewer.now)
    counted = (
        (
            Grant.objects.filter(owner=me, until__isnull=True).count(),
            _("{n} colleagues may read your talks."),
            _("One colleague may read your talks."),
        ),
        (
            SharedMoment.objects.filter(recent, by=me).count(),
            _("{n} times you showed a moment to a colleague."),
            _("Once you showed a moment to a colleague."),
        ),
        (
            Comment.objects.filter(recent, author=me).exclude(call__owner=me).count(),
            _("{n} times you wrote something on a colleague’s call."),
            _("Once you wrote something on a colleague’s call."),
        ),
        (
            Debrief.objects.filter(recent, companion=me, skipped=False).count(),
            _("{n} times you looked back on a call together with a colleague."),
            _("Once you looked back on a call together with a colleague."),
        ),
        (
            Talk.objects.filter(coach=me, state=Talk.State.HELD, ended_at__gte=since).count(),
            _("{n} times you coached a colleague."),
            _("Once you coached a colleague."),
        ),
    )
    return [(one if n == 1 else many).format(n=n) for n, many, one in counted if n]
