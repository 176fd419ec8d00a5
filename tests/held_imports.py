"""A desk on which files have come in: read, here already, held back, refused, waiting, nobody's."""

import io
from datetime import timedelta

from django.utils import timezone

from brought import read_all, sample, talk, zipped
from cast import Cast
from ridealong.conversation import Kind
from ridealong.errors import ReadError
from ridealong.web.calls.analysing.work import analyse_call
from ridealong.web.calls.incoming import spool
from ridealong.web.calls.incoming.arriving import Arrived, Stated, bring
from ridealong.web.calls.incoming.limits import Door
from ridealong.web.calls.models import Call, Consent, Customer, Import, ImportItem
from ridealong.web.people.models import Organisation, Person

DIARISED = (
    "[00:00:01] Speaker 1: What does a late truck cost you in an ordinary week, all told?\n"
    "[00:00:09] Speaker 2: It costs us a customer every month, each is worth four thousand.\n"
    "[00:00:19] Speaker 1: And what would it be worth to you if that stopped by Christmas?\n"
    "[00:00:27] Speaker 3: More than either of us would like to say before we talk of the price.\n"
)
LONG = "2026-11-17 Brightwater Dairy Company of the West, second talk with operations and finance"


def came_in(cast: Cast) -> dict[str, int]:
    """Everything that can become of a file; the numbers of imports and calls by what they show."""
    rita, ada = cast.rita, cast.ada
    mixed = _brought(
        rita,
        (sample()[0], sample()[1]),
        ("again/first-talk.vtt", sample()[1]),
        (f"{LONG}.vtt", sample(1)[1]),
        ("week-12.zip", zipped(("north/a.txt", talk()), ("north/empty.vtt", b""))),
        ("call.mp3", b"ID3" + b"\0" * 9000),
        ("<b>cut</b>.json", b'{"results": {"channels": ['),
        ("deals.csv", b"id,stage,amount\n1,Won,900\n2,Lost,70\n"),
    )
    read_all()
    one = _brought(rita, ("unknown-speakers.txt", DIARISED.encode()), kind=Kind.SALES)
    read_all()
    unknown = Call.objects.get(source_name="unknown-speakers.txt")
    nobodys = _brought(ada, ("nobodys.txt", talk("Otto").replace(b"Rita", b"Speaker 1")))
    read_all()
    Organisation.objects.filter(pk=1).update(consent_needed=True)
    held = _brought(rita, ("renewal.txt", sample(2)[1]))
    read_all()
    waits = Call.objects.get(held_back=True)
    stopped = _stopped(cast)
    for call in Call.objects.all():
        analyse_call(call.pk)
    Call.objects.filter(owner=rita, held_back=False).update(
        customer=Customer.objects.create(name="Brightwater Dairy"),
        manager_from=timezone.now() - timedelta(hours=1),
    )
    waiting = _brought(rita, *((f"north/call-{n}.txt", talk(f"Vera{n}")) for n in range(7)))
    for item in waiting.items.all()[:3]:
        ImportItem.objects.filter(pk=item.pk).update(state="done", outcome="read")
    ImportItem.objects.filter(pk=waiting.items.all()[3].pk).update(state="running")
    given_up = _brought(rita, ("poison.json", b"{}"))
    ImportItem.objects.filter(batch=given_up).update(state="dead", error="The worker was stopped.")
    unopened = _brought(rita, ("month.zip", zipped(("a.txt", talk("Nell")))))
    return {
        "mixed": mixed.pk,
        "one": one.pk,
        "nobodys": nobodys.pk,
        "held": held.pk,
        "waiting": waiting.pk,
        "given-up": given_up.pk,
        "unopened": unopened.pk,
        "call": Call.objects.filter(owner=rita, held_back=False).order_by("pk")[0].pk,
        "unknown": unknown.pk,
        "nobodys-call": Call.objects.get(owner=None).pk,
        "waits": waits.pk,
        "stopped": stopped.pk,
    }


def _stopped(cast: Cast) -> Call:
    """A call of somebody who no longer agrees."""
    _brought(cast.rita, ("museum.json", sample(3)[1]))
    read_all()
    call = Call.objects.get(source_name="museum.json")
    words = ((True, "Asked at the start of the call", 20), (False, "By mail to Rita", 2))
    for given, how, days in words:
        at = timezone.now() - timedelta(days=days)
        Consent.objects.create(
            call=call, who="Mr Okoro", given=given, how=how, at=at, recorded_by=cast.rita
        )
    return call


def _brought(by: Person, *files: tuple[str, bytes], kind: Kind | None = None) -> Import:
    owner = by if by.role != "administrator" else None
    arrived = [_arrived(name, data) for name, data in files]
    return bring(Import.Way.UPLOAD, arrived, Stated(owner, kind), by=by)


def _arrived(name: str, data: bytes) -> Arrived:
    door = Door(name)
    try:
        door.let_in(data)
        door.close()
    except ReadError as error:
        return Arrived(name, len(data), error=error)
    return Arrived(name, len(data), spool.copy(io.BytesIO(data)))
