"""A view of one talk: finds it with whoever is in it, asks the policy, and hands it over."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpResponseBase

from ridealong.web.coaching.customers.asking import words_about
from ridealong.web.coaching.models import Talk, TalkPerson
from ridealong.web.people import policy
from ridealong.web.people.access import SIGNED_IN, Signed
from ridealong.web.people.models import Person
from ridealong.web.people.policy import TalkAction
from ridealong.web.people.viewer import Viewer

_TOO_LARGE = 1 << 63
"""For a key of the database."""
_WITH = ("coach", "second_coach", "team", "deal__customer", "topic", "moved_to")


@dataclass(frozen=True, slots=True)
class Seen:
    """A talk as somebody sees it: who is in it, and what they may do."""

    viewer: Viewer
    talk: Talk
    places: Sequence[TalkPerson]
    """Of those who are coached in it, in the order in which they were named."""
    may: frozenset[TalkAction]

    @property
    def people(self) -> Sequence[Person]:
        """Who is coached in it."""
        return [place.person for place in self.places]

    @property
    def person(self) -> Person | None:
        """Who is coached, where that is one."""
        return self.places[0].person if len(self.places) == 1 else None

    @property
    def own(self) -> TalkPerson | None:
        """The viewer's own place, where they are coached in it."""
        return next((p for p in self.places if p.person_id == self.viewer.id), None)

    @property
    def coaches(self) -> Sequence[Person]:
        """One or two; none where they are no longer known."""
        return [c for c in (self.talk.coach, self.talk.second_coach) if c]

    @property
    def others(self) -> Sequence[Person]:
        """Everybody in it but the viewer."""
        return [p for p in (*self.coaches, *self.people) if p.pk != self.viewer.id]

    @property
    def gone(self) -> Sequence[Person]:
        """Those of them who have left."""
        return [p for p in (*self.coaches, *self.people) if not p.is_active]

    def must(self, action: TalkAction) -> None:
        """Whether the viewer may do this with it.

        Raises:
            PermissionDenied: it is not theirs to do.
        """
        if action not in self.may:
            raise PermissionDenied


def for_talk(
    action: TalkAction, *, styles: bool = False
) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """A view of one talk, which gets a `Seen` in place of its number.

    Args:
        action: what the view does with it.
        styles: whether it shows what coach and person may adapt for each other, and what a customer
            wrote.
    """

    def ruled(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def found(request: Signed, talk: int, **more: Any) -> HttpResponseBase:
            return view(request, talk_for(request.viewer, action, talk, styles=styles), **more)

        found.rule = SIGNED_IN  # type: ignore[attr-defined]
        found.talk_action = action  # type: ignore[attr-defined]
        return found

    return ruled


def talk_for(viewer: Viewer, action: TalkAction, pk: int, *, styles: bool = False) -> Seen:
    """The talk, if the viewer may do this with it; one query.

    Raises:
        Http404: it is not there for them.
        PermissionDenied: they know of it, and may not do this.
    """
    if pk >= _TOO_LARGE:
        raise Http404
    rows = _places().filter(talk=pk)
    if styles:
        of_coach, of_person = (policy.shared_style(f) for f in ("talk__coach", "person"))
        written = Exists(words_about(viewer, OuterRef("person")))
        rows = rows.annotate(
            style_of_coach=of_coach, style_of_person=of_person, customer_wrote=written
        )
    found = seen(viewer, list(rows))
    if found is None:
        raise Http404
    found.must(action)
    return found


def seen(viewer: Viewer, places: Sequence[TalkPerson]) -> Seen | None:
    """A talk out of the rows of whoever is in it; None where it is not there for the viewer."""
    if not places:
        return None
    talk = places[0].talk
    may = policy.talk_actions(viewer, talk, [p.person_id for p in places])
    return Seen(viewer, talk, places, may) if may else None


def places_of(viewer: Viewer, of: Q) -> Sequence[Seen]:
    """The talks that the viewer sees, of some, each with everybody in it; one query."""
    talks = Talk.objects.filter(policy.talks_seen(viewer)).filter(of)
    by_talk: dict[int, list[TalkPerson]] = {}
    for place in _places().filter(talk__in=talks.order_by().values("pk")):
        by_talk.setdefault(place.talk_id, []).append(place)
    found = (seen(viewer, own) for own in by_talk.values())
    return [one for one in found if one]


def _places() -> QuerySet[TalkPerson]:
    rows = TalkPerson.objects.select_related("person", *(f"talk__{w}" for w in _WITH))
    return rows.order_by("talk_id", "id")
