"""A leader sees counts of five and more; an administrator what is stuck. Neither sees a talk."""

from datetime import timedelta

from django.utils import timezone

from held_calls import a_call
from ridealong.web.calls.models import Analysis, Call, Import, ImportItem
from ridealong.web.desk import leader
from ridealong.web.jobs import signs
from ridealong.web.jobs.models import WorkerSeen
from ridealong.web.people.models import Invitation, Membership, Person, Role
from ridealong.web.people.viewer import viewer_of


def page(client):
    answer = client.get("/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_leader_sees_teams_of_five_by_name_and_their_sum(morning, cast):
    found = leader.desk(viewer_of(cast.lee))
    assert [(r.name, r.people) for r in found.rows] == [("North", 5), ("South", 6)]
    assert found.total
    assert found.total.people == 11
    assert found.left_out == ("Service",)
    assert found.rows[0].with_call == "4 of 5"


def test_no_name_and_no_title_is_on_a_leader_s_desk(morning, cast, as_):
    html = page(as_(cast.lee))
    for person in Person.objects.exclude(pk=cast.lee.pk):
        assert person.name not in html
        assert person.email not in html
    for call in Call.objects.all():
        assert call.title not in html
        assert f"/calls/{call.pk}/" not in html


def test_weeks_are_told_of_people_who_were_there_then(morning, cast):
    desk = leader.desk(viewer_of(cast.lee))
    assert desk.weeks
    assert desk.total
    counted = [row[1] for row in desk.weeks.table.rows]
    assert len(counted) == 12
    assert counted[0] == desk.total.with_call
    Membership.objects.filter(leads=False).update(since=timezone.localdate())
    weeks = leader.desk(viewer_of(cast.lee)).weeks
    assert weeks
    assert [row[1] for row in weeks.table.rows[1:]] == ["not told"] * 11


def test_under_five_people_nothing_is_told(cast, as_):
    a_call(cast.rita, 0, analysed=False, at=timezone.now())
    html = page(as_(cast.lee))
    assert "Nothing can be told yet" in html
    assert " of " not in html.partition("<main")[2].partition("fewer than five")[0]


def test_a_leader_without_a_team_is_told_whom_to_ask(cast, as_):
    new = Person.objects.create_user("nell@ridealong.example", "Nell Ode", Role.LEADER)
    assert "You lead no team yet" in page(as_(new))


def test_a_call_without_consent_counts_for_nothing(morning, cast):
    Call.objects.filter(owner=cast.pat).update(held_back=True)
    assert leader.desk(viewer_of(cast.lee)).rows[0].with_call == "3 of 5"


def test_an_administrator_sees_what_came_in_and_what_became_of_it(cast, as_):
    batch = Import.objects.create(by=cast.rita, way="upload")
    for outcome, name in (("read", "a.vtt"), ("read", "b.vtt"), ("refused", "c.mp3")):
        ImportItem.objects.create(batch=batch, name=name, outcome=outcome, state="done")
    html = page(as_(cast.ada))
    assert "2 read, 1 not read" in html
    assert f'href="/imports/{batch.pk}/"' in html
    assert "c.mp3" not in html


def test_an_administrator_sees_what_is_stuck_and_whether_a_worker_is_there(cast, as_):
    call = a_call(cast.rita, 0, analysed=False)
    Analysis.objects.filter(pk=call.pk).update(state="dead", error="It said: my secret")
    html = page(as_(cast.ada))
    assert "No worker is running." in html
    assert "One of the analyses of calls was given up." in html
    signs.beat()
    assert "A worker is there." in page(as_(cast.ada))
    WorkerSeen.objects.all().delete()


def test_an_administrator_sees_who_has_no_team_and_which_invitations_are_open(cast, as_):
    nell = Person.objects.create_user("nell@ridealong.example", "Nell Ode", Role.REP)
    Invitation.objects.create(person=nell)
    html = page(as_(cast.ada))
    assert html.count(f'href="/people/{nell.pk}/"') == 2
    Membership.objects.create(person=nell, team=cast.north)
    Invitation.objects.update(accepted_at=timezone.now())
    html = page(as_(cast.ada))
    assert "Nell Ode" not in html
    assert "Everybody who needs a team has one." in html


def test_an_invitation_that_is_too_old_says_so(cast, as_):
    Invitation.objects.create(person=cast.tess, expires_at=timezone.now() - timedelta(days=1))
    assert "too old; send a new one" in page(as_(cast.ada))


def test_an_administrator_reads_no_word_of_a_call(morning, cast, as_):
    html = page(as_(cast.ada))
    assert "One call is held back" in html
    for call in Call.objects.all():
        assert call.title not in html


def test_who_is_alone_is_asked_to_invite(cast, as_):
    Membership.objects.all().delete()
    Person.objects.exclude(pk=cast.ada.pk).delete()
    html = page(as_(cast.ada))
    assert "Nobody else is here yet" in html
    assert html.count("button first") == 1
