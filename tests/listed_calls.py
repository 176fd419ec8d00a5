"""A team's calls as a list shows them: every state, long names, words in several scripts."""

from datetime import timedelta
from functools import partial

from django.utils import timezone

from cast import Cast
from held_calls import a_call
from ridealong.samples import SAMPLES
from ridealong.web.calls.models import Analysis, Call, Customer, SavedView
from spoken_calls import spoken as spoken_of

spoken = partial(spoken_of, analysed=True)
_SAID = (
    ("us", "What would it change for the night shift if the price were no question?"),
    ("them", "Honestly? We would have started in spring. It is too expensive the way it stands."),
    ("us", "So the price keeps you from something that you want."),
    ("them", "From something that the works council wants as well, yes."),
)
_LONG = "Vereinigte Süddeutsche Molkereigenossenschaft und Käsewerke Oberallgäu-Bodensee eG"


def in_every_state(cast: Cast) -> None:
    """Calls of North, the newest an hour old."""
    now, hours = timezone.now(), timedelta(hours=1)
    real = a_call(cast.rita, 0, at=now - 30 * hours, seen_by_manager=True)
    customer = Customer.objects.create(name=SAMPLES[0].title[:40] or "Kestrel")
    Call.objects.filter(pk=real.pk).update(customer=customer, title="First talk")
    rita, pat, mel = cast.rita, cast.pat, cast.mel
    bright, tallis = "Brightwater Dairy", "Tallis & Sons"
    spoken(rita, *_SAID, at=now - hours, customer=bright, title="Second visit", debriefed=False)
    spoken(rita, *_SAID, at=now - 2 * hours, customer=tallis, seen_by_manager=False)
    spoken(pat, at=now - 3 * hours, customer="Harbour Street Kitchens", ready=False)
    spoken(pat, *_SAID, at=now - 26 * hours, customer=_LONG, title="Gespräch über Gefäße", gates=15)
    spoken(rita, at=now - 28 * hours, customer="Ostler’s", title="Weekly call", held_back=True)
    spoken(rita, kind="coaching", coach=mel, title="On who decides", at=now - 50 * hours)
    spoken(pat, at=now - 60 * hours, kind="service", title="The door alarm at two", gates=1)
    spoken(pat, *_SAID, at=now - 75 * hours, kind="partner", title="Fennick roll-out, with Kay")
    failed = spoken(pat, at=now - 80 * hours, title="recording-2026-11-12-0904.vtt", ready=False)
    Analysis.objects.filter(call=failed).update(state="dead")
    for number, name in enumerate(("Vane Catering", "Northgate Fruit", bright, tallis)):
        held = now - (100 + 30 * number) * hours
        title, gates = f"Visit {number + 1}", (1, 3, 7, 13)[number]
        spoken(rita, *_SAID, at=held, customer=name, title=title, gates=gates, moves=("pushback",))
    undated = spoken(pat, at=now - 300 * hours, title="notes from the fair.txt", dated=False)
    Call.objects.filter(pk=undated.pk).update(duration_s=None, words=1204)
    for name, query in (("Price talks", "move=price_pressure"), ("Partners", "kind=partner")):
        SavedView.objects.create(person=cast.mel, name=name, query=query)
