"""What a coach writes down about their own coaching, and what a worker notes once a day.

Everything here is the coach's alone. The record says that something was written, never what.
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ridealong.coaching.programme_of_coach import met, steps
from ridealong.report.words import _
from ridealong.web.audit.record import record
from ridealong.web.calls.page.sent import number_in, words_in
from ridealong.web.coaching.coach.counted import Coaching
from ridealong.web.coaching.models import StepReached, Thought, WorkingTime
from ridealong.web.people.actions.refused import refused
from ridealong.web.people.models import Person, Role
from ridealong.web.people.viewer import Viewer, viewer_of

LONGEST = 2000
MOST_HOURS = 80
MOVE = "move"
"""Whether somebody can move, and where."""
QUESTIONS = ("time", "skill", "will", MOVE)


def work_hours(viewer: Viewer, text: str) -> int | None:
    """Keep how many hours a week a coach works; nothing takes it back.

    Raises:
        ValidationError: it is no number of hours.
    """
    hours = number_in(text.strip())
    if text.strip() and (hours is None or not 1 <= hours <= MOST_HOURS):
        says = _("“{text}” is no number of hours in a week.").format(text=text[:20])
        raise refused(says, _("Give a whole number from 1 to {n}.").format(n=MOST_HOURS))
    with transaction.atomic():
        if hours is None:
            WorkingTime.objects.filter(person=viewer.id).delete()
        else:
            WorkingTime.objects.update_or_create(person=viewer.person, defaults={"hours": hours})
        record(viewer.person, "own_coaching.hours", about=viewer.person)
    return hours


def think(viewer: Viewer, on: str, says: str, about: Person | None = None) -> Thought | None:
    """Keep an answer to a question about one's coaching; None where it was left open.

    Raises:
        PermissionDenied: there is no such question, or it is about somebody who is not theirs.
        ValidationError: it is too long.
    """
    theirs = about is None or about in Coaching(viewer).people
    if on not in QUESTIONS or (on == MOVE) != (about is not None) or not theirs:
        raise PermissionDenied
    words = words_in(says)
    if len(words) > LONGEST:
        told = _("An answer is {n} characters long; {most} fit.").format(n=len(words), most=LONGEST)
        raise refused(told, _("Shorten it."))
    if not words:
        return None
    with transaction.atomic():
        row = Thought.objects.create(
            by=viewer.person, on=on, about=about, says=words, at=viewer.now
        )
        record(viewer.person, "own_coaching.written", row, about=viewer.person)
    return row


def throw_away(viewer: Viewer, row: Thought) -> None:
    """Throw one's own answer away.

    Raises:
        PermissionDenied: it is not theirs.
    """
    if row.by_id != viewer.id:
        raise PermissionDenied
    with transaction.atomic():
        record(viewer.person, "own_coaching.thrown_away", row, about=viewer.person)
        row.delete()


def reach(viewer: Viewer, step: str, *, reached: bool) -> None:
    """Say that a step of the programme is reached, or take that back.

    Raises:
        PermissionDenied: there is no such step.
    """
    if step not in {s.id for s in steps()}:
        raise PermissionDenied
    with transaction.atomic():
        if reached:
            told = {"by_hand": True, "at": viewer.now}
            StepReached.objects.get_or_create(person=viewer.person, step=step, defaults=told)
        else:
            StepReached.objects.filter(person=viewer.person, step=step).delete()
        record(viewer.person, "own_coaching.step", about=viewer.person)


def note_steps() -> int:
    """Once a day: note for each manager the steps that were reached by what they did.

    Returns:
        How many were noted.
    """
    managers = Person.objects.filter(role=Role.MANAGER, is_active=True).order_by("pk")
    return sum(note_steps_of(viewer_of(person)) for person in managers)


def note_steps_of(viewer: Viewer) -> int:
    """The same for one, at the moment of the viewer."""
    if not viewer.led:
        return 0
    own = Coaching(viewer)
    new = [s.id for s in steps() if s.id in met(own.figures) - own.reached.keys()]
    rows = [StepReached(person=viewer.person, step=step, at=viewer.now) for step in new]
    StepReached.objects.bulk_create(rows, ignore_conflicts=True)
    return len(new)
