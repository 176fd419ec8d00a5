"""How somebody talks: by themselves, by colleagues without names, and a guess of a customer.

One's own answers are read by nobody else; where both share, the two of a talk read what they may
adapt. Colleagues are asked four at a time at least, answer
once, and are counted in fours, in the order of their answers: no mean changes by one answer. What
a rep notices of somebody at a customer is their own note.
"""

from collections.abc import Collection, Mapping, Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404

from ridealong.coaching.styles import Item, estimate, vocabulary
from ridealong.coaching.styles.placing import FEWEST_OTHERS
from ridealong.coaching.styles.vocabulary import AXES
from ridealong.report.words import _
from ridealong.web.audit.record import record
from ridealong.web.coaching.models import CustomerStyle, StyleAnswers
from ridealong.web.coaching.own.checking import value_in
from ridealong.web.people import policy
from ridealong.web.people.actions.refused import refused
from ridealong.web.people.models import Person
from ridealong.web.people.viewer import Viewer
from ridealong.web.pipeline.models import Contact


def answer(viewer: Viewer, given: Mapping[str, str]) -> StyleAnswers | None:
    """Place oneself; None where all was left open.

    Raises:
        ValidationError: an answer is not on the scale.
    """
    answers = _answers(vocabulary().items, given)
    if not answers:
        return None
    with transaction.atomic():
        told = {"about": viewer.person, "by": viewer.person, "at": viewer.now}
        row = StyleAnswers.objects.create(answers=answers, **told)
        record(viewer.person, "styles.answered", row, about=viewer.person)
    return row


def share(viewer: Viewer, *, shared: bool) -> None:
    """Show the newest of one's own answers to those with whom one has talks, or to nobody.

    They see no answer and no place, only what the two may adapt, and only where both share.

    Raises:
        Http404: there are no answers yet.
    """
    own = StyleAnswers.objects.filter(about=viewer.id, by=viewer.id).order_by("-at", "-pk")
    newest = own.first()
    if newest is None:
        raise Http404
    with transaction.atomic():
        own.update(shared_at=None)
        if shared:
            StyleAnswers.objects.filter(pk=newest.pk).update(shared_at=viewer.now)
        what = "styles.shared" if shared else "styles.taken_back"
        record(viewer.person, what, about=viewer.person)


def ask(viewer: Viewer, people: Collection[int]) -> int:
    """Ask colleagues how they see somebody; how many are asked anew.

    Raises:
        ValidationError: fewer than four are asked in all, or one of them cannot be.
    """
    with transaction.atomic():
        Person.objects.select_for_update().only("pk").get(pk=viewer.id)
        others = StyleAnswers.objects.filter(about=viewer.id).exclude(by=viewer.id)
        before = set(others.values_list("by", flat=True))
        wanted = set(people) - before
        found = list(Person.objects.filter(policy.asked_how_seen(viewer), pk__in=wanted))
        if len(found) < len(wanted):
            raise refused(_("Somebody whom you chose cannot be asked."), _("Choose again."))
        if len(found) + len(before) < FEWEST_OTHERS:
            raise refused(
                _("Four colleagues have to be asked at least, so that none is told apart."),
                _("Choose more of them."),
            )
        for person in found:
            told = {"about": viewer.person, "by": person, "at": viewer.now}
            StyleAnswers.objects.create(answers={}, **told)
        if found:
            record(viewer.person, "styles.asked", "", about=viewer.person, people=len(found))
    return len(found)


def tell(viewer: Viewer, row: StyleAnswers, given: Mapping[str, str]) -> None:
    """Say how one sees a colleague who asks; once.

    Raises:
        PermissionDenied: somebody else is asked.
        ValidationError: an axis has no answer, or it was told already.
    """
    if row.by_id != viewer.id or row.about_id == viewer.id:
        raise PermissionDenied
    answers = _answers(vocabulary().others, given)
    axes = {item.axis for item in vocabulary().others if item.id in answers}
    if axes != set(AXES):
        raise refused(_("There is too little to tell."), _("Answer two or three statements."))
    with transaction.atomic():
        open_ = StyleAnswers.objects.select_for_update().filter(pk=row.pk, answers={})
        if not open_.update(answers=answers, at=viewer.now):
            raise refused(_("You have told it already."), _("It stays as it is."))
        record(viewer.person, "styles.told", about=viewer.person)


def note(viewer: Viewer, contact: Contact, noticed: Collection[str]) -> CustomerStyle | None:
    """Note what one noticed of somebody at a customer; None where nothing is left of it.

    Raises:
        PermissionDenied: it is nobody they meet.
    """
    if not Contact.objects.filter(policy.contacts_met(viewer), pk=contact.pk).exists():
        raise PermissionDenied
    known = [key for key in cues() if key in noticed]
    own = CustomerStyle.objects.filter(contact=contact, by=viewer.id)
    with transaction.atomic():
        record(viewer.person, "contact.style_noted", contact, about=viewer.person)
        if not known:
            own.delete()
            return None
        styles = estimate(texts(known)).styles
        told = {"style": styles[0] if len(styles) == 1 else "", "cues": known, "at": viewer.now}
        row, _new = CustomerStyle.objects.update_or_create(
            contact=contact, by=viewer.person, defaults=told
        )
    return row


def cues() -> Mapping[str, str]:
    """What one can hear or read, by its key."""
    return {f"{s.key}-{i}": c for s in vocabulary().styles for i, c in enumerate(s.cues)}


def texts(keys: Collection[str]) -> Sequence[str]:
    """The cues of some keys."""
    return [text for key, text in cues().items() if key in keys]


def _answers(items: Sequence[Item], given: Mapping[str, str]) -> dict[str, int]:
    found = {item.id: value_in(given.get(item.id, "")) for item in items}
    return {id_: value for id_, value in found.items() if value}
