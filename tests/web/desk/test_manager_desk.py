"""A manager's desk: at most three talks with their why, the team by name, nothing too early."""

import re
from datetime import timedelta

from django.utils import timezone

from held_calls import a_call
from held_past import past
from many_calls import alike
from ridealong.coaching.levels import Single
from ridealong.coaching.next_talks import Rule
from ridealong.web.audit.models import Entry
from ridealong.web.calls.models import Call
from ridealong.web.desk.manager import desk, still_theirs, team_page
from ridealong.web.desk.talks import talks
from ridealong.web.desk.team import Team
from ridealong.web.people.models import Membership, Person, Role
from ridealong.web.people.viewer import viewer_of


def page(client, path="/"):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_three_talks_in_the_order_of_names_each_with_words_of_a_call(morning, cast):
    found = talks(Team(viewer_of(cast.mel)))
    assert [t.person.short for t in found] == ["Jude", "Noor", "Rita"]
    assert [t.on for t in found] == [
        "to say what has held: room for the customer in the interview",
        "on calls that you have not read",
        "on open questions",
    ]
    for talk in found:
        assert talk.evidence is not None
        assert talk.evidence.href.startswith("/calls/")
        words = "".join(
            f"{w.before}{w.marked}{w.after}" for w in (x.words for x in talk.evidence.lines)
        )
        assert words


def test_a_change_says_its_figures_its_past_and_what_chance_would_do(morning, cast):
    rita = talks(Team(viewer_of(cast.mel)))[-1]
    assert re.fullmatch(
        r"Open questions, of all that were asked: \d+\s% \(\d+–\d+\) in the last six calls; in the "
        r"year before, \d+\s% \(\d+–\d+\)\.",
        rita.why[0],
    )
    assert "likely to come back by themselves" in rita.why[1]
    made = dict(rita.made)
    assert {"Rule", "Formula", "Now", "Before", "Difference", "Interval", "Chosen"} <= set(made)


def test_why_this_stands_beside_each_and_only_the_first_is_green(morning, cast, as_):
    html = page(as_(cast.mel))
    assert html.count("Why this?") == 3
    assert html.count("button first") == 1


def test_opening_a_call_takes_the_unread_ones_off_the_desk(morning, cast, as_):
    noor = morning.others[2]
    mel = as_(cast.mel)
    first = Team(viewer_of(cast.mel)).unread(noor.pk)[0]
    mel.get(f"/calls/{first.pk}/")
    assert Entry.objects.filter(action="call.seen", actor_id=cast.mel.pk).exists()
    rules = {t.person.pk: t.reason for t in talks(Team(viewer_of(cast.mel)))}
    assert rules.get(noor.pk) != "Waiting for you"


def test_a_call_waits_for_consent_without_a_word_of_it(morning, cast, as_):
    Membership.objects.filter(person__in=[morning.others[1], morning.others[2]]).delete()
    Membership.objects.filter(person=cast.rita).delete()
    (ivo,) = talks(Team(viewer_of(cast.mel)))
    assert ivo.person == morning.others[0]
    assert ivo.evidence is None
    held = Call.objects.get(held_back=True)
    assert ivo.presses[0].href == f"/calls/{held.pk}/"
    html = page(as_(cast.mel))
    assert "One call waits for consent; nobody reads it before." in html
    assert held.title not in html


def test_what_has_not_reached_the_manager_is_in_no_figure(cast):
    call = a_call(cast.rita, 0, at=timezone.now() - timedelta(days=100))
    now = timezone.now()
    before = [Single(now - timedelta(days=90 - i), 0.6, 10) for i in range(20)]
    late = [Single(now - timedelta(days=6 - i), 0.1, 10) for i in range(6)]
    past(call, {"open_questions": before})
    past(call, {"open_questions": late}, reached=False)
    (rita,) = (m for m in Team(viewer_of(cast.mel)).members if m.person == cast.rita)
    shown = rita.shown
    assert shown is not None
    assert {c.share for c in shown.calls} == {0.6}
    assert not talks(Team(viewer_of(cast.mel)))


def test_the_line_says_with_whom_a_call_still_is_and_until_when(morning, cast, as_):
    team = Team(viewer_of(cast.mel))
    assert re.fullmatch(
        r"One call is still with Rita, who sees it first; it reaches you \w+ at \d\d:\d\d\.",
        still_theirs(team),
    )
    html = page(as_(cast.mel))
    assert morning.due.title not in html
    assert f'href="/calls/{morning.due.pk}/"' not in page(as_(cast.mel), "/team/")


def test_the_team_stands_by_name(morning, cast):
    names = [row.member.person.name for row in desk(viewer_of(cast.mel)).rows]
    assert names == sorted(names, key=str.casefold)
    _team, sections = team_page(viewer_of(cast.mel))
    assert [s.member.person.name for s in sections] == names


def test_only_ones_own_team_is_there(morning, cast, as_):
    html = page(as_(cast.olga)) + page(as_(cast.olga), "/team/")
    for name in ("Rita Hollis", "Pat Okafor", "Jude Abara"):
        assert name not in html
    assert "Tess Lindgren" in html


def test_a_call_of_an_earlier_team_stays_with_that_team(morning, cast):
    """Rita moves south: what she said in the north is not Olga's."""
    today = timezone.localdate()
    Membership.objects.filter(person=cast.rita).update(until=today)
    Membership.objects.create(person=cast.rita, team=cast.south, since=today)
    (rita,) = (m for m in Team(viewer_of(cast.olga)).members if m.person == cast.rita)
    assert not rita.calls
    assert all(not t.calls for t in rita.trends)


def test_people_with_a_nearer_manager_are_on_that_manager_s_desk(morning, cast, as_):
    above = Person.objects.create_user("nell@ridealong.example", "Nell Ode", Role.MANAGER)
    Membership.objects.create(person=above, team=cast.north.parent, leads=True)
    assert "Your teams have managers of their own" in page(as_(above))
    Membership.objects.filter(person=cast.olga).delete()
    assert {m.person.name for m in Team(viewer_of(above)).members} >= {"Tess Lindgren", "Una Diaz"}
    assert "Rita Hollis" not in page(as_(above), "/team/")
    assert Team(viewer_of(cast.mel)).members


def test_who_leads_nobody_is_told_whom_to_ask(cast, as_):
    new = Person.objects.create_user("nell@ridealong.example", "Nell Ode", Role.MANAGER)
    for path in ("/", "/team/"):
        html = page(as_(new), path)
        assert "You lead no team yet" in html
        assert f'href="mailto:{cast.ada.email}"' in html


def test_a_team_without_calls_says_what_to_do_first(cast, as_):
    html = page(as_(cast.mel))
    assert "No calls of your team yet" in html
    assert html.count("button first") == 1


def test_no_debrief_of_many_calls_is_worth_a_talk_and_its_words_stay_private(cast):
    call = a_call(cast.tess, 0, seen_by_manager=True, at=timezone.now() - timedelta(days=3))
    steady = [
        Single(timezone.now() - timedelta(days=2 + i), single.share, single.n)
        for i, single in enumerate(alike(4, 5, 10, first_day=4))
    ]
    past(call, {"open_questions": steady}, debriefed=False)
    Entry.objects.create(
        actor_id=cast.olga.pk, actor="Olga", action="call.seen", thing=f"call {call.pk}"
    )
    team = Team(viewer_of(cast.olga))
    (talk,) = talks(team)
    assert talk.on == "on the minute after a call"
    assert talk.why[0] == "5 calls in the last 14 days, and no debrief yet."
    assert [f.debriefed for f in team.facts] == [0]
    assert Rule.NO_DEBRIEF.name == "NO_DEBRIEF"


def test_the_team_page_leads_to_what_each_took_on_and_to_what_the_team_changes(cast, as_):
    html = as_(cast.mel).get("/team/").content.decode()
    assert f'href="/commitments/of/{cast.rita.pk}/"' in html
    assert 'href="/transformations/"' in html
    assert as_(cast.mel).get(f"/commitments/of/{cast.rita.pk}/").status_code == 200
