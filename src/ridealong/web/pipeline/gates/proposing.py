"""What may speak for the gates of deals, kept up with what is heard, written and done.

Doing it again changes nothing. What a person has accepted, refused or entered stays as it is; what
nobody has decided, and what rests on nothing any more, goes.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db import transaction

from ridealong.process.framework.model import Journey
from ridealong.process.gates import Course, Done, HeldCall, Proposal, Shared, proposals
from ridealong.process.model import Entry
from ridealong.web.calls.models import Call
from ridealong.web.pipeline.frameworks import using
from ridealong.web.pipeline.gates.heard import heard, with_words
from ridealong.web.pipeline.gates.linking import day_of
from ridealong.web.pipeline.models import Activity, Deal, GateEvidence, SharedContent, StageEntry

AT_ONCE = 200
"""Deals that are read together."""
TOLD = "told:"
"""The subject of a note with what the customer told begins so; it is no doing of ours."""
_LONGEST = 2000
"""Characters of an e-mail that are read for its words."""


def propose(deals: Iterable[int]) -> int:
    """Bring what is proposed for some deals up to date; says how much came or went."""
    ids = sorted(set(deals))
    return sum(_propose(ids[i : i + AT_ONCE]) for i in range(0, len(ids), AT_ONCE))


@transaction.atomic
def _propose(ids: Sequence[int]) -> int:
    """For so many at once, from a fixed number of queries; each deal is held meanwhile."""
    rows = Deal.objects.select_for_update().filter(pk__in=ids).order_by("pk")
    held = {deal.pk: deal for deal in rows}
    _run_under_one(list(held.values()))
    processes = using.of_all({deal.framework_id for deal in held.values()})
    sources = _Sources(list(held))
    there = _there(list(held))
    made: list[GateEvidence] = []
    gone: list[int] = []
    for pk, deal in held.items():
        wanted = {
            p.key: p
            for p in proposals(
                processes[deal.framework_id],
                sources.course(deal),
                calls=sources.calls[pk],
                activities=sources.activities[pk],
                content=sources.content[pk],
            )
        }
        known = {key_of(row): row for row in there[pk]}
        made += [_row(pk, p) for key, p in wanted.items() if key not in known]
        gone += [row.pk for key, row in known.items() if key not in wanted and _undecided(row)]
    GateEvidence.objects.filter(pk__in=gone).delete()
    GateEvidence.objects.bulk_create(made, ignore_conflicts=True)
    return len(made) + len(gone)


def _run_under_one(deals: Sequence[Deal]) -> None:
    """An open deal without a version of the process is run under the one in use from now on."""
    bare = [d for d in deals if d.framework_id is None and d.outcome == Deal.Outcome.OPEN]
    if not bare:
        return
    version = using.in_use(Journey.SALES)
    Deal.objects.filter(pk__in=[d.pk for d in bare]).update(framework=version)
    for deal in bare:
        deal.framework_id = version.pk


def key_of(row: GateEvidence) -> tuple[object, ...]:
    """What makes a row the same as a proposal."""
    if row.call_id is not None:
        return row.gate, row.side, "call", row.call_id, row.turn
    if row.activity_id is not None:
        return row.gate, row.side, "activity", row.activity_id
    return row.gate, row.side, row.on, row.words


def _undecided(row: GateEvidence) -> bool:
    return row.state == GateEvidence.State.PROPOSED and row.entered_by_id is None


def _there(ids: Collection[int]) -> Mapping[int, list[GateEvidence]]:
    found: defaultdict[int, list[GateEvidence]] = defaultdict(list)
    for row in GateEvidence.objects.filter(deal__in=ids):
        found[row.deal_id].append(row)
    return found


def _row(deal: int, made: Proposal) -> GateEvidence:
    return GateEvidence(
        deal_id=deal,
        gate=made.gate,
        side=made.side.value,
        kind=made.kind,
        words=made.words,
        on=made.on,
        call_id=made.call,
        turn=made.turn,
        activity_id=made.activity,
    )


class _Sources:
    """Everything that some deals rest on, each kind from one query."""

    def __init__(self, ids: Collection[int]) -> None:
        self.calls: defaultdict[int, list[HeldCall]] = defaultdict(list)
        for deal, call in _calls(ids):
            self.calls[deal].append(HeldCall(call.pk, day_of(call), heard(call)))
        transcripts = {call.id for own in self.calls.values() for call in own}
        self.activities: defaultdict[int, list[Done]] = defaultdict(list)
        for activity in Activity.objects.filter(deal__in=ids).order_by("at", "pk"):
            if activity.deal_id is not None:
                self.activities[activity.deal_id].append(done(activity, transcripts))
        self.content: defaultdict[int, list[Shared]] = defaultdict(list)
        for content in SharedContent.objects.filter(deal__in=ids).order_by("on", "pk"):
            self.content[content.deal_id].append(shared(content))
        self._entries: defaultdict[int, list[Entry]] = defaultdict(list)
        for deal, stage, on in StageEntry.objects.filter(deal__in=ids).values_list(
            "deal_id", "stage", "on"
        ):
            self._entries[deal].append(Entry(stage, on))

    def course(self, deal: Deal) -> Course:
        """Where a deal stood when."""
        return Course(tuple(self._entries[deal.pk]), deal.stage, deal.entered_on)


def _calls(ids: Collection[int]) -> Iterator[tuple[int, Call]]:
    """Each deal with its calls; a call's words are read once, also where it is about two deals."""
    links = list(Deal.calls.through.objects.filter(deal__in=ids).values_list("deal_id", "call_id"))
    rows = with_words(Call.objects.filter(pk__in={call for _deal, call in links}))
    by_id = {call.pk: call for call in rows}
    for deal, call in sorted(links):
        if call in by_id:
            yield deal, by_id[call]


def done(activity: Activity, transcripts: Collection[int | None] = ()) -> Done:
    """An activity as the rules see it.

    Args:
        activity: the row.
        transcripts: numbers of the calls whose words are known; an activity that is one of them
            says nothing of its own.
    """
    told = activity.text[:_LONGEST] if activity.direction == Activity.Direction.IN else ""
    return Done(
        activity.pk,
        "told" if activity.subject.startswith(TOLD) else activity.kind,
        activity.direction,
        activity.at.date(),
        " ".join((told or activity.subject or activity.text[:_LONGEST]).split()),
        is_held_call=activity.call_id is not None and activity.call_id in transcripts,
    )


def shared(content: SharedContent) -> Shared:
    """Something shared, as the rules see it."""
    fields: dict[str, Any] = {
        "id": content.pk,
        "on": content.on,
        "what": content.what,
        "reaction": content.reaction,
        "reaction_words": content.reaction_words,
        "activity": content.activity_id,
    }
    return Shared(**fields)
