"""Calls of a few words for the tests of lists: who said what stands in the test itself."""

import itertools
import re
from datetime import UTC, datetime, timedelta
from html import unescape

from django.utils import timezone

from ridealong.analysis import analyse
from ridealong.conversation import Conversation
from ridealong.conversation.native import from_dict
from ridealong.language import taggers
from ridealong.web.calls.analysing import stored
from ridealong.web.calls.lists import index
from ridealong.web.calls.models import Analysis, Call, CallMove, Customer, Transcript
from ridealong.web.coaching.models import Debrief
from ridealong.web.people.models import Membership, Person

_NUMBER = itertools.count(1)
FIRST = datetime(2026, 11, 2, 9, tzinfo=UTC)
SPEAKERS = [
    {"id": "us", "name": "Rita Hollis", "side": "us", "role": "seller"},
    {"id": "them", "name": "Ines Brandt", "side": "them", "role": "customer"},
    {"id": "other", "name": "Somebody"},
]


def talk(*said: tuple[str, str], times: bool = True) -> Conversation:
    """A conversation: `talk(("us", "What does it cost you?"), ("them", "Too much."))`."""
    turns = [
        {"speaker": who, "text": text, "start_s": 10.0 * i if times else None}
        for i, (who, text) in enumerate(said)
    ]
    timing = "start" if times else "none"
    return from_dict(
        {"ridealong": 1, "kind": "sales", "timing": timing, "speakers": SPEAKERS, "turns": turns}
    )


def spoken(
    owner: Person | None,
    *said: tuple[str, str],
    title: str = "",
    customer: str = "",
    moves: tuple[str, ...] = (),
    debriefed: bool = True,
    seen_by_manager: bool = True,
    ready: bool = True,
    analysed: bool = False,
    at: datetime | None = None,
    **state: object,
) -> Call:
    """A call of somebody's with these words in it, which is as if it were analysed.

    Args:
        owner: whose it is.
        said: who said what, in order; "us", "them", "other".
        title: of the call.
        customer: by name.
        moves: what the analysis is to have heard.
        debriefed: whether its owner has looked back on it.
        seen_by_manager: whether the hour is over.
        ready: whether it was analysed at all.
        analysed: whether there is a real analysis of it as well.
        at: when it was held; else an hour after the one before.
        state: of its row.
    """
    number, now = next(_NUMBER), timezone.now()
    own = Membership.objects.filter(person=owner, leads=False).first() if owner else None
    conversation = talk(*(said or (("us", "Good morning."), ("them", "Good morning."))))
    values: dict[str, object] = {
        "kind": "sales",
        "title": title or f"Talk {number}",
        "started_at": at or FIRST + timedelta(hours=number),
        "duration_s": 1200.0,
        "turns": len(conversation.turns),
        "source_format": "native",
        "content_key": f"spoken {number}",
        "owner": owner,
        "team": own.team if own else None,
        "customer": Customer.objects.get_or_create(name=customer)[0] if customer else None,
        "ready_at": now - timedelta(hours=2) if ready else None,
        "manager_from": now + timedelta(hours=-1 if seen_by_manager else 5) if ready else None,
    }
    call = Call.objects.create(**{**values, **state})
    Transcript.of(call, conversation).save(force_insert=True)
    result = _analysis(conversation) if analysed else None
    Analysis.objects.create(call=call, state="done" if ready else "queued", result=result)
    CallMove.objects.bulk_create(
        CallMove(call=call, move=move, count=1, started_at=call.started_at) for move in moves
    )
    if ready:
        index.put(call, conversation)
    if debriefed and owner and call.kind in {"sales", "service", "partner"}:
        Debrief.objects.create(call=call, by=owner, skipped=True)
    return call


def _analysis(conversation: Conversation) -> bytes:
    (by_model,) = taggers.fast().tag([conversation])
    return stored.pack(analyse(conversation, None, tagging=by_model), by_model)


def rows_of(answer) -> list[str]:
    """The names that stand first in the rows of a list or of what a search found."""
    _before, _id, found = answer.content.decode().partition('id="found"')
    found = re.sub(r'<p class="named">.*?</p>', "", found, flags=re.DOTALL)
    names = re.findall(r'<(?:a|span) class="name"[^>]*>(.*?)</(?:a|span)>', found)
    return [unescape(re.sub(r"<[^>]*>", "", name)) for name in names]
