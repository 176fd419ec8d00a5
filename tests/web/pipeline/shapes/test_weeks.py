"""Week by week: one row a week, two weeks before a word, and diagnoses that come to an end."""

import json
from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import timezone

from held_pipelines import a_team, drawn, in_tables
from ridealong.process.diagnosis import Rule
from ridealong.process.shape import Verdict
from ridealong.web.jobs import chores
from ridealong.web.people.models import Membership
from ridealong.web.pipeline.models import Diagnosis, ShapeWeek
from ridealong.web.pipeline.shapes import weeks
from ridealong.web.pipeline.shapes.found import body_of, flag_of
from ridealong.web.pipeline.shapes.kept import Kept
from ridealong.web.pipeline.shapes.weeks import A_WEEK, before, monday, roll_up, roll_up_on

TODAY = timezone.localdate
PROPOSALS = {"person__name": "Rita Hollis", "stage": "proposal"}


@pytest.fixture
def full(cast):
    """A team in which proposals stay six times as long with Rita."""
    in_tables(drawn(full=6.0), a_team(cast), cast.north)
    return cast


def a_week_passes():
    """Everything that was seen was seen a week earlier."""
    seen = ShapeWeek.objects.order_by("week").values_list("week", flat=True).distinct()
    for week in list(seen):  # the oldest first, so that no two weeks are one in between
        ShapeWeek.objects.filter(week=week).update(week=week - A_WEEK)
    Diagnosis.objects.update(seen_on=F("seen_on") - A_WEEK, found_on=F("found_on") - A_WEEK)


def rows():
    return list(ShapeWeek.objects.order_by("pk").values_list("pk", "person", "week", "stage"))


def test_a_week_has_one_row_for_each_person_and_stage_however_often_it_is_done(full):
    roll_up()
    first = rows()
    assert len(first) == 9 * 5  # Tess sells as well, without a deal
    bodies = list(ShapeWeek.objects.order_by("pk").values_list("body", "verdict", "observed"))
    roll_up_on(min(TODAY(), monday(TODAY()) + timedelta(days=6)))
    assert rows() == first
    assert (
        list(ShapeWeek.objects.order_by("pk").values_list("body", "verdict", "observed")) == bodies
    )
    assert {week for _pk, _p, week, _s in first} == {monday(TODAY())}


def test_the_next_week_has_rows_of_its_own(full):
    roll_up()
    a_week_passes()
    roll_up()
    assert ShapeWeek.objects.filter(week=monday(TODAY())).count() == 45
    assert ShapeWeek.objects.count() == 90


def test_two_weeks_of_the_same_are_a_diagnosis_with_its_figures(full):
    roll_up()
    a_week_passes()
    roll_up()
    row = ShapeWeek.objects.get(week=monday(TODAY()), **PROPOSALS)
    assert row.verdict == Verdict.FULL
    assert Kept.read(row).said == Verdict.FULL
    found = Diagnosis.objects.get(rule__in=(Rule.STAGE_FULL, Rule.PROPOSALS_WITHOUT_DEALS))
    assert (found.person, found.stage, found.state) == (full.rita, "proposal", "open")
    flag = flag_of(found)
    assert flag
    assert flag.seller == str(full.rita.pk)
    assert len(flag.hypotheses) >= 2
    assert json.loads(json.dumps(body_of(flag))) == found.body


def test_a_week_that_was_usual_keeps_the_next_from_a_word(full):
    roll_up()
    ShapeWeek.objects.update(verdict=Verdict.USUAL.value)
    Diagnosis.objects.all().delete()
    a_week_passes()
    roll_up()
    row = ShapeWeek.objects.get(week=monday(TODAY()), **PROPOSALS)
    assert row.verdict == Verdict.FULL, "the day itself shows it"
    assert Kept.read(row).said != Verdict.FULL, "and nothing is said of it yet"
    assert not Diagnosis.objects.filter(stage="proposal").exists()


def test_what_was_taken_into_a_talk_stays_taken_while_it_holds(full):
    roll_up()
    Diagnosis.objects.update(state="taken", decided_by=full.mel, decided_at=timezone.now())
    a_week_passes()
    roll_up()
    assert set(Diagnosis.objects.values_list("state", flat=True)) == {"taken"}
    assert set(Diagnosis.objects.values_list("seen_on", flat=True)) == {TODAY()}


@pytest.mark.parametrize(("days", "state"), [(27, "put off"), (29, "open")])
def test_what_was_put_off_comes_back_after_four_weeks(full, days, state):
    roll_up()
    Diagnosis.objects.update(state="put off", decided_at=timezone.now() - timedelta(days=days))
    a_week_passes()
    roll_up()
    assert set(Diagnosis.objects.values_list("state", flat=True)) == {state}


def test_a_diagnosis_is_over_once_two_weeks_no_longer_show_it(full):
    roll_up()
    assert Diagnosis.objects.filter(state="open").exists()
    gone = Diagnosis.objects.first()
    assert gone
    Diagnosis.objects.filter(pk=gone.pk).update(rule="gone")
    for state in ("open", "over"):
        a_week_passes()
        roll_up()
        gone.refresh_from_db()
        assert gone.state == state


def test_of_somebody_who_sells_no_longer_nothing_holds(full):
    roll_up()
    Membership.objects.filter(person=full.rita).update(until=TODAY())
    roll_up()
    assert set(Diagnosis.objects.filter(person=full.rita).values_list("state", flat=True)) == {
        "over"
    }


def test_what_comes_again_after_it_was_over_is_a_new_diagnosis(full):
    roll_up()
    Diagnosis.objects.update(state="over")
    was = Diagnosis.objects.count()
    roll_up()
    assert Diagnosis.objects.count() == 2 * was
    assert Diagnosis.objects.filter(state="open").count() == was


def test_old_weeks_are_forgotten_after_two_years(full):
    roll_up()
    ShapeWeek.objects.update(week=monday(TODAY()) - weeks.KEPT_FOR - A_WEEK)
    roll_up()
    assert set(ShapeWeek.objects.values_list("week", flat=True)) == {monday(TODAY())}


def test_without_salespeople_or_deals_there_is_nothing_to_do(db, cast):
    rolled = roll_up()
    assert rolled.found == 0
    Membership.objects.all().delete()
    assert roll_up().people == 0


def test_a_team_without_differences_is_asked_nothing(cast):
    in_tables(drawn(full=1.0, seed=11), a_team(cast), cast.north)
    roll_up()
    a_week_passes()
    roll_up()
    assert not Diagnosis.objects.exists()


def test_the_week_before_is_what_the_rows_say(full):
    assert before(monday(TODAY())) is None
    roll_up()
    a_week_passes()
    week = before(monday(TODAY()))
    assert week
    assert week.on == monday(TODAY()) - A_WEEK
    assert dict(week.verdicts)[str(full.rita.pk), "proposal"] is Verdict.FULL


def test_it_is_done_once_a_day_by_one_worker(db):
    chore = next(c for c in chores.chores() if c.name == "pipelines")
    assert chore.every == timedelta(hours=24)
    chores.do(chore)
    assert chore.for_all
