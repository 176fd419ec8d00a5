"""The link to a customer, the page that they open, and the ladder of a customer."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from ridealong.web.calls.models import Call, Customer
from ridealong.web.coaching.customers import asking, ladder
from ridealong.web.coaching.models import CustomerVoice, Loyalty
from ridealong.web.people import policy
from ridealong.web.people.access import EVERYBODY, OWN_CALLS, Signed, access, for_call
from ridealong.web.people.models import Organisation
from ridealong.web.people.policy import Action

READ = ["GET", "HEAD", "POST"]


@require_http_methods(READ)
@for_call(Action.DEBRIEF, "customer")
def ask_customer(request: Signed, call: Call) -> HttpResponse:
    """Make the link, take it back, read what came."""
    if request.method == "POST":
        if request.POST.get("off"):
            asking.take_back(request.viewer, call)
        else:
            asking.ask(request.viewer, call)
        return redirect("ask_customer", call.pk)
    row = CustomerVoice.objects.filter(call=call).order_by("-asked_at").first()
    return render(request, "coaching/ask_customer.html", _asked(call, row))


@never_cache
@csrf_exempt  # the token is the secret; a cookie would follow the customer
@require_http_methods(READ)
@access(EVERYBODY)
def your_word(request: HttpRequest, token: str) -> HttpResponse:
    """What a customer opens: two questions, once."""
    row = asking.open_link(token)
    told: dict[str, Any] = {"organisation": Organisation.get(), "row": row, "worth": asking.WORTH}
    told |= {"fault": "", "given": {}}
    status = 200 if row else 404
    if row and row.answered_at is None and request.method == "POST":
        sent = request.POST
        try:
            asking.answer(row, sent.get("worth", ""), sent.get("missing", ""))
        except ValidationError as error:
            told |= {"fault": " ".join(error.messages), "given": sent}
            status = 422
        else:
            return redirect("your_word", token)
    answer = render(request, "coaching/your_word.html", told, status=status)
    answer["X-Robots-Tag"] = "noindex, nofollow"
    answer["Referrer-Policy"] = "no-referrer"
    return answer


@require_http_methods(READ)
@access(OWN_CALLS)
def customer_standing(request: Signed, customer: int) -> HttpResponse:
    """The ladder of a customer, and what they said after talks."""
    if not policy.knows_customer(request.viewer, customer):
        raise Http404
    whom = get_object_or_404(Customer, pk=customer)
    fault = ""
    if request.method == "POST":
        sent = request.POST
        try:
            ladder.climb(request.viewer, whom, sent.get("step", ""), sent.get("because", ""))
        except ValidationError as error:
            fault = " ".join(error.messages)
        else:
            return redirect("customer_standing", customer)
    rows = list(Loyalty.objects.filter(customer=whom).select_related("by").order_by("-at", "-pk"))
    voices = CustomerVoice.objects.filter(
        policy.voices_seen(request.viewer), call__customer=whom, answered_at__isnull=False
    ).select_related("call")
    told = {
        "customer": whom,
        "steps": ladder.STEPS,
        "names": {key: name for key, name, _does in ladder.STEPS},
        "now": rows[0] if rows else None,
        "rows": rows,
        "voices": [(v, asking.says(v.worth)) for v in voices[:20]],
        "fault": fault,
        "given": request.POST,
    }
    return render(request, "coaching/standing_of.html", told, status=422 if fault else 200)


def _asked(call: Call, row: CustomerVoice | None) -> dict[str, object]:
    return {"call": call, "voice": row, "worth": asking.says(row.worth) if row else ""}
