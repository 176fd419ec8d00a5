"""Ways of talking as pages show them: own place, how others see it, what to adapt for whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.http import Http404

from ridealong.coaching.styles import (
    Advice,
    Estimate,
    Place,
    Seen,
    Style,
    advice,
    estimate,
    place,
    seen_by_others,
    vocabulary,
)
from ridealong.coaching.styles.placing import FEWEST_OTHERS
from ridealong.report.words import _
from ridealong.web.coaching.models import CustomerStyle, StyleAnswers
from ridealong.web.coaching.own.drawn import field
from ridealong.web.coaching.own.reliable import reliability_told
from ridealong.web.coaching.own.styling import texts
from ridealong.web.people import policy
from ridealong.web.people.models import Person
from ridealong.web.people.viewer import Viewer
from ridealong.web.pipeline.models import Contact

_MOST = 60
_TOO_LARGE = 1 << 63
_CORNERS = ("supporter", "talker", "controller", "doer")
"""Asks and people, tells and people, asks and task, tells and task."""


@dataclass(frozen=True)
class Pair:
    """What to adapt, with both names."""

    advice: Advice

    @property
    def theirs(self) -> str:
        """The other's way of talking."""
        return _(vocabulary().style(self.advice.theirs).name)

    @property
    def mine(self) -> str:
        """One's own."""
        return _(vocabulary().style(self.advice.mine).name)


@dataclass(frozen=True)
class ForContact:
    """Somebody at a customer, with one's own guess and what to adapt."""

    contact: Contact
    cues: Sequence[str]
    """Keys."""
    mine: Sequence[str]
    """One's own styles, by key; none where one has not placed oneself."""

    @property
    def estimate(self) -> Estimate:
        """The guess."""
        return estimate(texts(self.cues))

    @property
    def styles(self) -> Sequence[Style]:
        """As which one would talk with them: one, two that tie, or none."""
        return [vocabulary().style(key) for key in self.estimate.styles]

    @property
    def pairs(self) -> Sequence[Pair]:
        """What to adapt, from one's own way of talking to theirs; two at most."""
        return [Pair(a) for a in advice(self.mine, self.estimate.styles)]


@dataclass(frozen=True)
class Styles:
    """The page of one's own."""

    viewer: Viewer

    @cached_property
    def place(self) -> Place | None:
        """Where one places oneself; None before any answer."""
        return own_place(self.viewer)

    @cached_property
    def shared(self) -> bool:
        """Whether those with whom one has talks see what to adapt."""
        own = StyleAnswers.objects.filter(about=self.viewer.id, by=self.viewer.id)
        return own.filter(shared_at__isnull=False).exists()

    @property
    def told(self) -> bool:
        """Whether both axes have a value."""
        return self.place is not None and all(a.value is not None for a in self.place.axes)

    @property
    def reliability(self) -> str:
        """What is known here of how reliable the statements are."""
        return reliability_told()

    @property
    def needed(self) -> int:
        """Answers more, on the axis that lacks most."""
        return max((a.needed for a in self.place.axes), default=0) if self.place else 0

    @property
    def styles(self) -> Sequence[Style]:
        """The styles on the sides where one lies."""
        return [vocabulary().style(key) for key in self.place.styles] if self.place else []

    @property
    def picture(self) -> str:
        """The field with the dot and its box; with that of others where they are enough."""
        if self.place is None or not self.told:
            return ""
        names = [_(vocabulary().style(key).name) for key in _CORNERS]
        return field(self.place.axes, names, self.seen.axes)

    @cached_property
    def _others(self) -> Sequence[StyleAnswers]:
        rows = StyleAnswers.objects.filter(about=self.viewer.id).exclude(by=self.viewer.id)
        return list(rows.order_by("at", "pk"))

    @property
    def asked(self) -> int:
        """How many colleagues are asked; never how many answered."""
        return len(self._others)

    @property
    def seen(self) -> Seen:
        """How colleagues see it: counted in fours, so that a mean never moves by one answer."""
        told = [row.answers for row in self._others if row.answers]
        return seen_by_others(told[: len(told) - len(told) % FEWEST_OTHERS], self.place)

    @property
    def may_ask(self) -> Sequence[Person]:
        """Colleagues who are not asked yet."""
        rows = Person.objects.filter(policy.asked_how_seen(self.viewer))
        return list(rows.exclude(pk__in=[r.by_id for r in self._others]).order_by("name")[:_MOST])

    @cached_property
    def waiting(self) -> Sequence[StyleAnswers]:
        """Colleagues who ask how the viewer sees them."""
        rows = StyleAnswers.objects.filter(by=self.viewer.id, answers={})
        return list(rows.exclude(about=self.viewer.id).select_related("about")[:_MOST])

    @cached_property
    def contacts(self) -> Sequence[ForContact]:
        """People at customers of one's own, those with a guess first."""
        met = Contact.objects.filter(policy.contacts_met(self.viewer)).select_related("customer")
        own = _guesses(self.viewer)
        mine = self.place.styles if self.place else ()
        found = [ForContact(c, own.get(c.pk, ()), mine) for c in met.order_by("name")[:_MOST]]
        return sorted(found, key=lambda f: not f.cues)


def own_place(viewer: Viewer) -> Place | None:
    """Where somebody placed themselves last; one query."""
    row = StyleAnswers.objects.filter(about=viewer.id, by=viewer.id).order_by("-at", "-pk").first()
    return place(row.answers) if row else None


def asked_of(viewer: Viewer, pk: int) -> StyleAnswers:
    """A colleague's question to the viewer.

    Raises:
        Http404: it is not theirs.
    """
    rows = StyleAnswers.objects.filter(by=viewer.id).exclude(about=viewer.id)
    row = rows.select_related("about").filter(pk=pk).first() if pk < _TOO_LARGE else None
    if row is None:
        raise Http404
    return row


def contact_of(viewer: Viewer, pk: int) -> ForContact:
    """Somebody at a customer, with what the viewer noticed.

    Raises:
        Http404: nobody whom they meet.
    """
    met = Contact.objects.filter(policy.contacts_met(viewer)).select_related("customer")
    contact = met.filter(pk=pk).first() if pk < _TOO_LARGE else None
    if contact is None:
        raise Http404
    own = own_place(viewer)
    return ForContact(contact, _guesses(viewer).get(pk, ()), own.styles if own else ())


def for_customer(viewer: Viewer, customer: int) -> Sequence[ForContact]:
    """For a sheet before a call: those at a customer of whom the viewer has a guess; two queries.

    Nobody else's guess, and none that names no style yet.
    """
    rows = CustomerStyle.objects.filter(by=viewer.id, contact__customer=customer)
    guesses = list(rows.select_related("contact"))
    own = own_place(viewer) if guesses else None
    mine = own.styles if own else ()
    found = [ForContact(g.contact, g.cues, mine) for g in guesses]
    return [one for one in found if one.styles]


def _guesses(viewer: Viewer) -> dict[int, Sequence[str]]:
    return dict(CustomerStyle.objects.filter(by=viewer.id).values_list("contact", "cues"))
