"""What each address asks of whoever opens it; an address without a rule is closed to all.

    @access(SIGNED_IN)
    def desk(request: Signed) -> HttpResponse: ...

    @for_call(Action.SEE)
    def show(request: Signed, call: Call) -> HttpResponse: ...

What one may not see answers with 404, as if it were not there; what one may see and not do, with
403 and the reason.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, NoReturn

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase

from ridealong.web.people.models import Person, Role
from ridealong.web.people.policy import (
    TOO_LARGE,
    Action,
    DealAction,
    allowed,
    deal_actions,
    may,
)
from ridealong.web.people.viewer import Viewer

if TYPE_CHECKING:
    from ridealong.web.calls.models import Call
    from ridealong.web.pipeline.models import Deal


class Signed(HttpRequest):
    """A request of somebody who is signed in."""

    user: Person
    viewer: Viewer


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may open an address at all."""

    says: str
    """For the table of the tests and the documentation."""
    roles: frozenset[Role] = frozenset(Role)
    signed_in: bool = True


EVERYBODY = Rule("everybody, also signed out", signed_in=False)
SIGNED_IN = Rule("whoever is signed in")
ADMINISTRATORS = Rule("administrators", frozenset({Role.ADMINISTRATOR}))
BRING_DEALS = Rule("administrators and managers", frozenset({Role.ADMINISTRATOR, Role.MANAGER}))
MANAGERS = Rule("managers", frozenset({Role.MANAGER}))
DRAFTERS = Rule(
    "managers, leaders and administrators",
    frozenset({Role.MANAGER, Role.LEADER, Role.ADMINISTRATOR}),
)
PUBLISHERS = Rule("leaders and administrators", frozenset({Role.LEADER, Role.ADMINISTRATOR}))
OWN_CALLS = Rule("whoever has talks of their own or leads", frozenset(Role) - {Role.ADMINISTRATOR})

type View[**P] = Callable[Concatenate[Signed, P], HttpResponseBase]


def access[**P](rule: Rule) -> Callable[[View[P]], View[P]]:
    """Put a rule on a view; the guard reads it before the view runs."""

    def ruled(view: View[P]) -> View[P]:
        view.rule = rule  # type: ignore[attr-defined]
        return view

    return ruled


def for_call(
    action: Action, *with_: str, locked: Callable[..., HttpResponseBase] | None = None
) -> Callable[..., Callable[..., HttpResponseBase]]:
    """A view of one call: finds it, asks the policy, and hands it over in place of its number.

    Args:
        action: what the view does with the call.
        with_: what is read along with it, as `select_related` names it.
        locked: answers whoever knows of the call and may not do this, in place of the reason alone.
    """

    def ruled(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def found(request: Signed, call: int, **more: Any) -> HttpResponseBase:
            row = _known(request.viewer, action, call, *with_)
            if may(request.viewer, action, row):
                return view(request, row, **more)
            return locked(request, row) if locked else _refuse(request.viewer, row)

        found.rule = SIGNED_IN  # type: ignore[attr-defined]
        found.action = action  # type: ignore[attr-defined]
        return found

    return ruled


def call_for(viewer: Viewer, action: Action, pk: int, *with_: str) -> "Call":
    """The call, if the viewer may do this with it.

    Raises:
        Http404: it is not there for them.
        PermissionDenied: they know of it, and may not do this.
    """
    found = _known(viewer, action, pk, *with_)
    if not may(viewer, action, found):
        _refuse(viewer, found)
    return found


def for_deal(action: DealAction, *with_: str) -> Callable[..., Callable[..., HttpResponseBase]]:
    """A view of one deal: finds it, asks the policy, and hands it over in place of its number.

    Args:
        action: what the view does with the deal.
        with_: what is read along with it, as `select_related` names it.
    """

    def ruled(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def found(request: Signed, deal: int, **more: Any) -> HttpResponseBase:
            return view(request, deal_for(request.viewer, action, deal, *with_), **more)

        found.rule = SIGNED_IN  # type: ignore[attr-defined]
        found.deal_action = action  # type: ignore[attr-defined]
        return found

    return ruled


def deal_for(viewer: Viewer, action: DealAction, pk: int, *with_: str) -> "Deal":
    """The deal, if the viewer may do this with it.

    Raises:
        Http404: it is not there for them.
        PermissionDenied: they know of it, and may not do this.
    """
    deals: type[Deal] = apps.get_model("pipeline", "Deal")  # the pipeline stands above people
    rows = deals.objects.select_related("owner", "team", "customer", *with_)
    found = rows.filter(pk=pk).first() if pk < TOO_LARGE else None
    may_do = deal_actions(viewer, found) if found else frozenset()
    if found is None or may_do.isdisjoint({DealAction.SEE, action}):
        raise Http404
    if action not in may_do:
        raise PermissionDenied
    return found


def _known(viewer: Viewer, action: Action, pk: int, *with_: str) -> "Call":
    """The call, if the viewer may know that it is there."""
    calls: type[Call] = apps.get_model("calls", "Call")  # calls stand above people
    rows = calls.objects.select_related("owner", "coach", "team", "customer", *with_)
    found = rows.filter(pk=pk).first()
    if found is None or allowed(viewer, found).isdisjoint({Action.LIST, action}):
        raise Http404
    return found


def _refuse(viewer: Viewer, call: "Call") -> NoReturn:
    if call.held_back:
        raise PermissionDenied("held back")
    if not may(viewer, Action.SEE, call):
        raise PermissionDenied("not yet")
    raise PermissionDenied
