"""Moments since an agreement in which it was shown, in the words of the calls; one query."""

from collections.abc import Mapping, Sequence

from ridealong.coaching.behaviours import FOLLOWED
from ridealong.coaching.commitments import Followable
from ridealong.report.talk import Talk
from ridealong.web.calls.models import Call
from ridealong.web.coaching import evidence
from ridealong.web.coaching.evidence import Evidence
from ridealong.web.coaching.plans.following import Followed
from ridealong.web.people import policy
from ridealong.web.people.viewer import Viewer

MOST = 3
_BEFORE = " before "


def moments_of(
    viewer: Viewer, all_followed: Sequence[Followed]
) -> Mapping[int, Sequence[Evidence]]:
    """By the number of the commitment, the newest moments that show it.

    Args:
        viewer: who looks; a call whose analysis is not open to them shows nothing.
        all_followed: commitments with their calls.
    """
    wanted = {f.row.pk: _calls(f) for f in all_followed}
    ids = {pk for calls in wanted.values() for pk in calls}
    if not ids:
        return {}
    rows = Call.objects.filter(policy.readable(viewer), policy.analysis_open(viewer), pk__in=ids)
    calls = {c.pk: c for c in rows.select_related("analysis", "transcript", "customer")}
    talks = {pk: evidence.talk_of(c) for pk, c in calls.items() if c.analysis.packed}
    found: dict[int, Sequence[Evidence]] = {}
    for followed in all_followed:
        own = (
            _moment(calls[pk], followed.what, talks[pk])
            for pk in wanted[followed.row.pk]
            if pk in talks and followed.what
        )
        found[followed.row.pk] = [moment for moment in own if moment]
    return found


def _calls(followed: Followed) -> Sequence[int]:
    shown = [c.call for c in followed.since if c.n and c.share > 0]
    return list(reversed(shown))[:MOST]


def _moment(call: Call, what: Followable, talk: Talk) -> Evidence | None:
    kind, _, rest = what.id.partition(":")
    if kind == "behaviour":
        behaviour = next(b for b in FOLLOWED if b.id == rest)
        return evidence.of_behaviour(call, behaviour, shown=True, talk=talk)
    if kind != "move":
        return None
    first, _, then = what.id.partition(_BEFORE)
    return evidence.of_moves(call, first.removeprefix("move:"), then.removeprefix("move:"), talk)
