"""Plans of the cast: what was taken on, practised, wanted, and what a team changes."""

from datetime import timedelta

from django.utils import timezone

from cast import Cast
from held_past import morning, past
from held_talks import a_commitment
from many_calls import counted, dice
from ridealong.web.calls.models import Call
from ridealong.web.coaching.models import Commitment, Goal, Transformation
from ridealong.web.coaching.plans import drilling, goals
from ridealong.web.coaching.plans.goals import Wish
from ridealong.web.people.models import Person, Team
from ridealong.web.people.viewer import viewer_of


def in_every_state(cast: Cast) -> dict[str, int]:
    """A year behind them, two things open, one closed, a goal, a change of North; their numbers."""
    there, now, throw = morning(cast), timezone.now(), dice(3)
    for person in (cast.pat, *there.others):
        figures = [
            *counted(throw, 20, 0.3, first_day=300, every=9, now=now),
            *counted(throw, 14, 0.6, first_day=60, every=4, now=now),
        ]
        past(there.latest, {"open_questions": figures}, owner=person)
    ago = now - timedelta(days=15)
    first = a_commitment(
        cast.rita,
        made_at=ago,
        begins_on=ago.date(),
        target=0.7,
        baseline={"share": 0.55, "low": 0.47, "high": 0.63, "shown": 6, "calls": 6},
        noticed="Rita sends Mel one moment each Friday",
        helps="Mel listens to one call a week with her",
        practice="Three minutes before the first call",
        stretch=True,
    )
    a_commitment(cast.rita, says="I end with a step that has a day.", key="move:next_step")
    closed = a_commitment(
        cast.rita,
        says="I wait three seconds after a question.",
        key="behaviour:listening",
        state=Commitment.State.DROPPED,
        closing_words="The new pricing came in between",
        closed_at=now - timedelta(days=20),
        begins_on=(now - timedelta(days=50)).date(),
        made_at=now - timedelta(days=50),
    )
    rita = viewer_of(cast.rita)
    wish = Wish(
        says="By summer I lead the first talk with key accounts myself",
        because="I want to know what holds their business up before we offer anything",
        by_on=timezone.localdate() + timedelta(days=120),
        measure="behaviour:open_questions",
        wanted=0.7,
        shared=True,
    )
    goal = goals.write(rita, wish)
    change = a_change(cast.north, cast.mel)
    return {
        "commitment": first.pk,
        "closed": closed.pk,
        "goal": goal.pk,
        "transformation": change.pk,
        "person": cast.rita.pk,
        "answer": practised(cast),
    }


def a_goal(person: Person) -> Goal:
    """Something that somebody wants, not shared."""
    return goals.write(viewer_of(person), Wish(says="Key accounts by summer"))


def a_change(team: Team, by: Person) -> Transformation:
    """What a team changes, since nine weeks."""
    return Transformation.objects.create(
        team=team,
        skill="Asking openly",
        measure="open_questions",
        wanted=0.5,
        begins_on=(timezone.now() - timedelta(weeks=9)).date(),
        by=by,
    )


def a_moment(person: Person) -> dict[str, object]:
    """The call and the turn of a moment that somebody may practise on."""
    found = drilling.today(viewer_of(person)).first
    assert found, "none of their calls has a moment"
    return {"call": found.drill.call, "turn": found.drill.turn}


def practised(cast: Cast) -> int:
    """An answer of Rita's in practice; 0 where none of her calls has a moment."""
    rita = viewer_of(cast.rita)
    found = drilling.today(rita).first
    if found is None:
        return 0
    calls = Call.objects.select_related("analysis", "transcript", "debrief")
    call, words = calls.get(pk=found.drill.call), "So what does that do to your week, all in all?"
    return drilling.answer(rita, call, found.drill.turn, words).pk
