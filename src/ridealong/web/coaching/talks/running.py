"""Hold a talk: start it, tick the steps and what was asked, close it, share its mirror.

Who ticked what and when stands in the row that is ticked; the record has when a talk began and
ended. When it begins, the brief is kept as it was, and its questions become rows.
"""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ridealong.process.framework.asks import refused as not_asked
from ridealong.report.words import _
from ridealong.web.audit.record import record
from ridealong.web.calls.page.sent import words_in
from ridealong.web.coaching.models import Talk, TalkQuestion
from ridealong.web.coaching.talks import written
from ridealong.web.coaching.talks.asked import Seen
from ridealong.web.coaching.talks.keeping import brief_of
from ridealong.web.people.actions.refused import refused
from ridealong.web.people.policy import TalkAction
from ridealong.web.people.viewer import Viewer
from ridealong.web.pipeline.models import Diagnosis

STEPS = ("acknowledge", "analyse", "plan", "feedback")
"""The managerial moment of truth, in its order."""
OWN = "own"
LONGEST_QUESTION = 300
MOST_QUESTIONS = 20
State = Talk.State


@dataclass(frozen=True, slots=True)
class NotAsked:
    """Why a question is not put on the list, kindly."""

    says: str
    why: str
    instead: str


def start(viewer: Viewer, of: Seen) -> Talk:
    """Begin; pressing twice begins once.

    Raises:
        PermissionDenied: it is not theirs to hold.
        ValidationError: it was held, moved or called off, or somebody in it has left.
    """
    of.must(TalkAction.RUN)
    if of.gone:
        says = _("{name} has left.").format(name=of.gone[0].name)
        raise refused(says, _("Call the talk off; what was written in it stays."))
    briefs = [brief_of(of, of.people[0])] if of.people else []
    with transaction.atomic():
        talk = Talk.objects.select_for_update().get(pk=of.talk.pk)
        if talk.state == State.RUNNING:
            return talk
        if talk.state not in {State.PLANNED, State.MISSED}:
            says = _("This talk is {state}.").format(state=_(State(talk.state).label))
            raise refused(says, _("Plan another one."))
        talk.state, talk.started_at = State.RUNNING, viewer.now
        for brief in briefs:
            talk.brief = written.kept(brief)
            _keep_questions(talk, brief)
        talk.save(update_fields=["state", "started_at", "brief"])
        if talk.diagnosis_id:
            Diagnosis.objects.filter(pk=talk.diagnosis_id, state=Diagnosis.State.OPEN).update(
                state=Diagnosis.State.TAKEN, decided_by=viewer.person, decided_at=viewer.now
            )
        record(viewer.person, "talk.started", talk, about=of.person, kind=talk.kind)
    return talk


def step(viewer: Viewer, of: Seen, name: str, *, done: bool) -> Talk:
    """Tick one of the four steps, or take the tick back.

    Raises:
        PermissionDenied: it is not theirs to hold.
        ValidationError: there is no such step, or the talk has not begun.
    """
    of.must(TalkAction.RUN)
    if name not in STEPS:
        raise refused(_("There is no such step."), _("Load the page again."))
    with transaction.atomic():
        talk = _begun(of)
        steps = {key: at for key, at in talk.steps.items() if key != name}
        talk.steps = {**steps, name: viewer.now.isoformat()} if done else steps
        talk.save(update_fields=["steps"])
    return talk


def ask(viewer: Viewer, of: Seen, question: TalkQuestion, *, done: bool) -> TalkQuestion:
    """Tick a question as asked, or take the tick back.

    Raises:
        PermissionDenied: it is not theirs to hold.
    """
    of.must(TalkAction.RUN)
    question.asked_at = viewer.now if done else None
    question.asked_by = viewer.person if done else None
    question.save(update_fields=["asked_at", "asked_by"])
    return question


def add_question(viewer: Viewer, of: Seen, text: str) -> TalkQuestion | NotAsked:
    """Put a question of one's own on the list.

    One that asks when it closes or how big it is, is not put there: the answer comes out of the
    gates.

    Raises:
        PermissionDenied: it is not theirs to hold.
        ValidationError: there are no words, too many, or too many questions.
    """
    of.must(TalkAction.RUN)
    says = " ".join(words_in(text).split())
    if not says:
        raise refused(_("There is no question yet."), _("Write it as you will say it."))
    if len(says) > LONGEST_QUESTION:
        told = _("This is {n} characters long; {most} fit.")
        raise refused(told.format(n=len(says), most=LONGEST_QUESTION), _("Ask one thing."))
    if why := not_asked(says):
        return NotAsked(says, *why)
    with transaction.atomic():
        own = TalkQuestion.objects.filter(talk=of.talk)
        if own.count() >= MOST_QUESTIONS:
            raise refused(
                _("There are {n} questions already.").format(n=MOST_QUESTIONS),
                _("Three are plenty."),
            )
        last = own.order_by("-number").values_list("number", flat=True).first() or 0
        question = TalkQuestion.objects.create(
            talk=of.talk, key=OWN, says=says, number=min(last + 1, 32000)
        )
        record(viewer.person, "talk.question_added", of.talk)
    return question


def hold(viewer: Viewer, of: Seen) -> Talk:
    """Close it: it was held.

    Raises:
        PermissionDenied: it is not theirs to hold.
        ValidationError: it has not begun.
    """
    of.must(TalkAction.RUN)
    with transaction.atomic():
        talk = _begun(of)
        if talk.state == State.RUNNING:
            talk.state, talk.ended_at = State.HELD, viewer.now
            talk.save(update_fields=["state", "ended_at"])
            record(viewer.person, "talk.held", talk, about=of.person, kind=talk.kind)
    return talk


def share_mirror(viewer: Viewer, of: Seen, *, shared: bool) -> None:
    """Let the others of the talk see its mirror, or take that back.

    Raises:
        PermissionDenied: only its coach can.
    """
    if of.talk.coach_id != viewer.id:
        raise PermissionDenied
    with transaction.atomic():
        of.talk.mirror_shared_at = viewer.now if shared else None
        of.talk.save(update_fields=["mirror_shared_at"])
        record(viewer.person, "mirror.shared" if shared else "mirror.unshared", of.talk)


def _begun(of: Seen) -> Talk:
    talk = Talk.objects.select_for_update().get(pk=of.talk.pk)
    if talk.state not in {State.RUNNING, State.HELD}:
        raise refused(_("This talk has not begun."), _("Start it first."))
    return talk


def _keep_questions(talk: Talk, brief: written.Written) -> None:
    """Once, however often it is started."""
    if TalkQuestion.objects.filter(talk=talk).exists():
        return
    from ridealong.web.coaching.talks.told import why_asked  # noqa: PLC0415  # words come last

    TalkQuestion.objects.bulk_create(
        TalkQuestion(
            talk=talk,
            key=chosen.question.key,
            says=chosen.question.says,
            why=why_asked(chosen, brief.brief)[:200],
            number=number,
        )
        for number, chosen in enumerate(brief.brief.questions, 1)
    )
