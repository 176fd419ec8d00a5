"""The pages of pipelines: who sees what in which words, and at which cost."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from held_calls import a_call
from held_deals import a_deal, an_activity, evidence, with_customer
from held_pipelines import a_team, an_agreement, contacted, drawn, in_tables, speak_for_gates, whole
from ridealong.web.calls.models import Call
from ridealong.web.people.models import Grant, Membership, Person, Role
from ridealong.web.pipeline.models import Deal, ShapeWeek
from ridealong.web.pipeline.shapes.kept import Kept

MOST = 12


def address(name, person):
    return reverse(name, args=[person.pk])


def html(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def words(client, path):
    text = re.sub(r"<[^>]+>", " ", html(client, path).partition("<main")[2])
    return re.sub(r"\s+", " ", text)


def a_week(person, stage, *, said="usual", **kept):
    ShapeWeek.objects.create(
        person=person,
        week=timezone.localdate() - timedelta(days=timezone.localdate().weekday()),
        stage=stage,
        observed=1,
        verdict=said,
        body=Kept(said=said, **kept).body(),
    )


@pytest.fixture
def team(cast):
    """Rita, Pat and six others with two years of deals, looked at in two weeks."""
    whole(cast)
    return cast


def test_a_reps_place_is_their_own_pipeline_a_managers_that_of_the_team(cast, as_):
    assert as_(cast.rita).get("/pipeline/").headers["Location"] == address("pipeline", cast.rita)
    assert as_(cast.mel).get("/pipeline/").headers["Location"] == reverse("team_pipeline")
    assert 'href="/pipeline/"' in html(as_(cast.rita), "/")
    assert 'href="/pipeline/"' in html(as_(cast.lee), "/")
    assert 'href="/pipeline/"' not in html(as_(cast.sam), "/")


def test_without_deals_it_says_how_they_come_in(cast, as_):
    assert "No deals yet" in words(as_(cast.rita), address("pipeline", cast.rita))
    assert "Rita has no deals here" in words(as_(cast.mel), address("pipeline", cast.rita))


def test_bars_count_open_deals_with_their_half_gates(cast, as_):
    a_deal(cast.rita, stage="proposal")
    half = a_deal(cast.rita, "Fennick Seafood", stage="proposal")
    for deal in Deal.objects.all():
        for gate in ("admits_need", "open_to_solutions", "agrees_to_discuss"):
            evidence(deal, gate, "customer")
            evidence(deal, gate, "seller")
    evidence(half, "can_decide", "seller", words="proposal sent")
    page = html(as_(cast.mel), address("pipeline", cast.rita))
    assert "Proposal: 2 open, 1 of them half gates" in page
    assert "proposal sent" in page
    assert page.count('class="of-customer"><a') == 1


def test_where_nothing_speaks_for_any_gate_none_is_called_half(cast, as_):
    a_deal(cast.rita, stage="decision")
    said = words(as_(cast.rita), address("pipeline", cast.rita))
    assert "Nothing speaks for any gate of these deals yet" in said
    assert "Half gates" not in said


def test_a_stage_that_the_process_lacks_is_named_beside_the_picture(cast, as_):
    a_deal(cast.rita)
    a_deal(cast.rita, "Ostler’s", stage="Verbal yes")
    said = words(as_(cast.rita), address("pipeline", cast.rita))
    assert "1 in “Verbal yes”" in said


def test_before_the_first_week_nothing_is_usual_and_it_says_when_it_will_be(cast, as_):
    a_deal(cast.rita)
    said = words(as_(cast.rita), address("pipeline", cast.rita))
    assert "it stands here by tomorrow" in said
    assert "not enough to tell" in said


def test_usual_team_and_verdict_stand_beside_the_bar(cast, as_):
    for n in range(11):
        a_deal(cast.rita, f"Customer {n}")
    a_week(
        cast.rita, "proposal", said="full", usual=(3.0, 7.0), team=(4.0, 8.0), others=5, weeks=52
    )
    page = html(as_(cast.mel), address("pipeline", cast.rita))
    assert "Proposal: 11 open, usual 3 to 7, team 4 to 8, fuller than usual," in page
    assert "beside the own past year and the 5 others in the team" in page
    assert "in 8 of 10 of 52 Mondays of the own past year" in page


def test_outside_the_usual_without_a_verdict_it_may_be_chance(cast, as_):
    a_deal(cast.rita)
    a_week(cast.rita, "proposal", usual=(3.0, 7.0), weeks=52)
    said = words(as_(cast.mel), address("pipeline", cast.rita))
    assert "below the usual; may be chance" in said


def test_as_a_table_the_same_stands_in_figures(team, as_):
    page = html(as_(team.mel), address("pipeline", team.rita) + "?as=table")
    assert 'class="stage-bar"' not in page
    assert "As pictures" in page
    assert '<th scope="row">Proposal</th>' in page


def test_theirs_so_far_is_quoted_with_the_way_to_where_it_was_said(cast, as_):
    deal = a_deal(cast.rita)
    call = with_customer(a_call(cast.rita, seen_by_manager=True), deal)
    evidence(deal, "can_decide", "seller", words="proposal sent")
    evidence(
        deal, "can_decide", "customer", "proposed", words="It’s with the board", call=call, turn=7
    )
    page = html(as_(cast.mel), address("pipeline", cast.rita))
    assert "“It’s with the board”" in page
    assert f'href="/calls/{call.pk}/#t7"' in page


@pytest.mark.parametrize("who", ["mel", "rita"])
def test_words_of_a_call_that_is_not_open_to_somebody_are_not_there(cast, as_, who):
    """Neither to the manager before the hour, nor to the rep before the debrief."""
    deal = a_deal(cast.rita)
    call = with_customer(a_call(cast.rita), deal)
    evidence(deal, "can_decide", "seller", words="proposal sent")
    evidence(deal, "can_decide", "customer", "proposed", words="Zebrafink said", call=call, turn=7)
    assert call.manager_from
    assert call.manager_from > timezone.now()
    page = html(as_(getattr(cast, who)), address("pipeline", cast.rita))
    assert "Zebrafink" not in page
    assert f"/calls/{call.pk}/" not in page
    assert "proposal sent" in page


def test_without_words_it_says_what_came_back(cast, as_):
    deal = a_deal(cast.rita)
    evidence(deal, "can_decide", "seller", words="proposal sent")
    an_activity(deal, "email", 9, "out")
    an_activity(deal, "email", 4, "out")
    said = words(as_(cast.mel), address("pipeline", cast.rita))
    assert "no call, 2 e-mails without an answer" in said


def test_a_peer_who_is_let_sees_the_pipeline_and_neither_plan_nor_question(team, as_):
    Grant.objects.create(owner=team.rita, peer=team.tess)
    page = html(as_(team.tess), address("pipeline", team.rita))
    assert "Where Rita’s deals stand" in page
    assert "Plan" not in page
    assert "Worth a question" not in page


def test_the_team_stands_by_name_and_says_so(team, as_):
    page = html(as_(team.mel), reverse("team_pipeline"))
    names = re.findall(r'class="who"><a href="[^"]+">([^<]+)', page)
    assert names == sorted(names, key=str.casefold)
    assert len(names) == 8
    assert "by name, each beside their own past" in page
    assert "nothing here compares people" in page


def test_another_managers_people_are_not_in_it(team, as_):
    assert "Tess" not in words(as_(team.mel), reverse("team_pipeline"))
    assert "Rita" not in words(as_(team.olga), reverse("team_pipeline"))


def test_a_leader_sees_sums_of_five_and_more_and_nobody_by_name(team, as_):
    said = words(as_(team.lee), reverse("team_pipeline"))
    assert "North 8 people" in said
    assert "Under five people, and so left out: South" in said
    for person in ("Rita", "Pat", "Ilse", "Tess"):
        assert person not in said
    for customer in ("Brightwater", "Fennick"):
        assert customer not in said


def test_a_leader_of_small_teams_learns_why_there_is_nothing(cast, as_):
    a_deal(cast.rita)
    said = words(as_(cast.lee), reverse("team_pipeline"))
    assert "Nothing can be told yet" in said
    assert "open deal" not in said


def test_flow_counts_open_deals_as_not_known_yet(team, as_):
    page = html(as_(team.rita), address("pipeline_flow", team.rita))
    assert re.search(r"Proposal: \d+ entered, \d+ went on, \d+ not known yet, \d+ ended", page)
    assert "few deals are drawn toward the 7 others in the team" in page
    assert "Won, of those that closed" in page
    assert "trade fair" in page


def test_flow_of_somebody_new_says_what_is_needed(cast, as_):
    a_deal(cast.rita, began=timezone.localdate() - timedelta(days=10), stage="first-meeting")
    said = words(as_(cast.rita), address("pipeline_flow", cast.rita))
    assert "0 of 5 that left it" in said
    assert "0 of 5 that closed" in said


def test_a_month_is_counted_once_for_each_deal(cast, as_):
    for n in range(3):
        a_deal(cast.rita, f"Customer {n}", stage="first-meeting", began=timezone.localdate())
    page = html(as_(cast.rita), address("pipeline_flow", cast.rita))
    assert re.search(r"First meeting, entered a month: [^\"]*\b3\"", page)


PAGES = ("pipeline", "pipeline_flow", "plan", "new_plan", "profile")


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("who", ["rita", "mel"])
def test_a_page_asks_the_database_twelve_times_at_most(team, as_, who, name):
    an_agreement(team)
    contacted(team.rita, 20)
    for n in range(7):
        deal = Deal.objects.filter(owner=team.rita, outcome="open").order_by("pk")[n]
        call = a_call(team.rita, n % 3, seen_by_manager=True) if n < 3 else None
        if call:
            with_customer(call, deal)
    client, path = as_(getattr(team, who)), address(name, team.rita)
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    assert len(asked) <= MOST, "\n".join(q["sql"][:300] for q in asked)


@pytest.mark.parametrize("who", ["mel", "lee"])
def test_the_page_of_a_team_asks_twelve_times_at_most(team, as_, who):
    client = as_(getattr(team, who))
    client.get(reverse("team_pipeline"))
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("team_pipeline"))
    assert len(asked) <= MOST, "\n".join(q["sql"][:300] for q in asked)


@pytest.mark.parametrize("name", ["pipeline", "pipeline_flow", "plan", "profile"])
def test_nothing_ranks_praises_or_scores(team, as_, name):
    an_agreement(team)
    said = re.sub(r"“[^”]*”", "", words(as_(team.mel), address(name, team.rita))).lower()
    for word in ("rank", "score", "best ", "top ", "great", "excellent", "insight", "weak", "!"):
        assert word not in said.replace("best estimate", ""), word


def test_a_name_with_markup_stays_a_name(cast, as_):
    Person.objects.filter(pk=cast.rita.pk).update(name="<script>alert(1)</script> Hollis")
    a_deal(cast.rita, "<b>Dairy</b>")
    speak_for_gates(cast.rita)
    page = html(as_(cast.mel), address("pipeline", cast.rita))
    assert "<script>alert" not in page
    assert "<b>Dairy" not in page


@pytest.mark.parametrize("number", ["0", "999999", str(2**63), "9" * 30])
def test_a_person_who_is_not_there_answers_404(cast, as_, number):
    for name in ("", "flow/", "plan/", "calls/"):
        assert as_(cast.mel).get(f"/pipeline/{number}/{name}").status_code == 404


def test_people_of_a_large_team_are_read_alone(cast, as_, monkeypatch):
    monkeypatch.setattr("ridealong.web.pipeline.shapes.flow.MOST_IN_A_TEAM", 3)
    people = a_team(cast)
    in_tables(drawn(), people, cast.north)
    said = words(as_(cast.rita), address("pipeline_flow", cast.rita))
    assert "beside the own year before" in said


def test_somebody_without_a_team_sees_their_own(cast, as_):
    a_deal(cast.rita)
    Membership.objects.filter(person=cast.rita).delete()
    assert "Where your deals stand" in words(as_(cast.rita), address("pipeline", cast.rita))
    assert as_(cast.rita).get(address("pipeline_flow", cast.rita)).status_code == 200


def test_a_service_agent_has_no_pipeline_of_their_own(cast, as_):
    assert cast.sam.role == Role.AGENT
    assert as_(cast.sam).get("/pipeline/").status_code == 403


def test_no_call_is_read_for_the_pictures(team, as_):
    assert not Call.objects.exists()
    with CaptureQueriesContext(connection) as asked:
        as_(team.mel).get(address("pipeline", team.rita))
    assert not [q for q in asked if "calls_transcript" in q["sql"]]
